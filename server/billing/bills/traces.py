"""Why a line costs what it costs, step by step, in words."""

from collections.abc import Iterator, Mapping

from server.billing.bills.domain import StepKind, TraceStep
from server.billing.currencies import plain
from server.ordering.orders.domain import ChosenOption, Order, OrderLine, TaxTotal


def trace(order: Order, line: OrderLine, service_charge: int) -> tuple[TraceStep, ...]:
    """The steps to the line's share. All but what a price contains sum to it.

    `service_charge` is the line's part of the order's.
    """
    return (*_price(order, line), *_tax(order, line), *_service(order, service_charge))


def _price(order: Order, line: OrderLine) -> Iterator[TraceStep]:
    options = [option for option in line.options if option.price]
    extra = sum(option.price * option.quantity for option in options)
    yield TraceStep(StepKind.BASE_PRICE, line.item_name, line.unit_price - extra)
    for option in options:
        text = f"+ {_times(option)}{option.name}"
        yield TraceStep(StepKind.OPTION, text, option.price * option.quantity)
    if line.quantity > 1:
        text = f"{line.quantity} × {plain(line.unit_price, order.currency)}"
        yield TraceStep(StepKind.QUANTITY, text, line.amount - line.unit_price)


def _tax(order: Order, line: OrderLine) -> Iterator[TraceStep]:
    taxes: Mapping[str, TaxTotal] = {tax.tax_id: tax for tax in order.totals.taxes}
    tax = taxes.get(line.tax_id)
    if tax is None:
        return
    amount = plain(line.amount, order.currency)
    if order.totals.prices_include_tax:
        text = f"{tax.name}, contained in {amount}"
        yield TraceStep(StepKind.TAX_INCLUDED, text, line.tax_amount)
    else:
        yield TraceStep(StepKind.TAX_ADDED, f"{tax.name} on {amount}", line.tax_amount)


def _service(order: Order, share: int) -> Iterator[TraceStep]:
    whole = order.totals.service_charge_amount
    if whole:
        text = f"Share of the service charge of {plain(whole, order.currency)}"
        yield TraceStep(StepKind.SERVICE_CHARGE, text, share)


def _times(option: ChosenOption) -> str:
    return f"{option.quantity} × " if option.quantity > 1 else ""
