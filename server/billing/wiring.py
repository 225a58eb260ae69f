"""What billing is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from types import ModuleType

from server.billing.accounts import repository as account_documents
from server.billing.accounts.service import PaymentAccounts
from server.billing.accounts.servicer import PaymentAccountServicer
from server.billing.bills.service import BillService
from server.billing.bills.servicer import BillServicer
from server.billing.bills.stream import BillStreams
from server.billing.bills.view import BillView
from server.billing.payments import repository as payment_documents
from server.billing.payments.convert import ShownPayments
from server.billing.payments.refund_service import RefundService
from server.billing.payments.service import Around, PaymentService
from server.billing.payments.servicer import PaymentServicer
from server.billing.payments.streams import PaymentStreams
from server.billing.receipts.domain import Receipt
from server.billing.receipts.service import ReceiptService
from server.billing.receipts.servicer import ReceiptServicer
from server.billing.stripe_events.service import StripeEvents
from server.billing.stripe_events.servicer import StripeWebhookServicer
from server.catalog.wiring import Catalog
from server.clock import Clock
from server.config import Settings
from server.live import Live
from server.ordering.wiring import Ordering
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from server.storage.inbox import Inbox

#: Where it keeps its documents.
DOCUMENTS: tuple[ModuleType, ...] = (payment_documents, account_documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """The services of billing."""

    accounts: PaymentAccounts
    bills: BillService
    payments: PaymentService
    refunds: RefundService
    receipts: ReceiptService
    shown: ShownPayments
    events: StripeEvents

    def servicers(self, live: Live) -> Mapping[str, object]:
        """By the services' names without their package."""
        bills = BillView(self.bills, self.accounts, self.shown)
        streams = PaymentStreams(self.payments, self.shown, live)
        return {
            "PaymentService": PaymentServicer(self.payments, self.refunds, streams, self.shown),
            "PaymentAccountService": PaymentAccountServicer(self.accounts),
            "BillService": BillServicer(bills, BillStreams(bills, live)),
            "ReceiptService": ReceiptServicer(self.receipts, self.shown),
            "StripeWebhookService": StripeWebhookServicer(self.events),
        }


def build_billing(
    *,
    settings: Settings,
    database: Database,
    feed: ChangeFeed,
    clock: Clock,
    catalog: Catalog,
    ordering: Ordering,
    inbox: Inbox,
) -> Billing:
    """`catalog` and `ordering` are asked what is owed; `inbox` keeps what Stripe tells."""
    accounts = PaymentAccounts(database, feed, clock)
    bills = BillService(database, catalog.restaurants, ordering.visits, ordering.orders)
    around = Around(
        restaurants=catalog.restaurants,
        visits=ordering.visits,
        bills=bills,
        accounts=accounts,
        patience=timedelta(seconds=settings.payment_expire_seconds),
    )
    printing = partial(_printed, public_url=settings.public_url)
    return Billing(
        accounts=accounts,
        bills=bills,
        payments=PaymentService(database, around, clock),
        refunds=RefundService(database, bills, clock),
        receipts=ReceiptService(database, catalog.restaurants, bills, printing),
        shown=ShownPayments(settings.stripe_publishable_key, settings.stripe_script_url),
        events=StripeEvents(inbox, settings.stripe_webhook_secrets),
    )


def _printed(receipt: Receipt, *, public_url: str) -> bytes:
    # Heavy, for all the fonts, and there before the first receipt: see server/later.py.
    from server.billing.receipts.printing import printed

    return printed(receipt, public_url=public_url)
