"""The one Stripe account a sandbox runs: its objects, its keys, its time, and who is told."""

import random
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

import stripe
from aiohttp import web

from sandbox.stripe import errors
from sandbox.stripe.deliveries import Deliveries
from sandbox.stripe.faults import Faults
from sandbox.stripe.ids import new_id, token
from sandbox.stripe.settings import Settings
from sandbox.stripe.store import Obj, Store, shown
from sandbox.stripe.timers import Timers

SECRET_KEY = "sk_test_sandbox"
PUBLISHABLE_KEY = "pk_test_sandbox"
API_VERSION = stripe.api_version
WEBHOOK_SECRET_FILE = "webhook-secret"


@dataclass(frozen=True, slots=True)
class Call:
    """The API call that is being answered, and the events it causes."""

    id: str | None = None
    idempotency_key: str | None = None
    events: list[str] = field(default_factory=list)


#: What is caused by time or a person, not by a call, has one without an id.
CALL: ContextVar[Call] = ContextVar("CALL")

Act = Callable[["Instance", str], None]


@dataclass(slots=True)
class Instance:
    """Everything a handler needs."""

    store: Store
    settings: Settings
    faults: Faults
    secret_key: str
    publishable_key: str
    webhook_secret: str
    url: str = ""
    acts: dict[str, Act] = field(default_factory=dict)
    dice: random.Random = field(default_factory=random.Random)
    timers: Timers = field(init=False)
    _second: int = 0
    _calls: int = 0
    deliveries: Deliveries = field(init=False)

    def __post_init__(self) -> None:
        self.timers = Timers(self.store, self._act)
        self.deliveries = Deliveries(self.store, self.settings, self.timers.time)
        self.dice.seed(self.settings.seed)

    @classmethod
    def open(
        cls, data: Path, secret_key: str, publishable_key: str, webhook_secret: str | None
    ) -> "Instance":
        """Takes up the state under `data`, or begins it."""
        data.mkdir(parents=True, exist_ok=True)
        store = Store(data / "stripe.sqlite3")
        return cls(
            store=store,
            settings=Settings.load(store),
            faults=Faults(),
            secret_key=secret_key,
            publishable_key=publishable_key,
            webhook_secret=webhook_secret or _kept_secret(data / WEBHOOK_SECRET_FILE),
        )

    def now(self) -> int:
        """Unix seconds."""
        return self.timers.now()

    def emit(
        self, kind: str, obj: Obj, *, before: Obj | None = None, account: str | None = None
    ) -> Obj:
        """Something happened to that object: keeps the event and tells the endpoints.

        `before` are the former values of what changed, for an event `*.updated`.
        """
        call = CALL.get(Call())
        data: Obj = {"object": shown(obj)}
        if before is not None:
            data["previous_attributes"] = before
        event: Obj = {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.now(),
            "data": data,
            "livemode": False,
            "pending_webhooks": 0,
            "request": {"id": call.id, "idempotency_key": call.idempotency_key},
            "type": kind,
        }
        if account:
            event["account"] = account
        call.events.append(event["id"])
        self.deliveries.enqueue(event)
        return self.store.save(event)

    def limit(self) -> None:
        """Counts a call. Raises StripeRefusal `rate_limit` when there were too many just now."""
        second = int(self.timers.time())
        self._calls = self._calls + 1 if second == self._second else 1
        self._second = second
        most = self.settings.requests_per_second
        if most is not None and self._calls > most:
            raise errors.rate_limited()

    def _act(self, action: str, identifier: str) -> None:
        self.acts[action](self, identifier)
        self.store.commit()


INSTANCE = web.AppKey("instance", Instance)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text("whsec_" + token(32))
    return path.read_text().strip()
