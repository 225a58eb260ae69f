"""Sums in minor units. Halves are rounded away from zero, once a line: what a receipt shows."""

from collections.abc import Iterable

from server.catalog.restaurants.domain import Restaurant
from server.ordering.orders.domain import OrderLine, TaxTotal, Totals

_MILLION = 1_000_000


def share(amount: int, ppm: int) -> int:
    """`ppm` millionths of an amount, rounded half away from zero."""
    return _divide(amount * ppm, _MILLION)


def tax_within(amount: int, ppm: int) -> int:
    """The tax that an amount which includes it contains."""
    return _divide(amount * ppm, _MILLION + ppm)


def line_tax(amount: int, ppm: int, prices_include_tax: bool) -> int:
    """The tax in or on a line's amount."""
    return tax_within(amount, ppm) if prices_include_tax else share(amount, ppm)


def totals(lines: Iterable[OrderLine], restaurant: Restaurant) -> Totals:
    """What the lines come to at this restaurant.

    The service charge is taken from the lines' amounts and is not taxed.
    """
    lines = tuple(lines)
    lines_amount = sum(line.amount for line in lines)
    service_charge = share(lines_amount, restaurant.service_charge_ppm)
    taxes = _taxes(lines, restaurant)
    added = 0 if restaurant.prices_include_tax else sum(tax.amount for tax in taxes)
    return Totals(
        lines_amount=lines_amount,
        service_charge_amount=service_charge,
        taxes=taxes,
        total_amount=lines_amount + service_charge + added,
        prices_include_tax=restaurant.prices_include_tax,
    )


def _taxes(lines: tuple[OrderLine, ...], restaurant: Restaurant) -> tuple[TaxTotal, ...]:
    amounts: dict[str, int] = {}
    for line in lines:
        if line.tax_id:
            amounts[line.tax_id] = amounts.get(line.tax_id, 0) + line.tax_amount
    return tuple(
        TaxTotal(tax.id, tax.name, tax.rate_ppm, amounts[tax.id])
        for tax in restaurant.taxes
        if tax.id in amounts
    )


def _divide(numerator: int, denominator: int) -> int:
    quotient, rest = divmod(abs(numerator), denominator)
    rounded = quotient + (1 if 2 * rest >= denominator else 0)
    return rounded if numerator >= 0 else -rounded
