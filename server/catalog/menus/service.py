"""Reading menus, from memory, and saying what is out."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from functools import partial

from server.catalog.menus import repository as versions
from server.catalog.menus.availability import repository as availabilities
from server.catalog.menus.availability.domain import Availability, Target
from server.catalog.menus.availability.repository import AvailabilityRepository
from server.catalog.menus.convert import menu_from_bytes
from server.catalog.menus.domain import MenuVersion, NoMenu, PublishedMenu
from server.catalog.menus.replies import MenuReply, menu_reply
from server.catalog.menus.repository import MenuVersionRepository
from server.clock import Clock
from server.errors import NotFound
from server.storage.cache import FeedCache
from server.storage.change import change
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from server.storage.remembered import Remembered

#: Items of menus kept in memory to price orders by: some 400 bytes each, 1,200 once it was ordered.
_ITEMS = 1_000_000
#: Bytes of menus kept in memory as they are sent: 16,000 for one of 80 items.
_REPLY_BYTES = 256_000_000
#: Bytes of menus on their way from the database into one of the two.
_RAW = 50


class MenuService:
    """The published menus of all restaurants."""

    def __init__(self, database: Database, feed: ChangeFeed, clock: Clock) -> None:
        """What is published or runs out elsewhere is known as soon as `feed` brings it."""
        self._versions = partial(MenuVersionRepository, database)
        self._availabilities = partial(AvailabilityRepository, database)
        self._clock = clock
        self._current: FeedCache[str, MenuVersion] = FeedCache(
            feed, versions.COLLECTION, self._latest, versions.key_of
        )
        self._availability: FeedCache[str, Availability] = FeedCache(
            feed, availabilities.COLLECTION, self._stored_availability, availabilities.key_of
        )
        self._raw: Remembered[tuple[str, int], bytes] = Remembered(self._load, _RAW)
        self._decoded: Remembered[tuple[str, int], PublishedMenu] = Remembered(
            self._decode, _ITEMS, lambda menu: len(menu.items)
        )
        self._replies: OrderedDict[str, MenuReply] = OrderedDict()
        self._reply_bytes = 0

    async def current(self, restaurant_id: str, at_least: int = 0) -> PublishedMenu:
        """The menu that guests see. Raises NoMenu.

        Whoever has seen version `at_least` from another process is not told of an older one.
        """
        version = await self.current_version(restaurant_id, at_least)
        return await self._decoded.get((restaurant_id, version))

    async def current_version(self, restaurant_id: str, at_least: int = 0) -> int:
        """The version of that menu. Raises NoMenu."""
        version = await self._current.get(restaurant_id)
        if version.version < at_least:
            self._current.drop(restaurant_id)
            version = await self._current.get(restaurant_id)
        return version.version

    async def at_version(self, restaurant_id: str, version: int) -> PublishedMenu:
        """The menu as it was published under that version. Raises NotFound."""
        return await self._decoded.get((restaurant_id, version))

    async def availability(self, restaurant_id: str) -> Availability:
        """What is out, also until when; ask it about now."""
        return await self._availability.get(restaurant_id)

    async def get_bytes(self, restaurant_id: str, etag: str) -> bytes:
        """The serialized GetMenuResponse for somebody who holds that etag, or "". Raises NoMenu."""
        reply, _ = await self.reply(restaurant_id)
        return reply.to(etag)

    async def reply(self, restaurant_id: str) -> tuple[MenuReply, Availability]:
        """The menu and what is out now, ready to send. Raises NoMenu."""
        version = (await self._current.get(restaurant_id)).version
        availability = (await self.availability(restaurant_id)).at(self._clock.now())
        kept = self._replies.get(restaurant_id)
        if kept is None or _other(kept, version, availability):
            menu = await self._raw.get((restaurant_id, version))
            kept = menu_reply(version, menu, availability)
            self._keep(restaurant_id, kept)
        self._replies.move_to_end(restaurant_id)
        return kept, availability

    async def mark_sold_out(
        self, restaurant_id: str, target: Target, until: datetime | None
    ) -> Availability:
        """86: out from now on, until a time or until somebody says so. Raises NotFound, NoMenu."""
        await self._require_known(restaurant_id, target)
        now = self._clock.now()
        return await self._mark(restaurant_id, lambda one: one.mark_sold_out(target, until, now))

    async def mark_available(self, restaurant_id: str, target: Target) -> Availability:
        """It is back. Raises NotFound if it neither is out nor on the menu, NoMenu."""
        if target not in (await self.availability(restaurant_id)).sold_out:
            await self._require_known(restaurant_id, target)
        now = self._clock.now()
        return await self._mark(restaurant_id, lambda one: one.mark_available(target, now))

    def drop(self, restaurant_id: str) -> None:
        """Something was published here, by this process."""
        self._current.drop(restaurant_id)

    async def _mark(
        self, restaurant_id: str, decide: Callable[[Availability], Availability]
    ) -> Availability:
        stored = self._availabilities(restaurant_id)
        availability = await change(stored.get, decide, stored.replace, 0)
        self._availability.drop(restaurant_id)
        return availability.at(self._clock.now())

    async def _require_known(self, restaurant_id: str, target: Target) -> None:
        menu = await self.current(restaurant_id)
        if not menu.has(target):
            kind = "item" if target.item_id else "option"
            raise NotFound(kind, target.item_id or target.option_id)

    def _keep(self, restaurant_id: str, reply: MenuReply) -> None:
        earlier = self._replies.pop(restaurant_id, None)
        self._replies[restaurant_id] = reply
        self._reply_bytes += len(reply.response) - (len(earlier.response) if earlier else 0)
        while self._reply_bytes > _REPLY_BYTES and len(self._replies) > 1:
            _, oldest = self._replies.popitem(last=False)
            self._reply_bytes -= len(oldest.response)

    async def _latest(self, restaurant_id: str) -> MenuVersion:
        version = await self._versions(restaurant_id).latest()
        if version is None:
            raise NoMenu
        return version

    async def _stored_availability(self, restaurant_id: str) -> Availability:
        return await self._availabilities(restaurant_id).get()

    async def _load(self, key: tuple[str, int]) -> bytes:
        restaurant_id, version = key
        return await self._versions(restaurant_id).content(version)

    async def _decode(self, key: tuple[str, int]) -> PublishedMenu:
        return menu_from_bytes(await self._raw.get(key))


def _other(reply: MenuReply, version: int, availability: Availability) -> bool:
    held = (reply.menu_version, reply.availability_version)
    return held != (version, availability.version)
