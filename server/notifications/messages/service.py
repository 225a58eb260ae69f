"""What staff do with messages: look at them, and send one once more."""

from datetime import datetime
from functools import partial

from server.clock import Clock
from server.errors import RequestIdReused
from server.notifications.contacts.domain import masked
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages import transitions
from server.notifications.messages.domain import Message, MessageState
from server.notifications.messages.repository import MessageRepository
from server.notifications.messages.transitions import MessageStateForbids
from server.origin import Origin
from server.storage.change import change
from server.storage.client import Database


class MessageService:
    """Messages, for the staff."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Over the messages of all restaurants; each call names its own."""
        self._messages = partial(MessageRepository, database)
        self._contacts = partial(ContactRepository, database)
        self._clock = clock

    def of(self, restaurant_id: str) -> MessageRepository:
        """The messages of one restaurant, for those who only read."""
        return self._messages(restaurant_id)

    def now(self) -> datetime:
        """The clock's time, by which messages were made."""
        return self._clock.now()

    async def resend(
        self, restaurant_id: str, message_id: str, origin: Origin, version: int
    ) -> Message:
        """Once more from the first channel on; the same request_id sends it once.

        Raises NotFound, MessageStateForbids, VersionMismatch, RequestIdReused.
        """
        messages, now = self.of(restaurant_id), self._clock.now()
        found = await messages.get(message_id)
        if _is_done(found, origin):
            return found
        contact = await self._contacts(restaurant_id).find(found.guest_id)
        if contact is None:
            # The guest has taken the wish back: there is no number to send it to.
            raise MessageStateForbids(MessageState.OPTED_OUT, "resend")

        def decide(message: Message) -> Message:
            if _is_done(message, origin):
                return message
            phone = masked(contact.phone)
            return transitions.resend(message, origin, contact.channel, phone, now)

        return await change(partial(messages.get, message_id), decide, messages.replace, version)


def _is_done(message: Message, origin: Origin) -> bool:
    """Whether this request has sent it before. Raises RequestIdReused."""
    for earlier in message.resends:
        if (earlier.caller, earlier.request_id) == (origin.caller, origin.request_id):
            if earlier.content_hash != origin.content_hash:
                raise RequestIdReused(origin.request_id)
            return True
    return False
