"""Making restaurants and changing their settings."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from server.catalog.restaurants.domain import InUse, Restaurant, Settings, opened
from server.catalog.restaurants.repository import COLLECTION, RestaurantRepository, key_of
from server.catalog.restaurants.rules import (
    require_kept,
    require_right,
    require_same_clock_and_money,
)
from server.clock import Clock
from server.ids import derived_id
from server.origin import Origin
from server.storage.cache import FeedCache
from server.storage.change import change
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database

#: Gives a restaurant its team: restaurant, first owner, now. Harmless if it has one.
FoundTeam = Callable[[str, str, datetime], Awaitable[object]]
#: What of a restaurant is in use.
UsedIds = Callable[[str], Awaitable[InUse]]
#: New settings from the restaurant as it is.
Edit = Callable[[Restaurant], Settings]


class RestaurantService:
    """Restaurants, the ones in use kept in memory."""

    def __init__(
        self,
        database: Database,
        feed: ChangeFeed,
        clock: Clock,
        *,
        found_team: FoundTeam,
        used_ids: UsedIds,
    ) -> None:
        """`found_team` is called before a restaurant is stored, `used_ids` before one changes."""
        self._restaurants = partial(RestaurantRepository, database)
        self._clock = clock
        self._found_team = found_team
        self._used_ids = used_ids
        self._cache: FeedCache[str, Restaurant] = FeedCache(feed, COLLECTION, self.read, key_of)

    async def create(self, user_id: str, settings: Settings, origin: Origin) -> Restaurant:
        """Makes a restaurant whose owner is the user. Raises InvalidFields, RequestIdReused.

        Its id follows from the request, and its team is founded first: whoever repeats a request
        that broke off in between goes on where it stopped, and a restaurant never lacks an owner.
        What the request makes is decided by one write, the restaurant's.
        """
        restaurant_id = derived_id("rst", origin.caller, origin.request_id)
        restaurants = self._restaurants(restaurant_id)
        earlier = await restaurants.made_by(origin)
        if earlier is not None:
            return earlier
        require_right(settings)
        now = self._clock.now()
        await self._found_team(restaurant_id, user_id, now)
        return await restaurants.insert(opened(restaurant_id, settings, origin, now), origin)

    async def get(self, restaurant_id: str) -> Restaurant:
        """The restaurant, from memory if possible. Raises NotFound."""
        return await self._cache.get(restaurant_id)

    async def read(self, restaurant_id: str) -> Restaurant:
        """The restaurant as it is stored. Raises NotFound."""
        return await self._restaurants(restaurant_id).get()

    async def update(self, restaurant_id: str, edit: Edit, expected_version: int) -> Restaurant:
        """Changes settings. Raises NotFound, InvalidFields, VersionMismatch.

        A tax, station or area that is in use stays. A menu published in the very moment of the
        change may still name one that has gone: it is sold untaxed, and its ticket keeps the
        station's id.
        """
        restaurants, now = self._restaurants(restaurant_id), self._clock.now()
        used = await self._used_ids(restaurant_id)

        def decide(restaurant: Restaurant) -> Restaurant:
            wanted = edit(restaurant)
            require_same_clock_and_money(restaurant, wanted)
            require_right(wanted)
            require_kept(wanted, used)
            return restaurant.with_settings(wanted, now)

        changed = await change(restaurants.get, decide, restaurants.replace, expected_version)
        self._cache.drop(restaurant_id)
        return changed
