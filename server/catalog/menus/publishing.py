"""Making a draft, or an earlier version, the menu."""

from collections.abc import Awaitable, Callable
from functools import partial

from server.catalog.menus.content import MenuContent
from server.catalog.menus.convert import menu_to_bytes
from server.catalog.menus.domain import MenuVersion
from server.catalog.menus.drafts.repository import MenuDraftRepository
from server.catalog.menus.repository import MenuVersionRepository
from server.catalog.menus.rules import require_publishable
from server.catalog.menus.service import MenuService
from server.catalog.restaurants.service import RestaurantService
from server.clock import Clock
from server.errors import VersionMismatch
from server.ids import new_id
from server.origin import Origin
from server.storage.client import Database

#: How often somebody else may publish first before we give up.
_ATTEMPTS = 16


class PublishingService:
    """Publishes menus.

    Every publication is a new version, also when nothing has changed since the last one: the same
    request must find the same version for ever, and the list tells who published when. Nobody's
    order suffers: it is held against what the lines say, not against the number.
    """

    def __init__(
        self, database: Database, menus: MenuService, restaurants: RestaurantService, clock: Clock
    ) -> None:
        """`menus` is told of what is published; `restaurants` knows stations, taxes, currency."""
        self._drafts = partial(MenuDraftRepository, database)
        self._versions = partial(MenuVersionRepository, database)
        self._menus = menus
        self._restaurants = restaurants
        self._clock = clock

    async def publish(
        self, restaurant_id: str, user_id: str, expected_draft_version: int, origin: Origin
    ) -> MenuVersion:
        """The draft becomes the menu.

        Raises MenuNotPublishable, VersionMismatch, RequestIdReused.
        """

        async def content() -> MenuContent:
            draft = await self._drafts(restaurant_id).get()
            if expected_draft_version and draft.version != expected_draft_version:
                raise VersionMismatch(expected_draft_version, draft.version)
            return draft.content

        return await self._publish(restaurant_id, user_id, origin, content, "draft.")

    async def roll_back(
        self, restaurant_id: str, user_id: str, to_version: int, origin: Origin
    ) -> MenuVersion:
        """An earlier version becomes the menu again, if it still fits the restaurant.

        Raises NotFound, MenuNotPublishable, RequestIdReused.
        """

        async def content() -> MenuContent:
            return (await self._menus.at_version(restaurant_id, to_version)).content

        return await self._publish(restaurant_id, user_id, origin, content, "menu.", to_version)

    async def page(self, restaurant_id: str, before: int, limit: int) -> list[MenuVersion]:
        """Publications older than a version, newest first; 0 is the beginning."""
        return await self._versions(restaurant_id).page(before, limit)

    async def _publish(
        self,
        restaurant_id: str,
        user_id: str,
        origin: Origin,
        content: Callable[[], Awaitable[MenuContent]],
        path: str,
        rolled_back_to: int = 0,
    ) -> MenuVersion:
        versions = self._versions(restaurant_id)
        made = await versions.made_by(origin)
        number = 0
        for _ in range(_ATTEMPTS):
            if made is not None:
                self._menus.drop(restaurant_id)
                return made
            # The number before the content: if somebody publishes newer content than what is read
            # then, the number is taken and all is read again. Nothing older ever covers it.
            latest = await versions.latest()
            number = latest.version + 1 if latest else 1
            said = await content()
            currency = await self._require_publishable(restaurant_id, said, path)
            version = self._version(restaurant_id, number, user_id, said, rolled_back_to)
            raw = menu_to_bytes(restaurant_id, number, version.publish_time, currency, said)
            made = await versions.insert(version, raw, origin)
        raise VersionMismatch(number - 1, number)

    async def _require_publishable(
        self, restaurant_id: str, content: MenuContent, path: str
    ) -> str:
        restaurant = await self._restaurants.read(restaurant_id)
        require_publishable(content, restaurant, path)
        return restaurant.currency

    def _version(
        self,
        restaurant_id: str,
        number: int,
        user_id: str,
        content: MenuContent,
        rolled_back_to: int,
    ) -> MenuVersion:
        return MenuVersion(
            id=new_id("mnv"),
            restaurant_id=restaurant_id,
            version=number,
            publish_time=self._clock.now(),
            published_by=user_id,
            item_count=len(content.items),
            rolled_back_to=rolled_back_to,
        )
