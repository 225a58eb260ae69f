"""Messages for workflows to see through: a guest with a phone, Twilio's sandbox, and fast time."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from sandbox.twilio import RunningTwilio, start
from server.clock import Clock, SystemClock
from server.notifications.contacts.domain import Channel, Contact
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages.domain import Message, MessageState
from server.notifications.messages.repository import MessageRepository
from server.notifications.messages.service import MessageService
from server.notifications.opt_outs.repository import OptOuts
from server.notifications.presence.repository import Presence
from server.notifications.twilio.account import callback_url
from server.notifications.twilio.events import TwilioEvents
from server.notifications.twilio.gateway import TwilioGateway
from server.notifications.twilio.templates import make_templates
from server.origin import Origin
from server.storage.client import Database
from server.storage.inbox import Inbox
from tests.support.app import PUBLIC_URL
from tests.support.house import Seat
from tests.support.messages import a_message
from tests.support.twilio import account_at, door
from tests.workflows.quiet import Quiet, overheard
from tests.workflows.relays import at_work
from tests.workflows.waiting import until
from workflows.message.messages import MessageProgress
from workflows.message.worker import message_worker
from workflows.message.workflow import MessageWorkflow
from workflows.names import message_workflow_id
from workflows.relay.relay import Relay
from workflows.relay.subjects.events import EventWorkflows
from workflows.relay.subjects.messages import MessageWorkflows
from workflows.worker import How, Site

RESTAURANT = "rst_here"
#: Long enough for this machine, short enough for a test.
_TIMEOUT_SECONDS = 0.5
#: So much time passes at once; whatever is due in it happens on its way.
_STEP_SECONDS = 600

Handle = WorkflowHandle[MessageWorkflow, MessageProgress]


@dataclass(frozen=True, slots=True)
class Post:
    """A restaurant's guests, their phones, and what is on its way to them."""

    environment: WorkflowEnvironment
    database: Database
    twilio: RunningTwilio
    clock: Clock
    #: Of those who work for it.
    quiet: Quiet

    @property
    def opt_outs(self) -> OptOuts:
        """Who wants to hear nothing."""
        return OptOuts(self.database)

    @property
    def presence(self) -> Presence:
        """Who looks at a page."""
        return Presence(self.database)

    async def guest(self, channel: Channel = Channel.SMS, phone: str = "") -> Contact:
        """Somebody at table 1 who wants to be told."""
        contact = Contact(
            guest_id=f"gst_{secrets.token_hex(6)}",
            restaurant_id=RESTAURANT,
            visit_id="vis_1",
            phone=phone or f"+9198{secrets.randbelow(10**8):08}",
            channel=channel,
            language="en",
            update_time=self.clock.now(),
        )
        await ContactRepository(self.database, RESTAURANT).put(contact)
        return contact

    async def tell(self, guest: Contact, **changes: Any) -> Message:
        """The guest's order is ready; the relay starts the message's workflow."""
        wish = {"wish": guest.channel, "channel": guest.channel}
        fields = wish | {"state": MessageState.WAITING, "due_time": self.clock.now()} | changes
        message = a_message(RESTAURANT, Seat(guest.guest_id, "vis_1", ""), **fields)
        assert await MessageRepository(self.database, RESTAURANT).insert_once(message)
        await self.workflows.tell([message])
        return message

    async def resend(self, message: Message) -> Message:
        """Staff send it once more, and the relay tells the workflow."""
        request_id = secrets.token_hex(8)
        origin, service = (
            Origin("user:1", request_id, "h"),
            MessageService(self.database, self.clock),
        )
        again = await service.resend(RESTAURANT, message.id, origin, 0)
        await self.workflows.tell([again])
        return again

    async def get(self, message: Message) -> Message:
        """As it is now."""
        return await MessageRepository(self.database, RESTAURANT).get(message.id)

    async def end(self, message: Message) -> Message:
        """Time passes until its workflow has nothing more to do."""
        while await self._runs(message):
            await self.quiet.comes()
            await self.environment.sleep(_STEP_SECONDS)
        await self.workflow(message).result()
        return await self.get(message)

    async def _runs(self, message: Message) -> bool:
        described = await self.workflow(message).describe()
        return described.status is WorkflowExecutionStatus.RUNNING

    async def told(self, guest: Contact, **changes: Any) -> Message:
        """The guest is told, and what becomes of it is waited for."""
        return await self.end(await self.tell(guest, **changes))

    async def until(self, message: Message, state: MessageState) -> None:
        """Returns when the message has got there, in the machine's own time."""

        async def is_there() -> bool:
            return (await self.get(message)).state is state

        await until(is_there)

    def workflow(self, message: Message) -> Handle:
        """The one that sees it through."""
        return self.environment.client.get_workflow_handle_for(
            MessageWorkflow.run, message_workflow_id(message.id)
        )

    @property
    def workflows(self) -> MessageWorkflows:
        """As the relay sees them."""
        return MessageWorkflows(self.environment.client)


@asynccontextmanager
async def a_post(
    environment: WorkflowEnvironment, database: Database, folder: Path
) -> AsyncIterator[Post]:
    """Workflows, the sandbox's phones, and Twilio's calls handed on to the workflows."""
    clock, quiet = SystemClock(), Quiet()
    client = overheard(environment.client, quiet)
    async with _twilio(database, folder, clock) as twilio:
        gateway = TwilioGateway(account_at(twilio), timeout_seconds=_TIMEOUT_SECONDS)
        site, how = Site(client=client, database=database, clock=clock), How(grace_seconds=1)
        events = Relay(database, EventWorkflows(client, database), clock)
        try:
            async with message_worker(site, gateway, how), at_work(events):
                yield Post(environment, database, twilio, clock, quiet)
        finally:
            await gateway.close()


@asynccontextmanager
async def _twilio(database: Database, folder: Path, clock: Clock) -> AsyncIterator[RunningTwilio]:
    inbox, url, started = Inbox(database, clock), callback_url(PUBLIC_URL), list[RunningTwilio]()

    async def receive(body: bytes, signature: str, message_id: str) -> None:
        token = started[0].account.auth_token
        events = TwilioEvents(inbox, OptOuts(database), clock, token=token, url=url)
        await events.receive(body, signature, message_id)

    async with door(receive) as origin:
        started.append(await start(folder, callback_url=url, deliver_to=origin))
        await make_templates(account_at(started[0]))
        try:
            yield started[0]
        finally:
            await started[0].close()
