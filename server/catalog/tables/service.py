"""Setting up tables and finding them by their codes."""

from collections.abc import Callable
from functools import partial

from server.catalog.restaurants.service import RestaurantService
from server.catalog.tables.domain import Table, require_right, sort_key
from server.catalog.tables.repository import TableRepository, table_of_code
from server.ids import new_id, new_secret
from server.origin import Origin
from server.storage.change import change
from server.storage.client import Database

#: A table with other properties.
Edit = Callable[[Table], Table]
#: Where a page of tables ended: the last name's sort key, and the id.
Place = tuple[str, str]


class TableService:
    """Tables of all restaurants."""

    def __init__(self, database: Database, restaurants: RestaurantService) -> None:
        """`restaurants` knows the areas in which tables stand."""
        self._database = database
        self._tables = partial(TableRepository, database)
        self._restaurants = restaurants

    async def create(
        self, restaurant_id: str, *, name: str, area_id: str, seats: int, origin: Origin
    ) -> Table:
        """Adds a table with a new code. Raises NameTaken, InvalidFields, RequestIdReused."""
        require_right(name, area_id, await self._areas(restaurant_id))
        table = Table(
            id=new_id("tbl"),
            restaurant_id=restaurant_id,
            name=name,
            area_id=area_id,
            seats=seats,
            code=new_secret(),
            version=1,
        )
        return await self._tables(restaurant_id).insert(table, origin)

    async def page(self, restaurant_id: str, after: Place, limit: int) -> list[Table]:
        """At most `limit` tables after a place, by name as people sort them."""
        return await self._tables(restaurant_id).page(after, limit)

    async def update(
        self, restaurant_id: str, table_id: str, edit: Edit, expected_version: int
    ) -> Table:
        """Changes a table. Raises NotFound, NameTaken, InvalidFields, VersionMismatch."""
        areas = await self._areas(restaurant_id)

        def decide(table: Table) -> Table:
            changed = edit(table)
            require_right(changed.name, changed.area_id, areas | {table.area_id})
            return changed

        tables = self._tables(restaurant_id)
        load = partial(tables.get, table_id)
        return await change(load, decide, tables.replace, expected_version)

    async def rotate_code(self, restaurant_id: str, table_id: str, expected_version: int) -> Table:
        """Gives the table a new code. Raises NotFound, VersionMismatch."""
        tables, code = self._tables(restaurant_id), new_secret()
        load = partial(tables.get, table_id)
        return await change(
            load, lambda table: table.with_code(code), tables.replace, expected_version
        )

    async def get(self, restaurant_id: str, table_id: str) -> Table:
        """Raises NotFound."""
        return await self._tables(restaurant_id).get(table_id)

    async def by_code(self, code: str) -> Table:
        """The table that has this code now. Raises TableCodeUnknown."""
        return await table_of_code(self._database, code)

    async def _areas(self, restaurant_id: str) -> frozenset[str]:
        restaurant = await self._restaurants.read(restaurant_id)
        return frozenset(area.id for area in restaurant.areas)


def place_of(table: Table) -> Place:
    """Where a page ends that ends with this table."""
    return sort_key(table.name), table.id
