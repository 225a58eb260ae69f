"""What the catalog is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from server.catalog.menus import repository as menu_documents
from server.catalog.menus.availability import repository as availability_documents
from server.catalog.menus.drafts import repository as draft_documents
from server.catalog.menus.drafts.service import MenuDraftService
from server.catalog.menus.publishing import PublishingService
from server.catalog.menus.service import MenuService
from server.catalog.menus.servicer import MenuServicer
from server.catalog.menus.stream import MenuStreams
from server.catalog.restaurants import repository as restaurant_documents
from server.catalog.restaurants.service import FoundTeam, RestaurantService
from server.catalog.restaurants.servicer import RestaurantServicer
from server.catalog.tables import repository as table_documents
from server.catalog.tables.service import TableService
from server.catalog.tables.servicer import TableServicer
from server.catalog.used_ids import UsedIds
from server.clock import Clock
from server.live import Live
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database

#: Where it keeps its documents.
DOCUMENTS: tuple[ModuleType, ...] = (
    restaurant_documents,
    table_documents,
    draft_documents,
    menu_documents,
    availability_documents,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The services of the catalog."""

    restaurants: RestaurantService
    tables: TableService
    menus: MenuService
    drafts: MenuDraftService
    publishing: PublishingService
    public_url: str

    def servicers(self, live: Live) -> Mapping[str, object]:
        """By the services' names without their package."""
        streams = MenuStreams(self.menus, live.watches, live.standing, live.clock)
        return {
            "RestaurantService": RestaurantServicer(self.restaurants),
            "TableService": TableServicer(self.tables, self.public_url),
            "MenuService": MenuServicer(self.menus, self.drafts, self.publishing, streams),
        }


def build_catalog(
    *,
    database: Database,
    feed: ChangeFeed,
    clock: Clock,
    public_url: str,
    found_team: FoundTeam,
) -> Catalog:
    """`found_team` gives a new restaurant its owner; `public_url` is where codes on tables lead."""
    menus = MenuService(database, feed, clock)
    used_ids = UsedIds(database, menus)
    restaurants = RestaurantService(database, feed, clock, found_team=found_team, used_ids=used_ids)
    return Catalog(
        restaurants=restaurants,
        tables=TableService(database, restaurants),
        menus=menus,
        drafts=MenuDraftService(database, restaurants, clock),
        publishing=PublishingService(database, menus, restaurants, clock),
        public_url=public_url,
    )
