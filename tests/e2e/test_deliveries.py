"""Webhooks as they come at worst: copied, shuffled, early, late, forged. The books end as Stripe's.

As many deliveries as HERE2ORDER_DELIVERIES says; `make soak` has 10,000, `make test` fewer.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from here2order.billing.v1 import account_pb2, account_service_pb2, payment_pb2
from here2order.billing.v1 import payment_service_pb2 as payment_api
from here2order.catalog.v1 import restaurant_pb2
from here2order.common.v1.money_pb2 import Money

from server.storage.client import Database, connect
from server.storage.inbox import COLLECTION
from tests.support.house import House, lassi, new_request_id, open_house
from tests.support.machine import Machine
from tests.support.oracle import Oracle
from tests.support.payers import PAYING, Cashier, Payer, Progress, Way
from tests.support.webhooks import stripe_event, stripe_signature
from tests.workflows.waiting import until

_log = logging.getLogger(__name__)

DELIVERIES = int(os.environ.get("HERE2ORDER_DELIVERIES", "600"))
SEED = int(os.environ.get("HERE2ORDER_SEED", "7"))
#: So many deliveries a payment, about; what is missing at the end are more copies.
A_PAYMENT = 25
#: One in so many is forged, or was signed too long ago.
FORGED_EVERY = 100
TABLES = 10
AT_ONCE = 25
PATIENCE_SECONDS = 120 + DELIVERIES / 20
ACCOUNT = "acct_1CafeMalabarHooks"


@dataclass(slots=True)
class Evening:
    """Guests who pay, a house that gives back, and a Stripe that tells all of it as it likes."""

    machine: Machine
    house: House
    cashier: Cashier
    payers: list[Payer]
    dice: random.Random
    endpoint: str
    #: How often each status was the answer to what was forged.
    forged: Counter[int] = field(default_factory=Counter)

    async def happen(self) -> None:
        """All of it at once."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def in_turn(number: int, payer: Payer) -> None:
            async with turn:
                await payer.pay()
                await self._afterwards(number, payer)

        await asyncio.gather(*(in_turn(number, one) for number, one in enumerate(self.payers)))

    async def forge(self) -> None:
        """Says of payments that they are paid, unsigned by Stripe or signed long ago."""
        async with aiohttp.ClientSession() as http:
            for number in range(DELIVERIES // FORGED_EVERY):
                await self.cashier.sees(lambda: bool(self.cashier.payments))
                body = self._lie(number)
                stale = {"secret": self.machine.stripe.webhook_secret, "seconds_ago": 3600}
                how: dict[str, Any] = stale if number % 2 else {"secret": "whsec_guessed"}
                headers = {"Stripe-Signature": stripe_signature(body, **how)}
                async with http.post(self.endpoint, data=body, headers=headers) as answer:
                    self.forged[answer.status] += 1

    async def repeat(self) -> None:
        """Sends events again, long after, until there were as many deliveries as wanted."""
        stripe = self.machine.stripe
        events = [it["id"] for it in stripe.instance.store.newest_first("event")]
        while (missing := DELIVERIES - sum(self.delivered.values())) > 0:
            copies = self.dice.randint(1, min(5, missing))
            await stripe.steering.resend(self.dice.choice(events), copies=copies)
            await self.settled()

    async def settled(self) -> None:
        """Waits until not more than a handful of deliveries are on their way."""

        async def is_so() -> bool:
            return self.delivered["waiting"] < AT_ONCE

        await until(is_so, seconds=PATIENCE_SECONDS)

    @property
    def delivered(self) -> Counter[str]:
        """Deliveries by their state."""
        return Counter(self.machine.stripe.instance.deliveries.counts())

    def differences(self) -> list[str]:
        """Where our books and Stripe's differ."""
        oracle = Oracle(self.machine.stripe)
        told = (oracle.difference(payment) for payment in self.cashier.payments.values())
        return [difference for difference in told if difference]

    async def _afterwards(self, number: int, payer: Payer) -> None:
        if payer.way not in PAYING:
            return
        match number % 5:
            case 0:
                await self._give_back(payer, all=True)
            case 1:
                for part in (1, 2):
                    await self._give_back(payer, amount=Money(currency="INR", amount=part * 7))
            case 2:
                shown = self.cashier.payments[payer.payment.id]
                await payer.stripe.dispute(shown.stripe_payment_intent_id)

    async def _give_back(self, payer: Payer, **what: Any) -> None:
        request = payment_api.RefundPaymentRequest(
            restaurant_id=self.house.restaurant_id,
            payment_id=payer.payment.id,
            request_id=new_request_id(),
            reason="It was cold.",
            **what,
        )
        await self.house.api.payments.RefundPayment(request, metadata=self.house.as_("OWNER"))

    def _lie(self, number: int) -> bytes:
        payment = self.dice.choice(list(self.cashier.payments.values()))
        total = payment.total_amount
        intent = {
            "id": payment.stripe_payment_intent_id or "pi_forged",
            "object": "payment_intent",
            "status": "succeeded",
            "amount": total.amount,
            "amount_received": total.amount,
            "metadata": {"payment_id": payment.id, "restaurant_id": payment.restaurant_id},
        }
        return stripe_event("payment_intent.succeeded", intent, id=f"evt_forged_{number}")


@pytest.fixture
async def evening(machine: Machine) -> Evening:
    """Guests with bills, at a restaurant that takes payments; and Stripe at its worst."""
    house = await open_house(
        machine,
        tables=TABLES,
        acceptance=restaurant_pb2.ACCEPTANCE_AUTOMATIC,
        currency="INR",
    )
    steering = machine.stripe.steering
    await steering.account(ACCOUNT)
    await _connect(house)
    await steering.settings(
        upi_settles_seconds=None,
        refund_settles_seconds=1.0,
        refunds="pending",
        copies_low=1,
        copies_high=5,
        delay_low_seconds=0.0,
        delay_high_seconds=2.0,
        before_reply=0.3,
        seed=SEED,
    )
    dice, cashier, progress = random.Random(SEED), Cashier(house), Progress()
    payers: list[Payer] = []
    for number in range(max(12, DELIVERIES // A_PAYMENT)):
        seat = await house.sit_down(number % TABLES, name=f"Guest {number}")
        order = await house.order(seat, lassi())
        way, amount = dice.choice(list(Way)), order.totals.total_amount
        payers.append(Payer(house, seat, amount, way, cashier, steering, progress))
    endpoint = machine.environment["HERE2ORDER_PUBLIC_URL"] + "/webhooks/stripe"
    return Evening(machine, house, cashier, payers, dice, endpoint)


@pytest.fixture
async def records(machine: Machine) -> AsyncIterator[Database]:
    """The server's database."""
    async with connect(machine.environment["HERE2ORDER_MONGODB_URI"]) as client:
        yield client[machine.environment["HERE2ORDER_DATABASE"]]


async def _connect(house: House) -> None:
    naming = account_service_pb2.SetPaymentAccountRequest(
        restaurant_id=house.restaurant_id, stripe_account_id=ACCOUNT
    )
    await house.api.accounts.SetPaymentAccount(naming, metadata=house.as_("OWNER"))
    asking = account_service_pb2.GetPaymentAccountRequest(restaurant_id=house.restaurant_id)

    async def is_ready() -> bool:
        reply = await house.api.accounts.GetPaymentAccount(asking, metadata=house.as_("OWNER"))
        return reply.account.state == account_pb2.ACCOUNT_STATE_READY

    await until(is_ready)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_the_books_end_as_stripes_however_its_events_come(
    evening: Evening, records: Database
) -> None:
    began = time.monotonic()
    watching = asyncio.create_task(evening.cashier.watch())
    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(evening.happen(), evening.forge())
    await evening.repeat()

    async def all_is_told() -> bool:
        return not evening.delivered["waiting"] and not evening.differences()

    try:
        await until(all_is_told, seconds=PATIENCE_SECONDS)
    finally:
        assert evening.differences() == []
    assert set(evening.delivered) == {"delivered"}
    assert evening.delivered["delivered"] >= DELIVERIES
    _log.info("%s in %.1f s", dict(evening.delivered), time.monotonic() - began)

    states = Counter(payment.state for payment in evening.cashier.payments.values())
    assert states.keys() >= {
        payment_pb2.PAYMENT_STATE_PAID,
        payment_pb2.PAYMENT_STATE_PARTIALLY_REFUNDED,
        payment_pb2.PAYMENT_STATE_REFUNDED,
        payment_pb2.PAYMENT_STATE_FAILED,
    }, "not everything was tried"
    assert evening.cashier.book.only_rises()
    await _forged_ones_left_no_trace(evening, records)
    watching.cancel()


async def _forged_ones_left_no_trace(evening: Evening, records: Database) -> None:
    assert evening.forged == {401: DELIVERIES // FORGED_EVERY}
    kept = {document["_id"] async for document in records[COLLECTION].find({}, {"_id": 1})}
    events = evening.machine.stripe.instance.store.newest_first("event")
    assert kept <= {f"stripe:{event['id']}" for event in events}
    assert len(kept) > len(evening.payers), "events were told, and kept"
