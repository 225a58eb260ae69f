"""What notifications are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from server.clock import Clock
from server.config import Settings
from server.live import Live
from server.notifications.contacts import repository as contact_documents
from server.notifications.contacts.service import ContactService
from server.notifications.contacts.servicer import ContactServicer
from server.notifications.messages import repository as message_documents
from server.notifications.messages.service import MessageService
from server.notifications.messages.servicer import MessageServicer
from server.notifications.messages.streams import MessageStreams
from server.notifications.opt_outs import repository as opt_out_documents
from server.notifications.opt_outs.repository import OptOuts
from server.notifications.presence import repository as presence_documents
from server.notifications.presence.attendance import Attendance
from server.notifications.twilio.account import callback_url
from server.notifications.twilio.events import TwilioEvents
from server.notifications.twilio.servicer import TwilioWebhookServicer
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from server.storage.inbox import Inbox

#: Where they keep their documents.
DOCUMENTS: tuple[ModuleType, ...] = (
    contact_documents,
    opt_out_documents,
    message_documents,
    presence_documents,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """The services of notifications. What sends is the workflows' matter."""

    contacts: ContactService
    messages: MessageService
    twilio_events: TwilioEvents
    #: Who looks at a live page; the streams say so.
    attendance: Attendance

    def servicers(self, live: Live) -> Mapping[str, object]:
        """By the services' names without their package."""
        streams = MessageStreams(self.messages, live)
        return {
            "ContactService": ContactServicer(self.contacts),
            "MessageService": MessageServicer(self.messages, streams),
            "TwilioWebhookService": TwilioWebhookServicer(self.twilio_events),
        }


def build_notifications(
    *, settings: Settings, database: Database, feed: ChangeFeed, clock: Clock, inbox: Inbox
) -> Notifications:
    """`inbox` keeps what Twilio tells."""
    return Notifications(
        contacts=ContactService(database, clock),
        messages=MessageService(database, clock),
        twilio_events=TwilioEvents(
            inbox,
            OptOuts(database),
            clock,
            token=settings.twilio_auth_token,
            url=callback_url(settings.public_url),
        ),
        attendance=Attendance(database, feed, clock),
    )
