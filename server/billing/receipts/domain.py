"""A receipt as a fact."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from server.billing.bills.domain import Bill
from server.billing.payments.domain import Payment
from server.billing.receipts.business_date import business_date
from server.catalog.restaurants.domain import Restaurant


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was paid, for what, and what went back since."""

    address_lines: tuple[str, ...]
    #: IANA name: in it the times are shown.
    time_zone: str
    paid_time: datetime
    business_date: date
    #: Without the payments of others.
    bill: Bill
    payment: Payment

    @property
    def local_time(self) -> datetime:
        """When it was paid, by the restaurant's clocks."""
        return self.paid_time.astimezone(ZoneInfo(self.time_zone))


def receipt_of(restaurant: Restaurant, bill: Bill, payment: Payment, paid: datetime) -> Receipt:
    """The receipt of a payment of the bill that was made at that time."""
    return Receipt(
        address_lines=restaurant.address_lines,
        time_zone=restaurant.time_zone,
        paid_time=paid,
        business_date=business_date(paid, restaurant.time_zone, restaurant.closeout_hour),
        bill=replace(bill, payments=(payment,)),
        payment=payment,
    )
