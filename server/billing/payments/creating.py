"""Whether a payment may be made, and how it begins: decided on all of the visit's money."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.billing.bills.sums import Sums
from server.billing.currencies import online_minimum, online_step, with_sign
from server.billing.payments.domain import Method, Payment, PaymentEvent, PaymentState, Step
from server.billing.payments.errors import (
    AmountAboveDue,
    AmountBelowMinimum,
    Currencies,
    NothingDue,
    TenderedTooLittle,
)
from server.billing.payments.ledger import book_paid
from server.errors import FieldViolation, InvalidFields
from server.ids import new_id, new_secret
from server.ordering.visits.domain import Visit
from server.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to pay. Amounts in minor units."""

    restaurant_id: str
    visit_id: str
    #: "" if staff take cash.
    guest_id: str = ""
    #: For the bill.
    amount: int
    #: On top of it.
    tip_amount: int = 0
    #: Cash that was handed over.
    tendered_amount: int = 0
    #: In which currency each amount was said, by its field.
    currencies: Currencies
    origin: Origin

    @property
    def total_amount(self) -> int:
        """Amount and tip."""
        return self.amount + self.tip_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a new payment stands: in which visit, and as its how manieth."""

    visit: Visit
    number: int
    currency: str
    now: datetime


def require_sensible(wish: Wish) -> None:
    """Raises InvalidFields for amounts that nobody can mean."""
    wrong = []
    if wish.amount <= 0:
        wrong.append(FieldViolation("amount", "must be more than 0"))
    if not 0 <= wish.tip_amount <= max(wish.amount, 0):
        wrong.append(FieldViolation("tip_amount", "must be between 0 and the amount"))
    if wrong:
        raise InvalidFields(wrong)


def require_due(wish: Wish, figures: Sums) -> None:
    """Raises NothingDue, AmountAboveDue: what is pending counts as paid meanwhile."""
    if not figures.due:
        raise NothingDue(figures.pending)
    if wish.amount > figures.due:
        raise AmountAboveDue(figures.due, wish.amount)


def require_online_amount(wish: Wish, currency: str) -> None:
    """Raises AmountBelowMinimum, and InvalidFields for what Stripe's API cannot say."""
    minimum, step = online_minimum(currency), online_step(currency)
    if wish.total_amount < minimum:
        raise AmountBelowMinimum(minimum, wish.total_amount)
    if wish.total_amount % step:
        steps = f"with the tip, what is paid online is a multiple of {with_sign(step, currency)}"
        raise InvalidFields([FieldViolation("amount", steps)])


def require_tendered(wish: Wish) -> None:
    """Raises TenderedTooLittle."""
    if wish.tendered_amount < wish.total_amount:
        raise TenderedTooLittle(wish.total_amount, wish.tendered_amount)


def online(wish: Wish, place: Place, stripe_account_id: str, patience: timedelta) -> Payment:
    """A payment that is being prepared; `patience` is how long the guest may take."""
    return _payment(
        wish,
        place,
        state=PaymentState.PENDING,
        step=Step.PREPARING,
        method=Method.ONLINE,
        stripe_account_id=stripe_account_id,
        expire_time=place.now + patience,
    )


def cash(wish: Wish, place: Place) -> Payment:
    """A payment that is made: the money lies in the drawer."""
    paid = _payment(
        wish,
        place,
        state=PaymentState.PAID,
        step=None,
        method=Method.CASH,
        tendered_amount=wish.tendered_amount,
        change_amount=wish.tendered_amount - wish.total_amount,
        paid_time=place.now,
    )
    return book_paid(paid, place.now)


def _payment(wish: Wish, place: Place, **particular: Any) -> Payment:
    guest = place.visit.guest(wish.guest_id)
    kind = "paid" if particular["state"] is PaymentState.PAID else "created"
    event = PaymentEvent(time=place.now, kind=kind, actor=wish.origin.caller)
    fields: dict[str, Any] = {
        "id": new_id("pay"),
        "restaurant_id": wish.restaurant_id,
        "visit_id": wish.visit_id,
        "number": place.number,
        "table_name": place.visit.table_name,
        "guest_id": wish.guest_id,
        "guest_name": guest.name if guest else "",
        "currency": place.currency,
        "amount": wish.amount,
        "tip_amount": wish.tip_amount,
        "timeline": (event,),
        "create_time": place.now,
        "update_time": place.now,
        "receipt_token": new_secret(),
        "origin": wish.origin,
    }
    return Payment(**fields, **particular)
