"""Which taxes, stations and areas of a restaurant are named elsewhere."""

from server.catalog.menus.domain import NoMenu
from server.catalog.menus.service import MenuService
from server.catalog.restaurants.domain import InUse
from server.catalog.tables.repository import TableRepository
from server.storage.client import Database


class UsedIds:
    """Asks the published menu and the tables."""

    def __init__(self, database: Database, menus: MenuService) -> None:
        """`menus` knows the published ones."""
        self._database = database
        self._menus = menus

    async def __call__(self, restaurant_id: str) -> InUse:
        """What of the restaurant is in use now."""
        areas = await TableRepository(self._database, restaurant_id).area_ids()
        try:
            items = (await self._menus.current(restaurant_id)).items.values()
        except NoMenu:
            return InUse(areas=areas)
        taxes = frozenset(item.tax_id for item in items) - {""}
        return InUse(taxes, frozenset(item.station_id for item in items), areas)
