"""The whole bill, from a visit's orders and payments. Pure: the same facts give the same bill."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from server.billing.bills.domain import Bill, BillLine, BillRound
from server.billing.bills.shares import split
from server.billing.bills.sums import counts, returned, rounding_of, sums
from server.billing.bills.traces import trace
from server.billing.payments.domain import Payment
from server.catalog.restaurants.domain import Restaurant
from server.ordering.orders.domain import Order, OrderLine, TaxTotal
from server.ordering.visits.domain import Visit

#: How many of a line were given back, by order and key.
_Returned = Mapping[tuple[str, str], int]


def bill_of(
    restaurant: Restaurant, visit: Visit, orders: Iterable[Order], payments: Iterable[Payment]
) -> Bill:
    """The visit's bill; `orders` and `payments` are all of the visit, in any sequence."""
    orders = tuple(orders)
    counting = sorted((one for one in orders if counts(one)), key=lambda one: one.id)
    payments = tuple(sorted(payments, key=lambda one: one.number))
    included = all(order.totals.prices_include_tax for order in counting)
    back = _returned(payments)
    return Bill(
        restaurant_id=restaurant.id,
        restaurant_name=restaurant.name,
        visit_id=visit.id,
        table_name=visit.table_name,
        currency=restaurant.currency,
        rounds=tuple(_round(order, back) for order in counting),
        lines_amount=sum(order.totals.lines_amount for order in counting),
        service_charge_amount=sum(order.totals.service_charge_amount for order in counting),
        taxes=_taxes(counting, included),
        prices_include_tax=included if counting else restaurant.prices_include_tax,
        sums=sums(counting, payments, rounding_of(orders)),
        payments=payments,
    )


def _round(order: Order, back: _Returned) -> BillRound:
    totals = order.totals
    charges = split(totals.service_charge_amount, [line.amount for line in order.lines])
    each = zip(order.lines, charges, strict=True)
    return BillRound(
        order_id=order.id,
        number=order.number,
        state=order.state,
        guest_name=order.guest_name,
        lines=tuple(_line(order, line, charge, back) for line, charge in each),
        lines_amount=totals.lines_amount,
        service_charge_amount=totals.service_charge_amount,
        tax_amount=sum(tax.amount for tax in totals.taxes),
        total_amount=totals.total_amount,
    )


def _line(order: Order, line: OrderLine, charge: int, back: _Returned) -> BillLine:
    added = 0 if order.totals.prices_include_tax else line.tax_amount
    return BillLine(
        order_id=order.id,
        line_key=line.key,
        item_name=line.item_name,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        tax_amount=line.tax_amount,
        share_amount=line.amount + added + charge,
        refunded_quantity=back.get((order.id, line.key), 0),
        trace=trace(order, line, charge),
    )


def _returned(payments: Iterable[Payment]) -> _Returned:
    back: Counter[tuple[str, str]] = Counter()
    for line in returned(payments):
        back[line.order_id, line.line_key] += line.quantity
    return back


def _taxes(orders: Sequence[Order], included: bool) -> tuple[TaxTotal, ...]:
    # A house that has changed from one way to the other during a visit: only what is added is
    # listed, so that the figures of the bill still add up. The lines' traces tell the rest.
    found: dict[tuple[str, str, int], TaxTotal] = {}
    for order in orders:
        for tax in order.totals.taxes if order.totals.prices_include_tax == included else ():
            key = (tax.tax_id, tax.name, tax.rate_ppm)
            earlier = found.get(key)
            found[key] = replace(tax, amount=tax.amount + (earlier.amount if earlier else 0))
    return tuple(found.values())
