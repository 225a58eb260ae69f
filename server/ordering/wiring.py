"""What ordering is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from server.catalog.wiring import Catalog
from server.clock import Clock
from server.identity.tokens.own import OwnTokens
from server.live import Live
from server.ordering.orders import repository as order_documents
from server.ordering.orders.convert import stale_menu
from server.ordering.orders.service import OrderService
from server.ordering.orders.servicer import OrderServicer
from server.ordering.orders.streams import OrderStreams
from server.ordering.pricing.domain import MenuChanged
from server.ordering.pricing.service import PricingService
from server.ordering.tickets.service import TicketService
from server.ordering.tickets.servicer import TicketServicer
from server.ordering.tickets.streams import TicketStreams
from server.ordering.visits import repository as visit_documents
from server.ordering.visits.service import VisitService
from server.ordering.visits.servicer import VisitServicer
from server.rpc.interceptors.error_status import DetailOf
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database

#: Where it keeps its documents.
DOCUMENTS: tuple[ModuleType, ...] = (visit_documents, order_documents)

#: Errors that carry more than their reason.
DETAIL_OF: DetailOf = {MenuChanged: stale_menu}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """The services of ordering."""

    visits: VisitService
    orders: OrderService
    tickets: TicketService
    tokens: OwnTokens

    def servicers(self, live: Live) -> Mapping[str, object]:
        """By the services' names without their package."""
        watching = (live.watches, live.standing, live.clock)
        orders, tickets = self.orders, self.tickets
        return {
            "VisitService": VisitServicer(self.visits, self.tokens),
            "OrderService": OrderServicer(orders, OrderStreams(orders, *watching)),
            "TicketService": TicketServicer(tickets, orders, TicketStreams(orders, *watching)),
        }


def build_ordering(
    *, database: Database, feed: ChangeFeed, clock: Clock, catalog: Catalog, tokens: OwnTokens
) -> Ordering:
    """`catalog` is asked what can be ordered where; `tokens` signs what guests show."""
    visits = VisitService(database, feed, catalog.tables, clock)
    pricing = PricingService(catalog.menus, clock)
    orders = OrderService(database, catalog.restaurants, visits, pricing, clock)
    return Ordering(visits=visits, orders=orders, tickets=TicketService(orders), tokens=tokens)
