"""The books of one visit in memory: the rules alone, without a database around them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from server.billing.bills.compute import bill_of
from server.billing.bills.sums import Sums, sums
from server.billing.payments import creating, refunds, transitions
from server.billing.payments.creating import Place, Wish
from server.billing.payments.disputes import dispute_seen
from server.billing.payments.domain import DisputeSeen, IntentSeen, Payment, RefundSeen
from server.billing.payments.giving_back import (
    LineWish,
    RefundWish,
    give_back,
    give_back_lines,
)
from server.billing.payments.overpaid import next_refund
from server.ordering.orders.domain import Order, OrderState
from server.origin import Origin
from tests.unit.ordering.builders import NOW, restaurant, visit

ROUNDING = 100
HOUSE = restaurant(bill_rounding=ROUNDING)


class Books(Protocol):
    """A visit's orders and payments, and all that can be done to them."""

    def orders(self) -> Sequence[Order]: ...
    def payments(self) -> Sequence[Payment]: ...
    def place(self, order: Order) -> None: ...
    def end(self, order: Order, state: OrderState) -> None: ...
    def pay(self, amount: int, tip: int) -> Payment: ...
    def cash(self, amount: int, tip: int) -> Payment: ...
    def prepare(self, payment: Payment, intent_id: str) -> Payment: ...
    def no_intent(self, payment: Payment) -> Payment: ...
    def observe(self, payment: Payment, seen: IntentSeen) -> Payment: ...
    def cancel(self, payment: Payment) -> Payment: ...
    def expire(self, payment: Payment) -> Payment: ...
    def refuse(self, payment: Payment) -> Payment: ...
    def refund(
        self, payment: Payment, amount: int | None, lines: Sequence[LineWish]
    ) -> Payment: ...
    def refund_seen(self, payment: Payment, refund_id: str, seen: RefundSeen) -> Payment: ...
    def dispute_seen(self, payment: Payment, seen: DisputeSeen) -> Payment: ...
    def refund_overpaid(self) -> None: ...
    def close(self) -> None: ...


class MemoryBooks:
    """Plain lists."""

    def __init__(self) -> None:
        """A party that has just sat down."""
        self._orders: dict[str, Order] = {}
        self._payments: dict[str, Payment] = {}
        self._visit = visit()
        self._requests = 0

    def orders(self) -> Sequence[Order]:
        """All of them."""
        return tuple(self._orders.values())

    def payments(self) -> Sequence[Payment]:
        """All of them, oldest first."""
        return tuple(self._payments.values())

    def place(self, order: Order) -> None:
        """One more."""
        self._orders[order.id] = order

    def end(self, order: Order, state: OrderState) -> None:
        """It will not be made."""
        self._orders[order.id] = replace(order, state=state)

    def pay(self, amount: int, tip: int) -> Payment:
        """Online."""
        wish, figures = self._wish(amount, tip), self._sums()
        creating.require_sensible(wish)
        creating.require_due(wish, figures)
        creating.require_online_amount(wish, "EUR")
        return self._kept(creating.online(wish, self._place(), "acct_1", timedelta(minutes=15)))

    def cash(self, amount: int, tip: int) -> Payment:
        """In notes."""
        wish, figures = self._wish(amount, tip), self._sums()
        creating.require_sensible(wish)
        creating.require_tendered(wish)
        creating.require_due(wish, figures)
        return self._kept(creating.cash(wish, self._place()))

    def prepare(self, payment: Payment, intent_id: str) -> Payment:
        """Stripe has an intent of it."""
        return self._kept(transitions.intent_made(payment, intent_id, "secret", self._now()))

    def no_intent(self, payment: Payment) -> Payment:
        """Stripe has none."""
        return self._kept(transitions.no_intent(payment, self._now()))

    def observe(self, payment: Payment, seen: IntentSeen) -> Payment:
        """Stripe was asked."""
        return self._kept(transitions.observe(payment, seen, self._now()))

    def cancel(self, payment: Payment) -> Payment:
        """The guest calls it off."""
        return self._kept(transitions.cancel(payment, "guest:gst_1", self._now()))

    def expire(self, payment: Payment) -> Payment:
        """Nobody paid in time."""
        return self._kept(transitions.expire(payment, self._now()))

    def refuse(self, payment: Payment) -> Payment:
        """Stripe makes no intent of it."""
        return self._kept(transitions.refuse(payment, "account_invalid", "", self._now()))

    def refund(self, payment: Payment, amount: int | None, lines: Sequence[LineWish]) -> Payment:
        """Staff give back."""
        wish = RefundWish(
            restaurant_id=payment.restaurant_id,
            payment_id=payment.id,
            amount=amount,
            lines=tuple(lines),
            reason="It was cold.",
            origin=self._origin(),
        )
        if not lines:
            return self._kept(give_back(payment, wish, self._now()))
        bill = bill_of(HOUSE, self._visit, self.orders(), self.payments())
        return self._kept(give_back_lines(payment, wish, bill, self._now()))

    def refund_seen(self, payment: Payment, refund_id: str, seen: RefundSeen) -> Payment:
        """Stripe was asked."""
        return self._kept(refunds.refund_seen(payment, refund_id, seen, self._now()))

    def dispute_seen(self, payment: Payment, seen: DisputeSeen) -> Payment:
        """Stripe was asked."""
        return self._kept(dispute_seen(payment, seen, self._now()))

    def refund_overpaid(self) -> None:
        """What was paid for more than is owed goes back."""
        while found := next_refund(
            self.orders(), self.payments(), ROUNDING, "Will not be made.", self._now()
        ):
            self._kept(found)

    def close(self) -> None:
        """Nothing to put away."""

    def _sums(self) -> Sums:
        return sums(self.orders(), self.payments(), ROUNDING)

    def _kept(self, payment: Payment) -> Payment:
        self._payments[payment.id] = payment
        return payment

    def _wish(self, amount: int, tip: int) -> Wish:
        return Wish(
            restaurant_id=HOUSE.id,
            visit_id=self._visit.id,
            guest_id="gst_1",
            amount=amount,
            tip_amount=tip,
            tendered_amount=amount + tip,
            currencies=(),
            origin=self._origin(),
        )

    def _place(self) -> Place:
        number = len(self._payments) + 1
        return Place(visit=self._visit, number=number, currency="EUR", now=self._now())

    def _origin(self) -> Origin:
        self._requests += 1
        return Origin("guest:gst_1", f"request {self._requests}", "hash")

    def _now(self) -> datetime:
        self._requests += 1
        return NOW + timedelta(seconds=self._requests)
