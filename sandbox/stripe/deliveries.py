"""Tells webhook endpoints of events as Stripe does: signed, at least once, in any order.

Each delivery is retried with growing pauses until it is answered with 2xx. The settings decide
whether it goes out at once (`deliver`), waits for a release (`hold`) or never goes (`drop`).
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable

from sandbox.stripe.ids import new_id
from sandbox.stripe.postman import Postman
from sandbox.stripe.settings import Settings
from sandbox.stripe.store import Obj, Store

KIND = "_delivery"
ENDPOINT = "webhook_endpoint"
_STATES = {"deliver": "waiting", "hold": "held", "drop": "dropped"}
_AT_A_TIME = 32
_TOLD_SECONDS = 2
_LONGEST_PAUSE_SECONDS = 3 * 3600.0


class Deliveries:
    """All that was, is and will be sent. `start` begins, `close` ends; the rest is steering."""

    def __init__(self, store: Store, settings: Settings, now: Callable[[], float]) -> None:
        self._store = store
        self._settings = settings
        self._now = now
        self._dice = random.Random(settings.seed)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(_AT_A_TIME)
        self._postman = Postman(store, settings, now)

    def reseed(self) -> None:
        """Begins the series of random choices again, by the seed of the settings."""
        self._dice.seed(self._settings.seed)

    async def start(self) -> None:
        """Goes on with whatever was under way when the sandbox stopped."""
        for delivery in self._store.newest_first(KIND):
            if delivery["state"] == "waiting":
                self._go(delivery)

    async def close(self) -> None:
        """Stops; what is not delivered yet waits for the next start."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        await self._postman.close()

    def enqueue(self, event: Obj) -> None:
        """Sends the event to every endpoint that wants it, as the settings say."""
        for endpoint in self._store.newest_first(ENDPOINT):
            wanted = endpoint["enabled_events"]
            if endpoint["status"] == "enabled" and ("*" in wanted or event["type"] in wanted):
                event["pending_webhooks"] += 1
                low, high = self._settings.copies_low, self._settings.copies_high
                for _ in range(self._dice.randint(low, high)):
                    self.send(event, endpoint)

    def send(self, event: Obj, endpoint: Obj) -> None:
        """One more delivery, sent when the settings say."""
        delivery = self.held(event, endpoint)
        delivery["state"] = _STATES[self._settings.delivery]
        self._store.save(delivery)
        if delivery["state"] == "waiting":
            self._go(delivery, self._delay())

    def held(self, event: Obj, endpoint: Obj, fate: str = "genuine") -> Obj:
        """A delivery to be released; `fate` may be `forged` (wrong secret) or `stale` (old)."""
        delivery: Obj = {
            "object": KIND,
            "id": new_id("_whd"),
            "event": event["id"],
            "type": event["type"],
            "endpoint": endpoint["id"],
            "fate": fate,
            "state": "held",
            "attempts": 0,
            "answer": None,
            "created": self._now(),
        }
        return self._store.save(delivery)

    def release(self, deliveries: Iterable[Obj]) -> None:
        """Lets held or dropped deliveries go, in this order."""
        for delivery in deliveries:
            delivery["state"] = "waiting"
            self._store.save(delivery)
            self._go(delivery, self._delay())
        self._store.commit()

    def all(self, state: str | None = None) -> list[Obj]:
        """All deliveries, newest first, or those in one state."""
        return [it for it in self._store.newest_first(KIND) if state in (None, it["state"])]

    def counts(self) -> dict[str, int]:
        """How many deliveries are in which state."""
        return dict(Counter(it["state"] for it in self._store.newest_first(KIND)))

    async def told(self, event_ids: set[str]) -> None:
        """Waits until those events are delivered, two seconds at most."""
        tasks = [
            task
            for key, task in self._tasks.items()
            if self._store.need(KIND, key)["event"] in event_ids
        ]
        if tasks:
            await asyncio.wait(tasks, timeout=_TOLD_SECONDS)

    def message(self, delivery: Obj, endpoint: Obj) -> tuple[bytes, dict[str, str]]:
        """What goes over the wire for that delivery, signed now."""
        return self._postman.message(delivery, endpoint)

    def _delay(self) -> float:
        return self._dice.uniform(
            self._settings.delay_low_seconds, self._settings.delay_high_seconds
        )

    def _go(self, delivery: Obj, delay: float = 0.0) -> None:
        task = asyncio.create_task(self._deliver(delivery, delay))
        self._tasks[delivery["id"]] = task
        task.add_done_callback(lambda _: self._tasks.pop(delivery["id"], None))

    async def _deliver(self, delivery: Obj, delay: float) -> None:
        await asyncio.sleep(delay)
        while delivery["state"] == "waiting":
            async with self._places:
                await self._attempt(delivery)
            self._store.save(delivery)
            self._store.commit()
            if delivery["state"] == "waiting":
                await asyncio.sleep(self._pause(delivery["attempts"]))

    def _pause(self, attempts: int) -> float:
        pause: float = self._settings.retry_base_seconds * 2.0 ** (attempts - 1)
        return min(pause, _LONGEST_PAUSE_SECONDS)

    async def _attempt(self, delivery: Obj) -> None:
        endpoint = self._store.get(ENDPOINT, delivery["endpoint"])
        if endpoint is None:
            delivery["state"] = "failed"
            return
        delivery["attempts"] += 1
        delivery["answer"] = await self._postman.post(delivery, endpoint)
        if 200 <= delivery["answer"] < 300:
            delivery["state"] = "delivered"
            self._settle(delivery["event"])
        elif delivery["fate"] != "genuine" or delivery["attempts"] > self._settings.retry_limit:
            delivery["state"] = "failed"

    def _settle(self, event_id: str) -> None:
        event = self._store.need("event", event_id)
        event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
        self._store.save(event)
