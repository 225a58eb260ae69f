"""One dish was not as it should be, and its price goes back."""

from here2order.billing.v1.bill_pb2 import BillLine
from here2order.billing.v1.payment_pb2 import (
    PAYMENT_STATE_PARTIALLY_REFUNDED,
    REFUND_STATE_DONE,
    Payment,
)
from here2order.billing.v1.payment_service_pb2 import RefundLine

from sandbox.dinner import words
from sandbox.dinner.cast import Cast

_REASON = "The fritters were burnt. We are sorry."


async def given_back(cast: Cast, payment: Payment) -> None:
    """Faisal refunds a line of what Rui paid; it comes once."""
    cast.tell.act("The fritters were burnt")
    line = _fritters(cast)
    await _refunds(cast, payment, line)
    await _not_twice(cast, payment, line)


async def _refunds(cast: Cast, payment: Payment, line: BillLine) -> None:
    due = cast.rui.bill_page.bill.due_amount.amount
    cast.faisal.does(f"gives back {words.money(line.share_amount)} for 1 × {line.item_name}")
    form = cast.faisal.till.line_form(payment, _one_of(line), _REASON)
    replies = [await cast.faisal.till.give_back(form) for _ in range(2)]
    cast.tell.check(
        "asked twice with one request id, it is one refund",
        expected=[1, 1],
        seen=[len(reply.refunds) for reply in replies],
    )
    for seeing in (cast.rui.bill_page, cast.devika.till):
        await seeing.sees(payment, PAYMENT_STATE_PARTIALLY_REFUNDED)
        await seeing.sees_refund(payment, REFUND_STATE_DONE)
    cast.tell.check("Rui reads why", expected=_REASON, seen=_last_reason(cast, payment))
    cast.tell.check(
        "nobody owes it any more",
        expected=(line.share_amount.amount, due),
        seen=(
            cast.rui.bill_page.bill.returned_amount.amount,
            cast.rui.bill_page.bill.due_amount.amount,
        ),
    )


async def _not_twice(cast: Cast, payment: Payment, line: BillLine) -> None:
    till = cast.faisal.till
    cast.faisal.does("would give the same fritters back again")
    again = till.line_form(payment, _one_of(line), _REASON)
    await cast.faisal.is_refused(till.give_back(again), "LINE_ALREADY_REFUNDED")
    cast.faisal.does("and more than Rui has paid")
    more = till.amount_form(payment, payment.total_amount, _REASON)
    await cast.faisal.is_refused(till.give_back(more), "REFUND_ABOVE_PAID")


def _fritters(cast: Cast) -> BillLine:
    return next(
        line
        for round_ in cast.rui.bill_page.bill.rounds
        for line in round_.lines
        if (line.order_id, line.line_key) == (cast.second.id, "rui-2")
    )


def _one_of(line: BillLine) -> RefundLine:
    return RefundLine(order_id=line.order_id, line_key=line.line_key, quantity=1)


def _last_reason(cast: Cast, payment: Payment) -> str:
    return cast.rui.bill_page.payment(payment.id).refunds[-1].reason
