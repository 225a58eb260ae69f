"""What the person's workflow does: asks Clerk, and writes down what it says."""

import logging

from temporalio import activity

from server.identity.people.clerk import ClerkUsers
from server.identity.people.commands import PeopleCommands
from server.storage.client import bounded
from workflows.names import LOOK_AT_PERSON
from workflows.person.messages import PersonLook

_log = logging.getLogger(__name__)


class PersonActivities:
    """Harmless when done twice, or too late."""

    def __init__(self, people: PeopleCommands, clerk: ClerkUsers | None) -> None:
        """Without `clerk` there is nobody to ask, and nothing is learnt."""
        self._people = people
        self._clerk = clerk

    @activity.defn(name=LOOK_AT_PERSON)
    async def look(self, look: PersonLook) -> str:
        """Tells, for people who read histories, what was found. Raises ClerkFailed."""
        if self._clerk is None:
            return "nobody asked"
        user_id = look.name.user_id
        profile = await self._clerk.find(user_id)
        with bounded():
            if profile is not None:
                await self._people.told(profile)
                return "told"
            if look.deletion_told:
                await self._people.erase(user_id)
                return "erased"
        # Asked with the key of another instance, everybody would be unknown: nobody is erased
        # unless Clerk has said so itself.
        _log.warning("Clerk knows no %s", user_id)
        return "unknown"
