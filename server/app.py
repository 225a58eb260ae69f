"""The composition root: what the server is made of, wired once, on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry
from pymongo import IndexModel

from server.billing import wiring as billing_wiring
from server.billing.wiring import build_billing
from server.catalog import wiring as catalog_wiring
from server.catalog.wiring import build_catalog
from server.clock import Clock, SystemClock
from server.config import Settings
from server.contract import methods
from server.identity import wiring as identity_wiring
from server.identity.tokens.jwks import SigningKeys
from server.identity.wiring import build_identity
from server.live import Live
from server.notifications import wiring as notifications_wiring
from server.notifications.wiring import build_notifications
from server.ordering import wiring as ordering_wiring
from server.ordering.wiring import build_ordering
from server.rpc.call import Interceptor
from server.rpc.chain import interceptors
from server.rpc.handlers import Contract
from server.rpc.interceptors.validation import warm_up
from server.rpc.server import GrpcServer
from server.rpc.watch import Watches
from server.storage import inbox as inbox_documents
from server.storage.change_feed import ChangeFeed
from server.storage.client import Client, Database, bounded, connect
from server.storage.inbox import Inbox
from server.storage.indexes import ensure_indexes

#: A new index over ten million orders takes minutes, and one that was cut off begins anew. A
#: database that is not there is noticed far sooner.
_PREPARE_SECONDS = 3600

_CONTEXTS = (
    catalog_wiring,
    identity_wiring,
    ordering_wiring,
    billing_wiring,
    notifications_wiring,
)
_DOCUMENTS = (
    inbox_documents,
    *(documents for context in _CONTEXTS for documents in context.DOCUMENTS),
)

#: Every collection and its indexes.
INDEXES: Mapping[str, Sequence[IndexModel]] = {
    documents.COLLECTION: documents.INDEXES for documents in _DOCUMENTS
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
        port = await self.grpc.start(address)
        self.keys.start()  # whoever needs one before it is there waits for the same fetch
        return port

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
    database = client[settings.database]
    feed = _feed(database)

    inbox = Inbox(database, clock)
    identity = build_identity(
        settings=settings, database=database, feed=feed, clock=clock, inbox=inbox
    )
    catalog = build_catalog(
        database=database,
        feed=feed,
        clock=clock,
        public_url=settings.public_url,
        found_team=identity.teams.found,
    )
    ordering = build_ordering(
        database=database, feed=feed, clock=clock, catalog=catalog, tokens=identity.tokens
    )
    billing = build_billing(
        settings=settings,
        database=database,
        feed=feed,
        clock=clock,
        catalog=catalog,
        ordering=ordering,
        inbox=inbox,
    )

    notifications = build_notifications(
        settings=settings, database=database, feed=feed, clock=clock, inbox=inbox
    )

    require_open = ordering.visits.require_open
    watches = Watches(
        feed,
        heartbeat_seconds=settings.heartbeat_seconds,
        backlog=settings.stream_backlog,
        attending=notifications.attendance.attending,
    )
    live = Live(watches, identity.standing(require_open_visit=require_open), clock)
    servicers = {
        **catalog.servicers(live),
        **identity.servicers(),
        **ordering.servicers(live),
        **billing.servicers(live),
        **notifications.servicers(live),
    }
    registry = CollectorRegistry()
    chain = interceptors(
        registry=registry,
        detail_of=ordering_wiring.DETAIL_OF,
        max_calls=settings.max_calls,
        max_streams=settings.max_streams,
        authenticate=identity.authenticator(require_open_visit=require_open),
        role_of=identity.teams.role_of,
    )
    grpc = _grpc(servicers, chain, reflect=settings.reflection)
    return App(settings, client, feed, identity.keys, grpc, registry)


def _feed(database: Database) -> ChangeFeed:
    feed = ChangeFeed(database)
    for documents in _DOCUMENTS:
        # Without topics, nobody watches them.
        if hasattr(documents, "topics"):
            feed.route(documents.COLLECTION, documents.topics)
    return feed


def _grpc(
    servicers: Mapping[str, object], chain: Sequence[Interceptor], *, reflect: bool
) -> GrpcServer:
    contract = methods()
    warm_up(contract)
    names = dict.fromkeys(method.service for method in contract)
    return GrpcServer(Contract(contract, servicers, chain), names, reflect=reflect)
