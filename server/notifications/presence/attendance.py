"""Noting which guests look at a live page, so that nobody is told what is before their eyes."""

import asyncio
import contextlib
import logging
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta

from pymongo.errors import PyMongoError

from server.clock import Clock
from server.ids import new_id
from server.notifications.contacts.repository import COLLECTION as CONTACTS
from server.notifications.contacts.repository import ContactRepository
from server.notifications.presence.repository import Presence
from server.rpc.call import Call
from server.rpc.principal import Guest
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database, bounded
from server.storage.events import Change

_log = logging.getLogger(__name__)

#: What a guest looks at who sees what happens.
_PAGES = frozenset({"WatchOrder", "WatchBill"})
#: A process that dies leaves its guests present for no longer.
_STAYS = timedelta(seconds=45)
_RENEWED_SECONDS = 20
_LEAVING_SECONDS = 2


class Attendance:
    """The guests at this process's live pages. Only of those who want to be told is it noted.

    The others, which are most, cost one question when they come, and nothing while they look.
    """

    def __init__(self, database: Database, feed: ChangeFeed, clock: Clock) -> None:
        """Hears from the feed when a guest leaves a number while the page is open."""
        self._database = database
        self._presence = Presence(database)
        self._clock = clock
        self._pages: dict[str, tuple[_Page, ...]] = {}
        feed.listen(CONTACTS, self._on_contact)

    def attending(self, call: Call) -> AbstractAsyncContextManager[object]:
        """The guest is there for as long as the block lasts, if it is one at a live page."""
        guest = call.principal
        if not isinstance(guest, Guest) or call.method.name not in _PAGES:
            return nullcontext()
        return _Page(self, guest)

    def come(self, page: "_Page") -> None:
        """Somebody has opened it."""
        guest_id = page.guest.guest_id
        self._pages[guest_id] = (*self._pages.get(guest_id, ()), page)
        self.ask(page)

    async def go(self, page: "_Page") -> None:
        """Nobody looks any more: the guest is told from now on."""
        guest_id = page.guest.guest_id
        others = tuple(one for one in self._pages[guest_id] if one is not page)
        if others:
            self._pages[guest_id] = others
        else:
            del self._pages[guest_id]
        if page.timer is not None:
            page.timer.cancel()
        if page.asking is not None or page.stream_id:
            # Also when the call was cancelled.
            await asyncio.shield(self._forget(page))

    def ask(self, page: "_Page") -> None:
        """Whether the guest wants to be told; if so, it is noted until somebody asks again."""
        page.timer = None
        if page.asking is None:
            page.asking = asyncio.create_task(self._ask(page))
        else:
            page.again = True

    async def _ask(self, page: "_Page") -> None:
        # While it cannot be known, it is asked again.
        wanted, page.again = True, True
        while page.again and not page.gone:
            page.again = False
            try:
                wanted = await self._note(page)
            except PyMongoError as error:
                _log.warning("cannot note that a guest is present: %s", error)
        page.asking = None
        if wanted and not page.gone:
            loop = asyncio.get_running_loop()
            page.timer = loop.call_later(_RENEWED_SECONDS, self.ask, page)

    async def _note(self, page: "_Page") -> bool:
        guest = page.guest
        with bounded():
            contacts = ContactRepository(self._database, guest.restaurant_id)
            if await contacts.find(guest.guest_id) is None:
                return False
            page.stream_id = page.stream_id or new_id("stream")
            until = self._clock.now() + _STAYS
            await self._presence.stays(page.stream_id, guest.guest_id, until)
            return True

    async def _forget(self, page: "_Page") -> None:
        # What is being written is not cut short: it would stay, and outlive the guest.
        if page.asking is not None:
            await asyncio.wait([page.asking])
        if page.stream_id:
            with contextlib.suppress(PyMongoError), bounded(_LEAVING_SECONDS):
                await self._presence.leaves(page.stream_id)

    def _on_contact(self, change: Change) -> None:
        for page in self._pages.get(change.key, ()):
            if page.timer is not None:
                page.timer.cancel()
            self.ask(page)


class _Page:
    """A live page that a guest looks at, for as long as the block lasts."""

    __slots__ = ("again", "asking", "attendance", "gone", "guest", "stream_id", "timer")

    def __init__(self, attendance: Attendance, guest: Guest) -> None:
        self.attendance = attendance
        self.guest = guest
        #: Under which it is noted; "" until it is.
        self.stream_id = ""
        self.asking: asyncio.Task[None] | None = None
        self.timer: asyncio.TimerHandle | None = None
        #: Something has changed while it was asked.
        self.again = False
        self.gone = False

    async def __aenter__(self) -> None:
        self.attendance.come(self)

    async def __aexit__(self, *_: object) -> None:
        self.gone = True
        await self.attendance.go(self)
