"""WatchMenu: the menu, then whatever replaces it or what is out."""

from typing import Protocol

from here2order.catalog.v1 import menu_service_pb2 as pb

from server.catalog.menus.replies import availability_event
from server.catalog.menus.service import MenuService
from server.clock import Clock
from server.rpc.admission import Admission
from server.rpc.call import Call
from server.rpc.latest import LatestView, News
from server.rpc.pulse import Beats
from server.rpc.watch import Watches
from server.storage.client import bounded


class Standing(Protocol):
    """Tells whether a caller may still watch."""

    def watcher(self, call: Call) -> Admission:
        """Of whoever calls."""
        ...


class MenuStreams:
    """The streams of menus."""

    def __init__(
        self, menus: MenuService, watches: Watches, standing: Standing, clock: Clock
    ) -> None:
        """`standing` tells whether a caller may still watch."""
        self._menus = menus
        self._watches = watches
        self._standing = standing
        self._clock = clock
        self._beat = Beats(pb.WatchMenuResponse, clock)

    async def watch(self, call: Call) -> None:
        """The menu of the call's restaurant. Raises NoMenu, and what ends a stream."""
        news = _MenuNews(self._menus, self._clock, call.restaurant_id)
        view = LatestView(
            topics=frozenset({("menu", call.restaurant_id)}),
            news=news.now,
            beat=self._beat,
            admit=self._standing.watcher(call),
        )
        await self._watches.run_latest(call, view)


class _MenuNews:
    """What one client does not know yet."""

    def __init__(self, menus: MenuService, clock: Clock, restaurant_id: str) -> None:
        self._menus = menus
        self._clock = clock
        self._restaurant_id = restaurant_id
        self._menu_version = 0
        self._availability_version = 0

    async def now(self) -> News:
        """The menu if it is new, else what is out if that is new."""
        with bounded():
            reply, availability = await self._menus.reply(self._restaurant_id)
        message = None
        if reply.menu_version > self._menu_version:
            message = reply.menu_event()
        elif reply.availability_version > self._availability_version:
            message = availability_event(availability)
        if message is not None:
            self._menu_version = reply.menu_version
            self._availability_version = reply.availability_version
        now = self._clock.now()
        back = availability.next_return(now)
        return News(message, (back - now).total_seconds() if back else None)
