"""Opening, joining, renewing and closing visits."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from server.catalog.tables.domain import Table
from server.catalog.tables.service import TableService
from server.clock import Clock
from server.ids import new_id
from server.ordering.visits.domain import TOKEN_LIFE, Guest, Visit, VisitClosed, opened
from server.ordering.visits.repository import COLLECTION, VisitRepository, key_of
from server.storage.cache import FeedCache
from server.storage.change import ATTEMPTS, change, step_aside
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database


@dataclass(frozen=True, slots=True)
class Seat:
    """A guest's place at a visit."""

    visit: Visit
    guest: Guest


class VisitService:
    """Parties at tables."""

    def __init__(
        self, database: Database, feed: ChangeFeed, tables: TableService, clock: Clock
    ) -> None:
        """`tables` knows the codes."""
        self._visits = partial(VisitRepository, database)
        self._tables = tables
        self._clock = clock
        self._cache: FeedCache[tuple[str, str], Visit] = FeedCache(
            feed, COLLECTION, self._load, key_of
        )

    async def scan(self, code: str, request_id: str, guest_name: str) -> Seat:
        """Joins the table's visit, or opens one. The same request_id is the same guest.

        Raises TableCodeUnknown.
        """
        table = await self._tables.by_code(code)
        guest = Guest(new_id("gst"), guest_name, self._clock.now(), request_id)
        visit = await self._seated(table, guest)
        return Seat(visit, visit.guest_of(request_id) or guest)

    async def open_at(self, restaurant_id: str, table_id: str) -> Visit:
        """The table's open visit, a new one if there is none. Raises NotFound."""
        return await self._seated(await self._tables.get(restaurant_id, table_id), None)

    async def renew(self, restaurant_id: str, visit_id: str) -> Visit:
        """Somebody of the party is still there. Raises VisitClosed."""
        visits, now = self._visits(restaurant_id), self._clock.now()
        load = partial(visits.get, visit_id)
        renewed: Visit = await change(load, lambda visit: visit.extend(now), visits.replace, 0)
        self._cache.drop((restaurant_id, visit_id))
        return renewed

    async def get(self, restaurant_id: str, visit_id: str) -> Visit:
        """One visit, as it stands now. Raises NotFound."""
        return (await self._visits(restaurant_id).get(visit_id)).at(self._clock.now())

    async def list_open(self, restaurant_id: str, after: str, limit: int) -> list[Visit]:
        """Open visits after the id, oldest first."""
        return await self._visits(restaurant_id).list_open(after, self._clock.now(), limit)

    async def close(self, restaurant_id: str, visit_id: str, expected_version: int) -> Visit:
        """Ends a visit. Raises NotFound, VersionMismatch."""
        visits, now = self._visits(restaurant_id), self._clock.now()
        load = partial(self.get, restaurant_id, visit_id)
        closed: Visit = await change(
            load, lambda visit: visit.close(now), visits.replace, expected_version
        )
        self._cache.drop((restaurant_id, visit_id))
        return closed

    async def require_open(self, restaurant_id: str, visit_id: str) -> Visit:
        """The visit, from memory if possible. Raises VisitClosed when it is over."""
        visit = await self._cache.get((restaurant_id, visit_id))
        if not visit.is_open(self._clock.now()):
            raise VisitClosed(visit_id)
        return visit

    async def require_party(self, restaurant_id: str, visit_id: str, guest_id: str) -> Visit:
        """The open visit with the guest in it, if one is named. Raises VisitClosed."""
        visit = await self.require_open(restaurant_id, visit_id)
        if guest_id and visit.guest(guest_id) is None:
            # The guest has joined just now, and what is remembered is older.
            self._cache.drop((restaurant_id, visit_id))
            visit = await self.require_open(restaurant_id, visit_id)
        return visit

    def token_expiry(self) -> datetime:
        """Until when a token that is made now may live."""
        return self._clock.now() + TOKEN_LIFE

    async def _load(self, key: tuple[str, str]) -> Visit:
        return await self.get(*key)

    async def _seated(self, table: Table, guest: Guest | None) -> Visit:
        visits = self._visits(table.restaurant_id)
        for attempt in range(ATTEMPTS):
            now = self._clock.now()
            visit = await visits.open_at(table.id)
            if visit is None:
                fresh = self._opened(table, guest, now)
                if await visits.insert(fresh):
                    return fresh
            elif not visit.is_open(now):
                await visits.replace(visit.at(now), visit.version)
            elif guest is None or visit.guest_of(guest.request_id):
                return visit
            elif await visits.replace(joined := visit.join(guest), visit.version):
                return joined
            await step_aside(attempt)
        raise VisitClosed(table.id)

    def _opened(self, table: Table, guest: Guest | None, now: datetime) -> Visit:
        guests = (guest,) if guest else ()
        return opened(new_id("vis"), table.restaurant_id, (table.id, table.name), guests, now)
