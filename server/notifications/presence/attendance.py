"""Noting which guests look at a live page, so that nobody is told what is before their eyes."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
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
    """The guests at this process's live pages. Only of those who want to be told is it noted."""

    def __init__(self, database: Database, feed: ChangeFeed, clock: Clock) -> None:
        """Hears from the feed when a guest leaves a number while the page is open."""
        self._database = database
        self._presence = Presence(database)
        self._clock = clock
        self._wishes: dict[str, set[asyncio.Event]] = {}
        feed.listen(CONTACTS, self._on_contact)

    @contextlib.asynccontextmanager
    async def attending(self, call: Call) -> AsyncIterator[None]:
        """The guest is there for as long as the block lasts, if it is one at a live page."""
        guest = call.principal
        if not isinstance(guest, Guest) or call.method.name not in _PAGES:
            yield
            return
        wish, gone, stream_id = asyncio.Event(), asyncio.Event(), new_id("stream")
        self._wishes.setdefault(guest.guest_id, set()).add(wish)
        task = asyncio.create_task(self._note(guest, stream_id, wish, gone))
        try:
            yield
        finally:
            # Not cancelled: a note that is being written would stay, and outlive the guest.
            gone.set()
            wish.set()
            self._forget(guest.guest_id, wish)
            # Also when the call was cancelled: the guest has gone, and is told from now on.
            await asyncio.shield(self._leave(stream_id, task))

    async def _note(
        self, guest: Guest, stream_id: str, wish: asyncio.Event, gone: asyncio.Event
    ) -> None:
        contacts = ContactRepository(self._database, guest.restaurant_id)
        while not gone.is_set():
            wish.clear()
            try:
                with bounded():
                    if await contacts.find(guest.guest_id):
                        until = self._clock.now() + _STAYS
                        await self._presence.stays(stream_id, guest.guest_id, until)
            except PyMongoError as error:
                _log.warning("cannot note that a guest is present: %s", error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wish.wait(), _RENEWED_SECONDS)

    async def _leave(self, stream_id: str, task: asyncio.Task[None]) -> None:
        await asyncio.wait([task])
        with contextlib.suppress(PyMongoError), bounded(_LEAVING_SECONDS):
            await self._presence.leaves(stream_id)

    def _forget(self, guest_id: str, wish: asyncio.Event) -> None:
        wishes = self._wishes[guest_id]
        wishes.discard(wish)
        if not wishes:
            del self._wishes[guest_id]

    def _on_contact(self, change: Change) -> None:
        for wish in self._wishes.get(change.key, ()):
            wish.set()
