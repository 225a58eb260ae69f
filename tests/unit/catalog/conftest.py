"""The catalog's services on a real database."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from server.catalog.menus import repository as version_documents
from server.catalog.menus.availability import repository as availability_documents
from server.catalog.menus.drafts import repository as draft_documents
from server.catalog.menus.drafts.service import MenuDraftService
from server.catalog.menus.publishing import PublishingService
from server.catalog.menus.service import MenuService
from server.catalog.restaurants import repository as restaurant_documents
from server.catalog.restaurants.service import RestaurantService
from server.catalog.tables import repository as table_documents
from server.catalog.tables.service import TableService
from server.catalog.used_ids import UsedIds
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database, connect
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod


@dataclass(slots=True)
class Wristwatch:
    """A clock that a test sets."""

    moment: datetime = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """What it shows."""
        return self.moment

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.moment += timedelta(seconds=seconds)


@dataclass(slots=True)
class Teams:
    """Remembers whose restaurants were founded."""

    founded: list[tuple[str, str]] = field(default_factory=list)
    #: The process ends after this many.
    breaks_off_after: int = 0

    async def found(self, restaurant_id: str, user_id: str, now: datetime) -> None:
        """A restaurant has its first owner."""
        del now
        self.founded.append((restaurant_id, user_id))
        if len(self.founded) == self.breaks_off_after:
            raise ConnectionError


@pytest.fixture
def clock() -> Wristwatch:
    return Wristwatch()


@pytest.fixture
def teams() -> Teams:
    return Teams()


@pytest.fixture
async def mongo(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """An empty database with the catalog's indexes."""
    async with connect(mongod_server.uri) as client:
        documents = (
            *(restaurant_documents, table_documents),
            *(draft_documents, version_documents, availability_documents),
        )
        await ensure_indexes(client[database], {one.COLLECTION: one.INDEXES for one in documents})
        yield client[database]


@pytest.fixture
async def feed(mongo: Database) -> AsyncIterator[ChangeFeed]:
    """The change feed; the services listen before it starts."""
    feed = ChangeFeed(mongo)
    yield feed
    await feed.stop()


@pytest.fixture
async def menus(mongo: Database, feed: ChangeFeed, clock: Wristwatch) -> MenuService:
    return MenuService(mongo, feed, clock)


@pytest.fixture
async def restaurants(
    mongo: Database, feed: ChangeFeed, clock: Wristwatch, teams: Teams, menus: MenuService
) -> RestaurantService:
    used_ids = UsedIds(mongo, menus)
    return RestaurantService(mongo, feed, clock, found_team=teams.found, used_ids=used_ids)


@pytest.fixture
async def tables(mongo: Database, restaurants: RestaurantService) -> TableService:
    return TableService(mongo, restaurants)


@pytest.fixture
async def drafts(
    mongo: Database, restaurants: RestaurantService, clock: Wristwatch
) -> MenuDraftService:
    return MenuDraftService(mongo, restaurants, clock)


@pytest.fixture
async def publishing(
    mongo: Database, menus: MenuService, restaurants: RestaurantService, clock: Wristwatch
) -> PublishingService:
    return PublishingService(mongo, menus, restaurants, clock)
