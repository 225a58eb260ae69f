"""Bills on the wire."""

from collections.abc import Sequence
from functools import partial

from here2order.billing.v1 import bill_pb2, payment_pb2
from here2order.ordering.v1 import order_pb2

from server.billing.bills.domain import Bill, BillLine, BillRound, BillState
from server.billing.currencies import online_minimum
from server.ordering.orders.convert import money, order_state_to_proto

_STATES = {state: bill_pb2.BillState.Value(f"BILL_STATE_{state}") for state in BillState}


def bill_to_proto(
    bill: Bill, payments: Sequence[payment_pb2.Payment], *, online: bool
) -> bill_pb2.Bill:
    """The contract's Bill; `payments` are the bill's as the caller may see them.

    `online` tells whether card, UPI and wallets can be used.
    """
    amount, sums = partial(money, currency=bill.currency), bill.sums
    return bill_pb2.Bill(
        restaurant_id=bill.restaurant_id,
        visit_id=bill.visit_id,
        table_name=bill.table_name,
        restaurant_name=bill.restaurant_name,
        currency=bill.currency,
        state=_STATES[bill.state],
        rounds=[_round(one, bill.currency) for one in bill.rounds],
        lines_amount=amount(bill.lines_amount),
        service_charge_amount=amount(bill.service_charge_amount),
        taxes=_taxes(bill),
        prices_include_tax=bill.prices_include_tax,
        rounding_amount=amount(sums.rounding),
        total_amount=amount(sums.total),
        returned_amount=amount(sums.returned),
        paid_amount=amount(sums.paid),
        pending_amount=amount(sums.pending),
        due_amount=amount(sums.due),
        overpaid_amount=amount(sums.overpaid),
        tip_amount=amount(sums.tips),
        online_minimum_amount=amount(online_minimum(bill.currency)),
        online_payments_enabled=online,
        payments=payments,
    )


def _taxes(bill: Bill) -> list[order_pb2.TaxTotal]:
    return [
        order_pb2.TaxTotal(
            tax_id=tax.tax_id,
            name=tax.name,
            rate_ppm=tax.rate_ppm,
            amount=money(tax.amount, bill.currency),
        )
        for tax in bill.taxes
    ]


def _round(one: BillRound, currency: str) -> bill_pb2.BillRound:
    amount = partial(money, currency=currency)
    return bill_pb2.BillRound(
        order_id=one.order_id,
        number=one.number,
        state=order_state_to_proto(one.state),
        guest_name=one.guest_name,
        lines=[_line(line, currency) for line in one.lines],
        lines_amount=amount(one.lines_amount),
        service_charge_amount=amount(one.service_charge_amount),
        tax_amount=amount(one.tax_amount),
        total_amount=amount(one.total_amount),
    )


def _line(line: BillLine, currency: str) -> bill_pb2.BillLine:
    amount = partial(money, currency=currency)
    return bill_pb2.BillLine(
        order_id=line.order_id,
        line_key=line.line_key,
        item_name=line.item_name,
        quantity=line.quantity,
        unit_price=amount(line.unit_price),
        amount=amount(line.amount),
        tax_amount=amount(line.tax_amount),
        share_amount=amount(line.share_amount),
        refunded_quantity=line.refunded_quantity,
        trace=[
            bill_pb2.TraceStep(kind=step.kind, text=step.text, amount=amount(step.amount))
            for step in line.trace
        ],
    )
