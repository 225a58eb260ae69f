"""kill -9 of worker, server and Temporal while guests pay: all end right, nobody pays twice.

As many as HERE2ORDER_PAYERS says; `make test` has a few, and the full form is 200.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from here2order.billing.v1 import account_pb2, account_service_pb2, payment_pb2
from here2order.catalog.v1 import restaurant_pb2

from tests.support.house import House, lassi, open_house
from tests.support.machine import SERVER, VICTIMS, Machine
from tests.support.payers import PAYING, Cashier, Payer, Progress, Way, in_stripe
from tests.workflows.waiting import until

_log = logging.getLogger(__name__)

PAYERS = int(os.environ.get("HERE2ORDER_PAYERS", "24"))
SEED = int(os.environ.get("HERE2ORDER_SEED", "7"))
TABLES = 10
#: At the payments at once: the faults find all stages of them.
AT_ONCE = 25
#: Every so many payments somebody dies, and each of the three twice at least.
PAYMENTS_A_DEATH = 10
LEAST_DEATHS = 6
#: All must be right so soon after the last fault.
PATIENCE_SECONDS = 120
#: The longest that the dead stay dead; what others do may wake them earlier.
LONGEST_DEATH_SECONDS = 3.0
ACCOUNT = "acct_1CafeMalabarKill"

WAYS = (
    *(Way.CARD,) * 4,
    *(Way.UPI,) * 3,
    *(Way.ASKED,) * 2,
    *(Way.DECLINED,) * 3,
    *(Way.CALLED_OFF,) * 2,
    Way.CALLED_OFF_AT_ONCE,
    *(Way.TOO_LATE,) * 2,
)


@dataclass(slots=True)
class Evening:
    """Who pays, and how far they all are."""

    machine: Machine
    house: House
    cashier: Cashier
    payers: list[Payer]
    progress: Progress
    dice: random.Random

    async def pay(self) -> None:
        """Everybody, not all at the same time."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def in_turn(payer: Payer) -> None:
            async with turn:
                await payer.pay()

        await asyncio.gather(*(in_turn(payer) for payer in self.payers))

    async def suffer(self) -> float:
        """Kills and starts again, at random points; the time of the last fault."""
        deaths = max(LEAST_DEATHS, len(self.payers) // PAYMENTS_A_DEATH)
        victims = [VICTIMS[number % len(VICTIMS)] for number in range(deaths)]
        self.dice.shuffle(victims)
        moments = sorted(self.dice.sample(range(3, 3 * len(self.payers)), deaths))
        for victim, moment in zip(victims, moments, strict=True):
            async with asyncio.timeout(PATIENCE_SECONDS):  # else nothing goes on any more
                await self.progress.reaches(moment)
            _log.info("%s dies after %d steps", victim, self.progress.count)
            self.machine.kill(victim)
            if victim != SERVER:  # nothing goes on without one: it comes back at once
                await self._goes_on_a_little()
            await self.machine.start(victim)
        return time.monotonic()

    async def _goes_on_a_little(self) -> None:
        seconds, steps = self.dice.uniform(0, LONGEST_DEATH_SECONDS), self.dice.randint(1, 10)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.progress.reaches(self.progress.count + steps)


@pytest.fixture
async def evening(machine: Machine) -> Evening:
    """Guests with orders and bills, at a restaurant that takes payments."""
    house = await open_house(
        machine,
        tables=TABLES,
        acceptance=restaurant_pb2.ACCEPTANCE_AUTOMATIC,
        currency="INR",
    )
    await machine.stripe.steering.account(ACCOUNT)
    await machine.stripe.steering.settings(upi_settles_seconds=None)
    await _connect(house)
    dice, cashier, progress = random.Random(SEED), Cashier(house), Progress()
    payers: list[Payer] = []
    for number in range(PAYERS):
        seat = await house.sit_down(number % TABLES, name=f"Guest {number}")
        order = await house.order(seat, lassi())
        way = dice.choice(WAYS)
        amount = order.totals.total_amount
        payers.append(Payer(house, seat, amount, way, cashier, machine.stripe.steering, progress))
    return Evening(machine, house, cashier, payers, progress, dice)


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


class Stripe:
    """What Stripe has, by our payments' ids."""

    def __init__(self, machine: Machine) -> None:
        """All of it, as it is now."""
        store = machine.stripe.instance.store
        self.charges = store.newest_first("charge")
        self.intents: dict[str, list[dict[str, Any]]] = {}
        for intent in store.newest_first("payment_intent"):
            self.intents.setdefault(intent["metadata"]["payment_id"], []).append(intent)

    def kept(self, payment_id: str) -> int:
        """Charged for the payment and not given back."""
        return sum(it["amount_captured"] - it["amount_refunded"] for it in self.paid(payment_id))

    def paid(self, payment_id: str) -> list[dict[str, Any]]:
        """The charges that went through."""
        ids = {intent["id"] for intent in self.intents.get(payment_id, [])}
        return [it for it in self.charges if it["payment_intent"] in ids and it["paid"]]

    def statuses(self, payment_id: str) -> list[str]:
        """Of every PaymentIntent of the payment."""
        return [intent["status"] for intent in self.intents.get(payment_id, [])]


Outcome = tuple[str, tuple[str, ...], int, int, int]


def outcome(payer: Payer, stripe: Stripe) -> Outcome:
    """What became of a payment.

    Its state, its PaymentIntents, its charges, what Stripe keeps, and what our books say it keeps.
    """
    shown = payer.cashier.payments.get(payer.payment.id, payer.payment)
    state = payment_pb2.PaymentState.Name(shown.state).removeprefix("PAYMENT_STATE_")
    if shown.state == payment_pb2.PAYMENT_STATE_FAILED:
        kind = payment_pb2.FailureKind.Name(shown.failure.kind).removeprefix("FAILURE_KIND_")
        state = f"{state} {kind}"
    charges, kept = len(stripe.paid(shown.id)), stripe.kept(shown.id)
    return state, tuple(stripe.statuses(shown.id)), charges, kept, in_stripe(shown)


def is_right(payer: Payer, stripe: Stripe) -> bool:
    """Whether nothing is left to be done about the payment, and all is as it must be."""
    seen = outcome(payer, stripe)
    if payer.way in PAYING:
        amount = payer.amount.amount
        return seen == ("PAID", ("succeeded",), 1, amount, amount)
    if payer.way is Way.TOO_LATE:
        return seen == ("FAILED TOO_LATE", ("succeeded",), 1, 0, 0)
    kind = "DECLINED" if payer.way is Way.DECLINED else "CANCELLED"
    wanted: list[Outcome] = [(f"FAILED {kind}", ("canceled",), 0, 0, 0)]
    if payer.way is Way.CALLED_OFF_AT_ONCE:  # Stripe may never have heard of it
        wanted.append((f"FAILED {kind}", (), 0, 0, 0))
    return seen in wanted


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_every_payment_ends_right_and_nobody_is_charged_twice(evening: Evening) -> None:
    watching = asyncio.create_task(evening.cashier.watch())
    paying = asyncio.create_task(evening.pay())
    last_fault = await evening.suffer()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await paying
            await until(lambda: _all_right(evening), seconds=PATIENCE_SECONDS)
    took = time.monotonic() - last_fault

    stripe = Stripe(evening.machine)
    wrong = [it for it in evening.payers if not is_right(it, stripe)]
    assert [(it.payment.id, it.way, outcome(it, stripe)) for it in wrong] == []
    assert took < PATIENCE_SECONDS
    _log.info("%d payments right %.1f s after the last fault", len(evening.payers), took)
    assert {it.payment.id for it in evening.payers} == set(evening.cashier.payments)
    assert evening.cashier.book.only_rises()
    watching.cancel()


async def _all_right(evening: Evening) -> bool:
    stripe = Stripe(evening.machine)
    return all(is_right(payer, stripe) for payer in evening.payers)
