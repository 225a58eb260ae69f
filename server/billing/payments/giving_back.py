"""What staff give back: all that is left of a payment, an amount of it, or lines of the bill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from server.billing.bills.domain import Bill, BillLine
from server.billing.bills.sums import returned
from server.billing.currencies import with_sign
from server.billing.payments.domain import Payment, PaymentState, RefundedLine
from server.billing.payments.errors import (
    Currencies,
    LineAlreadyRefunded,
    PaymentStateForbids,
    RefundAbovePaid,
)
from server.billing.payments.left import Left, require_left
from server.billing.payments.refunds import Back, request_refund
from server.errors import FieldViolation, InvalidFields
from server.ids import derived_id
from server.origin import Origin

#: An order, a line of it, and which of its pieces.
_Piece = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class LineWish:
    """So many of a line are to be given back."""

    order_id: str
    line_key: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundWish:
    """What somebody wants to give back. Neither an amount nor lines: all that is left."""

    restaurant_id: str
    payment_id: str
    amount: int | None = None
    lines: tuple[LineWish, ...] = ()
    reason: str
    #: In which currency the amount was said.
    currencies: Currencies = ()
    #: 0 for whatever it is now.
    expected_version: int = 0
    origin: Origin

    @property
    def refund_id(self) -> str:
        """Follows from the request: the same request is the same refund."""
        return derived_id("rfd", self.restaurant_id, self.origin.caller, self.origin.request_id)


def give_back(payment: Payment, wish: RefundWish, now: datetime) -> Payment:
    """All that is left, the tip too; or an amount, of the tip when nothing else is left.

    Raises PaymentStateForbids, RefundAbovePaid, InvalidFields.
    """
    left = require_left(payment)
    amount = left.total if wish.amount is None else wish.amount
    if amount <= 0:
        raise InvalidFields([FieldViolation("amount", "must be more than 0")])
    if amount > left.total:
        raise RefundAbovePaid(left.total, amount)
    _require_step(amount, left, "amount")
    bill = min(amount, left.bill)
    return request_refund(payment, _back(wish, bill, amount - bill), now)


def give_back_lines(payment: Payment, wish: RefundWish, bill: Bill, now: datetime) -> Payment:
    """What the guests pay for the lines. `bill` is the visit's as it stands, this payment in it.

    Raises PaymentStateForbids, RefundAbovePaid, LineAlreadyRefunded, InvalidFields.
    """
    left = require_left(payment)
    if payment.state is not PaymentState.PAID:  # it has paid for no line
        raise PaymentStateForbids(payment.shown_state, "refund")
    lines = _as_was_paid(refunded_lines(bill, wish.lines), payment, bill)
    amount = sum(line.amount for line in lines)
    if not amount:
        raise InvalidFields([FieldViolation("lines", "cost nothing")])
    if amount > left.bill:
        raise RefundAbovePaid(left.bill, amount)
    _require_step(amount, left, "lines")
    return request_refund(payment, _back(wish, amount, 0, lines), now)


def _require_step(amount: int, left: Left, field: str) -> None:
    if amount % left.step:
        step = with_sign(left.step, left.currency)
        told = f"what goes back through Stripe is a multiple of {step}"
        raise InvalidFields([FieldViolation(field, told)])


def refunded_lines(bill: Bill, wishes: Sequence[LineWish]) -> tuple[RefundedLine, ...]:
    """The lines at what they cost the guests. Raises LineAlreadyRefunded, InvalidFields."""
    if len({(wish.order_id, wish.line_key) for wish in wishes}) < len(wishes):
        raise InvalidFields([FieldViolation("lines", "name each line once")])
    known = {(line.order_id, line.line_key): line for part in bill.rounds for line in part.lines}
    gone = _gone(bill)
    return tuple(_line(known.get((wish.order_id, wish.line_key)), wish, gone) for wish in wishes)


def _as_was_paid(
    lines: tuple[RefundedLine, ...], payment: Payment, bill: Bill
) -> tuple[RefundedLine, ...]:
    """The lines without what rounding the bill down took off them: nobody has paid that."""
    missing = sum(line.amount for line in lines) - payment.amount_left
    if not 0 < missing <= -bill.sums.rounding or not payment.amount_left:
        return lines
    paid: list[RefundedLine] = []
    for line in reversed(lines):
        less = min(missing, line.amount)
        paid.insert(0, replace(line, amount=line.amount - less))
        missing -= less
    return tuple(paid)


def _gone(bill: Bill) -> frozenset[_Piece]:
    return frozenset(
        (line.order_id, line.line_key, piece)
        for line in returned(bill.payments)
        for piece in line.pieces
    )


def _line(line: BillLine | None, wish: LineWish, gone: frozenset[_Piece]) -> RefundedLine:
    if line is None:
        raise LineAlreadyRefunded(wish.line_key, 0)
    pieces = range(1, line.quantity + 1)
    left = [one for one in pieces if (line.order_id, line.line_key, one) not in gone]
    if wish.quantity > len(left):
        raise LineAlreadyRefunded(wish.line_key, len(left))
    taken = tuple(left[: wish.quantity])
    return RefundedLine(
        order_id=line.order_id,
        line_key=line.line_key,
        item_name=line.item_name,
        pieces=taken,
        amount=sum(_cost(line, piece) for piece in taken),
    )


def _cost(line: BillLine, piece: int) -> int:
    # Each piece has its own share of what does not divide: all of them sum to the line.
    whole, count = line.share_amount, line.quantity
    return whole * piece // count - whole * (piece - 1) // count


def _back(wish: RefundWish, bill: int, tip: int, lines: tuple[RefundedLine, ...] = ()) -> Back:
    return Back(
        refund_id=wish.refund_id,
        bill_amount=bill,
        tip_amount=tip,
        reason=wish.reason,
        lines=lines,
        origin=wish.origin,
    )
