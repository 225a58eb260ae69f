"""The worker for messages to guests."""

from temporalio.worker import Worker

from server.notifications.messages.telling import Telling
from server.notifications.twilio.gateway import TwilioGateway
from workflows.message.activities import MessageActivities
from workflows.message.workflow import MessageWorkflow
from workflows.names import MESSAGES_QUEUE
from workflows.worker import How, Site, worker


def message_worker(site: Site, gateway: TwilioGateway | None, how: How) -> Worker:
    """For everything at Twilio; `async with` runs it. Without a gateway nobody is told anything."""
    activities = MessageActivities(Telling(site.database, site.clock, gateway))
    return worker(
        site.client,
        MESSAGES_QUEUE,
        workflows=[MessageWorkflow],
        activities=[activities.look],
        how=how,
    )
