"""Guests who pay while computers die, each in its own way, and what must become of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

import grpc
from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb
from here2order.common.v1.money_pb2 import Money

from sandbox.dinner.parties.books import Book
from sandbox.stripe import StripeSteering
from tests.support.api import bearer
from tests.support.house import House, Seat, new_request_id

_T = TypeVar("_T")

_COMES_BACK = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}
_WITHOUT_MONEY = "4000000000009995"


class Way(Enum):
    """How a guest pays, or does not."""

    CARD = "by card"
    UPI = "by UPI, which takes its time"
    ASKED = "by a card whose bank asks first"
    DECLINED = "with a card that is declined"
    CALLED_OFF = "not at all: calls it off"
    CALLED_OFF_AT_ONCE = "not at all: calls it off before Stripe knows"
    TOO_LATE = "by UPI, and calls it off; the money comes all the same"


PAYING = frozenset({Way.CARD, Way.UPI, Way.ASKED})


@dataclass(slots=True)
class Progress:
    """What has happened so far; faults strike by it."""

    count: int = 0
    _more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def step(self) -> None:
        """Something happened."""
        async with self._more:
            self.count += 1
            self._more.notify_all()

    async def reaches(self, count: int) -> None:
        """Waits until so much has happened."""
        async with self._more:
            await self._more.wait_for(lambda: self.count >= count)


class Cashier:
    """The staff's live list of payments, which comes back with its cursor when it is cut off."""

    def __init__(self, house: House) -> None:
        """Sees all payments of the house."""
        self._house = house
        self._changed = asyncio.Condition()
        self.book: Book[payment_pb2.Payment] = Book("payment", lambda *_: None)

    @property
    def payments(self) -> dict[str, payment_pb2.Payment]:
        """By id, as they are now."""
        return self.book.held

    async def watch(self) -> None:
        """Never ends by itself."""
        while True:
            try:
                await self._read()
            except grpc.aio.AioRpcError as error:
                if error.code() not in _COMES_BACK:
                    raise

    async def sees(self, is_so: Callable[[], bool]) -> None:
        """Waits until it is so."""
        async with self._changed:
            await self._changed.wait_for(is_so)

    async def _read(self) -> None:
        request = pb.WatchPaymentsRequest(
            restaurant_id=self._house.restaurant_id, cursor=self.book.cursor
        )
        call = self._house.api.payments.WatchPayments(request, metadata=self._house.as_("OWNER"))
        async for message in call:
            async with self._changed:
                self.book.take(message)
                self._changed.notify_all()


@dataclass(slots=True)
class Payer:
    """A guest with a bill."""

    house: House
    seat: Seat
    amount: Money
    way: Way
    cashier: Cashier
    stripe: StripeSteering
    progress: Progress
    payment: payment_pb2.Payment = field(default_factory=payment_pb2.Payment)

    async def pay(self) -> None:
        """From the first tap to the last; what follows is up to the computers."""
        request = pb.CreatePaymentRequest(request_id=new_request_id(), amount=self.amount)
        created = await insist(
            lambda: self.house.api.payments.CreatePayment(
                request, metadata=bearer(self.seat.token), timeout=5
            )
        )
        self.payment = created.payment
        await self.progress.step()
        if self.way is Way.CALLED_OFF_AT_ONCE:
            await self._call_off()
        else:
            await self.cashier.sees(lambda: bool(self._intent_id))
            await self.progress.step()
            await self._act()
        await self.progress.step()
        await self.cashier.sees(lambda: self._shown.state != payment_pb2.PAYMENT_STATE_PENDING)
        await self.progress.step()

    @property
    def _shown(self) -> payment_pb2.Payment:
        return self.cashier.payments.get(self.payment.id, self.payment)

    @property
    def _intent_id(self) -> str:
        return self._shown.stripe_payment_intent_id

    async def _act(self) -> None:
        stripe, intent_id = self.stripe, self._intent_id
        match self.way:
            case Way.CARD:
                await stripe.confirm(intent_id, method="card")
            case Way.DECLINED:
                await stripe.confirm(intent_id, method="card", number=_WITHOUT_MONEY)
            case Way.CALLED_OFF:
                await self._call_off()
            case Way.ASKED:
                await stripe.confirm(
                    intent_id, number="4000002760003184", outcome="requires_action"
                )
                await self._is_at(payment_pb2.PAYMENT_STEP_AWAITING_APPROVAL)
                await stripe.approve(intent_id)
            case _:
                await stripe.confirm(intent_id, method="upi", outcome="processing")
                await self._is_at(payment_pb2.PAYMENT_STEP_PROCESSING)
                if self.way is Way.TOO_LATE:
                    await self._call_off()
                await stripe.settle(intent_id)

    async def _is_at(self, step: payment_pb2.PaymentStep.ValueType) -> None:
        await self.cashier.sees(lambda: self._shown.step == step)
        await self.progress.step()

    async def _call_off(self) -> None:
        request = pb.CancelPaymentRequest(payment_id=self.payment.id)
        await insist(
            lambda: self.house.api.payments.CancelPayment(
                request, metadata=bearer(self.seat.token), timeout=5
            )
        )


async def insist(call: Callable[[], Awaitable[_T]]) -> _T:
    """Sends the same request until the server answers."""
    while True:
        try:
            return await call()
        except grpc.aio.AioRpcError as error:
            if error.code() not in _COMES_BACK:
                raise


def in_stripe(payment: payment_pb2.Payment) -> int:
    """What the ledger says is at Stripe, in minor units."""
    accounts = Counter[str]()
    for entry in payment.ledger:
        accounts[entry.account] += entry.amount.amount
    assert sum(accounts.values()) == 0, payment.id
    return accounts["stripe"]
