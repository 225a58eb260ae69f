"""The composition root: what the server is made of, wired once, on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry
from pymongo import IndexModel

from server.catalog.menus import repository as menu_documents
from server.catalog.menus.availability import repository as availability_documents
from server.catalog.menus.drafts import repository as draft_documents
from server.catalog.menus.drafts.service import MenuDraftService
from server.catalog.menus.publishing import PublishingService
from server.catalog.menus.service import MenuService
from server.catalog.menus.servicer import MenuServicer
from server.catalog.menus.stream import MenuStreams
from server.catalog.restaurants import repository as restaurant_documents
from server.catalog.restaurants.service import RestaurantService
from server.catalog.restaurants.servicer import RestaurantServicer
from server.catalog.tables import repository as table_documents
from server.catalog.tables.service import TableService
from server.catalog.tables.servicer import TableServicer
from server.catalog.used_ids import UsedIds
from server.clock import Clock, SystemClock
from server.config import Settings
from server.contract import methods
from server.identity.devices import repository as device_documents
from server.identity.devices.service import DeviceService
from server.identity.devices.servicer import DeviceServicer
from server.identity.standing import Standing
from server.identity.teams import repository as team_documents
from server.identity.teams.service import TeamService
from server.identity.teams.servicer import TeamServicer
from server.identity.tokens.authenticator import Authenticator
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import SigningKeys
from server.identity.tokens.own import OwnTokens
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
from server.rpc.chain import interceptors
from server.rpc.handlers import generic_handlers
from server.rpc.interceptors.validation import warm_up
from server.rpc.server import GrpcServer
from server.rpc.watch import Watches
from server.storage.change_feed import ChangeFeed
from server.storage.client import Client, Database, bounded, connect
from server.storage.indexes import ensure_indexes

#: Making indexes on a large collection takes its time.
_PREPARE_SECONDS = 60

#: Every collection and its indexes.
INDEXES: Mapping[str, Sequence[IndexModel]] = {
    documents.COLLECTION: documents.INDEXES
    for documents in (
        restaurant_documents,
        table_documents,
        draft_documents,
        menu_documents,
        availability_documents,
        team_documents,
        device_documents,
        visit_documents,
        order_documents,
    )
}


@dataclass(slots=True)
class App:
    """The server of one process."""

    settings: Settings
    client: Client
    feed: ChangeFeed
    keys: SigningKeys
    grpc: GrpcServer
    registry: CollectorRegistry

    async def start(self, address: str) -> int:
        """Serves; returns the port. Nothing is served before the database is ready for it."""
        with bounded(_PREPARE_SECONDS):
            await ensure_indexes(self.client[self.settings.database], INDEXES)
        await self.feed.start()
        self.keys.start()
        return await self.grpc.start(address)

    async def stop(self) -> None:
        """Health first, then the streams are told to come back, then calls may finish."""
        await self.grpc.leave()
        await self.feed.stop()
        await self.grpc.stop(self.settings.stop_grace_seconds)
        await self.keys.stop()
        await self.client.close()


def build_app(
    settings: Settings, *, mongo: Client | None = None, clock: Clock | None = None
) -> App:
    """Everything the server is made of; what is not given is made from the settings.

    Raises UndeclaredAccess, Unserved: the contract is served as a whole, or not at all.
    """
    clock = clock or SystemClock()
    client = mongo or connect(settings.mongodb_uri)
    database, secret = client[settings.database], settings.token_secret
    feed = _feed(database)

    tokens = OwnTokens(secret, clock)
    teams = TeamService(database, feed, clock, secret)
    devices = DeviceService(database, feed, clock, tokens, secret)
    menus = MenuService(database, feed, clock)
    restaurants = RestaurantService(
        database, feed, clock, found_team=teams.found, used_ids=UsedIds(database, menus)
    )
    drafts = MenuDraftService(database, restaurants, clock)
    publishing = PublishingService(database, menus, restaurants, clock)
    tables = TableService(database, restaurants)
    visits = VisitService(database, feed, tables, clock)
    pricing = PricingService(menus, clock)
    orders = OrderService(database, restaurants, visits, pricing, clock)
    tickets = TicketService(orders)

    keys = SigningKeys(settings.clerk_jwks_url, clock)
    clerk = ClerkTokens(keys, clock, settings.clerk_issuer, settings.clerk_authorized_parties)
    authenticator = Authenticator(
        clerk,
        tokens,
        clock,
        require_open_visit=visits.require_open,
        require_paired=devices.require_paired,
    )
    keys.on_withdrawn(authenticator.forget)

    standing = Standing(
        role_of=teams.role_of,
        require_open_visit=visits.require_open,
        require_paired=devices.require_paired,
    )
    watches = Watches(
        feed,
        heartbeat_seconds=settings.heartbeat_seconds,
        backlog=settings.stream_backlog,
    )
    live = (watches, standing, clock)
    servicers: Mapping[str, object] = {
        "RestaurantService": RestaurantServicer(restaurants),
        "TableService": TableServicer(tables, settings.public_url),
        "MenuService": MenuServicer(menus, drafts, publishing, MenuStreams(menus, *live)),
        "TeamService": TeamServicer(teams),
        "DeviceService": DeviceServicer(devices),
        "VisitService": VisitServicer(visits, tokens),
        "OrderService": OrderServicer(orders, OrderStreams(orders, *live)),
        "TicketService": TicketServicer(tickets, orders, TicketStreams(orders, *live)),
    }
    registry = CollectorRegistry()
    chain = interceptors(
        registry=registry,
        detail_of={MenuChanged: stale_menu},
        max_calls=settings.max_calls,
        max_streams=settings.max_streams,
        authenticate=authenticator,
        role_of=teams.role_of,
    )
    contract = methods()
    warm_up(contract)
    handlers = generic_handlers(contract, servicers, chain)
    names = dict.fromkeys(method.service for method in contract)
    grpc = GrpcServer(handlers, names, reflect=settings.reflection)
    return App(settings, client, feed, keys, grpc, registry)


def _feed(database: Database) -> ChangeFeed:
    feed = ChangeFeed(database)
    feed.route(order_documents.COLLECTION, order_documents.topics)
    feed.route(visit_documents.COLLECTION, visit_documents.topics)
    feed.route(team_documents.COLLECTION, team_documents.topics)
    feed.route(device_documents.COLLECTION, device_documents.topics)
    feed.route(menu_documents.COLLECTION, menu_documents.topics)
    feed.route(availability_documents.COLLECTION, availability_documents.topics)
    return feed
