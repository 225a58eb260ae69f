"""What billing is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    shown: ShownPayments
    events: StripeEvents

    def servicers(self, live: Live) -> Mapping[str, object]:
        """By the services' names without their package."""
        bills = BillView(self.bills, self.accounts, self.shown)
        return {
            "PaymentAccountService": PaymentAccountServicer(self.accounts),
            "BillService": BillServicer(bills, BillStreams(bills, live)),
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
    restaurants = catalog.restaurants
    return Billing(
        accounts=PaymentAccounts(database, feed, clock),
        bills=BillService(database, restaurants, ordering.visits, ordering.orders),
        shown=ShownPayments(settings.stripe_publishable_key, settings.stripe_script_url),
        events=StripeEvents(inbox, settings.stripe_webhook_secrets),
    )
