"""People who come for the first time: Clerk's events are not guaranteed, so it is asked."""

from collections import OrderedDict

from server.identity.people.repository import PersonRepository
from server.storage.client import Database
from server.storage.inbox import Concern, Inbox, Subject, Vendor

_MOST_REMEMBERED = 20_000


class Arrivals:
    """Notices who is not known yet."""

    def __init__(self, database: Database, inbox: Inbox, *, noticing: bool) -> None:
        """Without `noticing`, nobody is asked about: there is no key to ask Clerk with."""
        self._people = PersonRepository(database)
        self._inbox = inbox
        self._noticing = noticing
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def seen(self, user_id: str) -> None:
        """They have signed in. What it costs, it costs once: a look, and a note if need be."""
        if not self._noticing or user_id in self._seen:
            return
        if not (await self._people.get(user_id)).version:
            # As if Clerk had told, and once for all processes: the note has the person's own id.
            concern = Concern(Subject.PERSON, user_id)
            await self._inbox.keep(Vendor.CLERK, f"seen:{user_id}", "user.seen", b"", concern)
        self._seen[user_id] = None
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen.popitem(last=False)
