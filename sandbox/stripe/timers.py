"""What happens later by itself: a UPI payment settles or expires, a refund goes through.

Kept in the store, so that a restart does not forget it. `advance` lets time pass at once.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from sandbox.stripe.ids import new_id
from sandbox.stripe.store import Obj, Store

KIND = "_timer"


class Timers:
    """Runs `act(action, object id)` when its time has come; also tells the time."""

    def __init__(self, store: Store, act: Callable[[str, str], None]) -> None:
        self._store = store
        self._act = act
        self._offset = 0.0
        self._wake: asyncio.TimerHandle | None = None

    def time(self) -> float:
        """Unix seconds, as far as this sandbox is concerned."""
        return time.time() + self._offset

    def now(self) -> int:
        """The time in whole seconds, as objects carry it."""
        return int(self.time())

    def advance(self, seconds: float) -> None:
        """Lets time pass at once, and does what falls due in it."""
        self._offset += seconds
        self.run_due()

    def after(self, seconds: float, action: str, identifier: str) -> None:
        """Plans it; replaces what was planned of the same kind for the same object."""
        self.drop(identifier, action)
        due = self.time() + seconds
        self._store.save(
            {"object": KIND, "id": new_id("_t"), "due": due, "action": action, "on": identifier}
        )
        self.arm()

    def drop(self, identifier: str, action: str | None = None) -> None:
        """Forgets what was planned for that object."""
        for timer in self._store.newest_first(KIND):
            if timer["on"] == identifier and action in (None, timer["action"]):
                self._store.delete(timer)

    def run_due(self) -> None:
        """Does what is due, oldest first, and waits for the next."""
        while due := self._due():
            self._store.delete(due)
            self._act(str(due["action"]), str(due["on"]))
        self.arm()

    def arm(self) -> None:
        """Waits for whatever is planned next."""
        self.close()
        planned = [timer["due"] for timer in self._store.newest_first(KIND)]
        if planned:
            wait = max(0.0, min(planned) - self.time())
            self._wake = asyncio.get_running_loop().call_later(wait, self.run_due)

    def close(self) -> None:
        """Waits for nothing more."""
        if self._wake:
            self._wake.cancel()

    def _due(self) -> Obj | None:
        ready = [it for it in self._store.newest_first(KIND) if it["due"] <= self.time()]
        return min(ready, key=_due_time, default=None)


def _due_time(timer: dict[str, Any]) -> float:
    return float(timer["due"])
