"""Guests who pay, and are told that they have: each flow from the first write to the SMS."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from sandbox.stripe import StripeSteering
from server.billing.payments.domain import Method, Payment, PaymentEvent, PaymentState, Step
from server.billing.payments.repository import PaymentRepository
from server.catalog.restaurants.domain import Settings, opened
from server.catalog.restaurants.repository import RestaurantRepository
from server.clock import SystemClock
from server.ids import new_id, new_secret
from server.notifications.contacts.domain import Channel, Contact
from server.notifications.contacts.repository import ContactRepository
from server.origin import Origin
from server.storage.client import Database, Document

RESTAURANT = "rst_bench"
ACCOUNT = "acct_bench"
_CLOCK = SystemClock()
_AMOUNT = 90_000


async def open_house(database: Database) -> None:
    """The restaurant that all of them sit in."""
    origin = Origin("user:1", "house", "hash")
    settings = Settings(name="Chakara", time_zone="Asia/Kolkata", currency="INR")
    house = opened(RESTAURANT, settings, origin, _CLOCK.now())
    await RestaurantRepository(database, RESTAURANT).insert(house, origin)


@dataclass(slots=True)
class Guests:
    """They hear of what they wait for from one change stream."""

    database: Database
    stripe: StripeSteering
    _awaited: dict[str, asyncio.Future[Document]] = field(default_factory=dict)

    async def pay(self, number: int) -> None:
        """Asks to pay, pays when the checkout is there, and is told by SMS."""
        payment = _a_payment(number)
        phone = f"+9198{number % 10**8:08d}"
        wish = Contact(
            guest_id=payment.guest_id,
            restaurant_id=RESTAURANT,
            visit_id=payment.visit_id,
            phone=phone,
            channel=Channel.SMS,
            language="en",
            update_time=_CLOCK.now(),
        )
        await ContactRepository(self.database, RESTAURANT).put(wish)
        checkout, told = self._wait(f"checkout:{payment.id}"), self._wait(f"told:{payment.id}")
        await PaymentRepository(self.database, RESTAURANT).insert_once(payment)
        prepared = await checkout
        await self.stripe.confirm(prepared["intent_id"])
        await told

    def _wait(self, key: str) -> asyncio.Future[Document]:
        self._awaited[key] = asyncio.get_running_loop().create_future()
        return self._awaited[key]

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hears of every change until the block ends."""
        heard = {"ns.coll": {"$in": ["payments", "messages"]}}
        async with await self.database.watch([{"$match": heard}], max_await_time_ms=100) as stream:

            async def listen() -> None:
                async for change in stream:
                    self._hear(change["ns"]["coll"], change.get("fullDocument") or {})

            work = asyncio.create_task(listen())
            yield
            work.cancel()
            await asyncio.wait([work])

    def _hear(self, collection: str, document: Document) -> None:
        if collection == "payments" and document.get("client_secret"):
            self._answer(f"checkout:{document['_id']}", document)
        if collection == "messages" and document.get("state") in {"SENT", "DELIVERED", "READ"}:
            self._answer(f"told:{document['subject_id']}", document)

    def _answer(self, key: str, document: Document) -> None:
        waiting = self._awaited.pop(key, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(document)


def _a_payment(number: int) -> Payment:
    now, payment_id = _CLOCK.now(), new_id("pay")
    return Payment(
        id=payment_id,
        restaurant_id=RESTAURANT,
        visit_id=f"vis_bench_{number}",
        number=1,
        table_name=str(number % 40),
        guest_id=new_id("gst"),
        guest_name="Asha",
        state=PaymentState.PENDING,
        step=Step.PREPARING,
        method=Method.ONLINE,
        currency="INR",
        # All of it a tip: nobody has ordered anything that a bill could hold against it.
        amount=0,
        tip_amount=_AMOUNT,
        timeline=(PaymentEvent(time=now, kind="created", actor="guest:1"),),
        create_time=now,
        update_time=now,
        expire_time=now + timedelta(seconds=900),
        stripe_account_id=ACCOUNT,
        receipt_token=new_secret(),
        origin=Origin("guest:1", payment_id, "hash"),
    )
