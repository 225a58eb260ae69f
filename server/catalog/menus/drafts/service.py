"""Writing the menu."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from server.catalog.menus.drafts.domain import MenuDraft
from server.catalog.menus.drafts.repository import MenuDraftRepository
from server.catalog.restaurants.service import RestaurantService
from server.clock import Clock
from server.storage.change import change
from server.storage.client import Database

#: A changed draft, from the draft as it is, the restaurant's currency, and now.
Edit = Callable[[MenuDraft, str, datetime], MenuDraft]


class MenuDraftService:
    """Drafts of all restaurants."""

    def __init__(self, database: Database, restaurants: RestaurantService, clock: Clock) -> None:
        """`restaurants` knows the currency of every price."""
        self._drafts = partial(MenuDraftRepository, database)
        self._restaurants = restaurants
        self._clock = clock

    async def get(self, restaurant_id: str) -> tuple[MenuDraft, str]:
        """The draft and its currency; an empty draft of version 0 if nothing was written yet."""
        restaurant = await self._restaurants.get(restaurant_id)
        return await self._drafts(restaurant_id).get(), restaurant.currency

    async def update(
        self, restaurant_id: str, edit: Edit, expected_version: int
    ) -> tuple[MenuDraft, str]:
        """Changes the draft. Raises VersionMismatch, and what `edit` raises."""
        restaurant = await self._restaurants.get(restaurant_id)
        drafts, now = self._drafts(restaurant_id), self._clock.now()

        def decide(draft: MenuDraft) -> MenuDraft:
            return edit(draft, restaurant.currency, now)

        draft = await change(drafts.get, decide, drafts.replace, expected_version)
        return draft, restaurant.currency
