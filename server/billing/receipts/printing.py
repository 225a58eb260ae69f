"""A receipt as PDF: what stands on it, from top to bottom."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from server.billing.bills.domain import BillLine, BillRound, StepKind
from server.billing.currencies import plain, with_sign
from server.billing.payments.domain import Method, Payment, Refund, RefundState
from server.billing.receipts.domain import Receipt
from server.billing.receipts.paper import BODY, SMALL, STRONG, TITLE, TOTAL, Paper

_MEANS = {
    Method.ONLINE: "Paid online",
    Method.CARD: "Card",
    Method.UPI: "UPI",
    Method.WALLET: "Wallet",
    Method.CASH: "Cash",
}
_ENDS = {
    RefundState.PENDING: "on its way",
    RefundState.DONE: "given back",
    RefundState.FAILED: "the bank did not take it back",
}
_INDENT = 4.0


def printed(receipt: Receipt, *, public_url: str) -> bytes:
    """The receipt as PDF. The same receipt gives the same bytes."""
    payment, name = receipt.payment, receipt.bill.restaurant_name
    foot = f"{public_url}/receipt/{payment.receipt_token}"
    paper = Paper(f"Receipt · {name}", payment.update_time, foot)
    _head(paper, receipt)
    for one in receipt.bill.rounds:
        _round(paper, one, receipt.bill.currency)
    paper.rule()
    _sums(paper, receipt)
    paper.rule()
    _payment(paper, receipt)
    return paper.content()


def _head(paper: Paper, receipt: Receipt) -> None:
    paper.centered(receipt.bill.restaurant_name, TITLE)
    for line in receipt.address_lines:
        paper.centered(line, SMALL)
    paper.rule()
    paper.row("Receipt", _time(receipt.local_time), STRONG)
    booked = f"Business date {_day(receipt.business_date)}"
    paper.row(f"Table {receipt.bill.table_name} · {booked}", style=SMALL)
    paper.rule()


def _round(paper: Paper, one: BillRound, currency: str) -> None:
    by = f" · {one.guest_name}" if one.guest_name else ""
    paper.row(f"Order {one.number}{by}", style=SMALL)
    for line in one.lines:
        _line(paper, line, currency)
    paper.gap()


def _line(paper: Paper, line: BillLine, currency: str) -> None:
    paper.row(f"{line.quantity} × {line.item_name}", with_sign(line.amount, currency))
    for step in line.trace:
        if step.kind is StepKind.OPTION:
            extra = f"{step.text}  {plain(step.amount, currency)}"
            paper.row(extra, style=SMALL, indent=_INDENT)
    if line.quantity > 1:
        paper.row(f"{plain(line.unit_price, currency)} each", style=SMALL, indent=_INDENT)
    if line.refunded_quantity:
        back = f"{line.refunded_quantity} of it given back"
        paper.row(back, style=SMALL, indent=_INDENT)


def _sums(paper: Paper, receipt: Receipt) -> None:
    bill = receipt.bill
    amount = partial(with_sign, currency=bill.currency)
    paper.row("Subtotal", amount(bill.lines_amount))
    if bill.service_charge_amount:
        paper.row("Service charge", amount(bill.service_charge_amount))
    for tax in bill.taxes if not bill.prices_include_tax else ():
        paper.row(tax.name, amount(tax.amount))
    if bill.sums.rounding:
        paper.row("Rounding", amount(bill.sums.rounding))
    paper.gap(1)
    paper.row("Total", amount(bill.sums.total), TOTAL)
    for tax in bill.taxes if bill.prices_include_tax else ():
        paper.row(f"Includes {tax.name}", amount(tax.amount), SMALL)


def _payment(paper: Paper, receipt: Receipt) -> None:
    payment = receipt.payment
    amount = partial(with_sign, currency=payment.currency)
    part = ", part of the total" if payment.amount < receipt.bill.sums.total else ""
    paper.row(f"{_means(payment)}{part}", amount(payment.amount))
    if payment.tip_amount:
        paper.row("Tip", amount(payment.tip_amount))
    paper.row("Paid", amount(payment.total_amount), STRONG)
    if payment.method is Method.CASH:
        paper.row("Handed over", amount(payment.tendered_amount), SMALL)
        paper.row("Change", amount(payment.change_amount), SMALL)
    if payment.refunds:
        paper.gap()
    for refund in payment.refunds:
        _refund(paper, refund, receipt.time_zone)
    if payment.refunded_amount:
        kept = payment.total_amount - payment.refunded_amount
        paper.row("Paid in the end", amount(kept), STRONG)


def _refund(paper: Paper, refund: Refund, time_zone: str) -> None:
    sign = "" if refund.state is RefundState.FAILED else "-"
    text = f"{sign}{with_sign(refund.amount, refund.currency)}"
    paper.row(f"Refund: {refund.reason}", text, BODY)
    when = refund.end_time or refund.create_time
    told = f"{_time(when.astimezone(ZoneInfo(time_zone)))}, {_ENDS[refund.state]}"
    paper.row(told, style=SMALL, indent=_INDENT)
    for line in refund.lines:
        paper.row(f"{line.quantity} × {line.item_name}", style=SMALL, indent=_INDENT)


def _means(payment: Payment) -> str:
    return payment.method_text or _MEANS[payment.method]


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _time(moment: datetime) -> str:
    return f"{_day(moment.date())}, {moment:%H:%M}"
