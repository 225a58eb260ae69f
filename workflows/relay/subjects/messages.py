"""Messages to guests: each is sent, and its fate is followed."""

from collections.abc import Iterable, Sequence

from pymongo import IndexModel
from temporalio.client import Client

from server.notifications.messages.documents import from_document
from server.notifications.messages.domain import Message, MessageState
from server.notifications.messages.repository import (
    COLLECTION,
    INDEXES,
    open_messages_everywhere,
)
from server.storage.client import Database, Document
from server.storage.snapshot import Snapshot
from workflows.message.messages import MessageName, MessageNews
from workflows.names import MESSAGE_WORKFLOW, MESSAGES_QUEUE, NEWS, message_workflow_id
from workflows.relay.handover import Start, start, tell_each

#: Reminding is no hurry.
_REMINDERS_AT_ONCE = 4


class MessageWorkflows:
    """The workflows of messages, as the relay sees them."""

    collection: str = COLLECTION
    indexes: Sequence[IndexModel] = INDEXES
    touched: str = "update_time"

    def __init__(self, client: Client) -> None:
        """`client` is connected, or will be."""
        self._client = client

    def open_everywhere(self, database: Database) -> Snapshot:
        """All that somebody has still to see to."""
        return open_messages_everywhere(database)

    def read(self, document: Document, *, fresh: bool) -> Message | None:
        """The message, if it was just made, or is to be sent once more."""
        message = from_document(document)
        return message if not fresh or is_news(message) else None

    async def tell(self, items: Iterable[Message]) -> None:
        """Starts the workflow of each; one that was about to end hears of a change."""
        await tell_each({message.id: message for message in items}, self._tell)

    async def remind(self, items: Iterable[Message]) -> None:
        """Starts those that are gone."""
        latest = {message.id: message for message in items}
        await tell_each(latest, self._remind, at_once=_REMINDERS_AT_ONCE)

    async def _tell(self, message: Message) -> None:
        await self._start(message, changed=message.version > 1)

    async def _remind(self, message: Message) -> None:
        await self._start(message, changed=False)

    async def _start(self, message: Message, *, changed: bool) -> None:
        begin = Start(
            workflow=MESSAGE_WORKFLOW,
            id=message_workflow_id(message.id),
            queue=MESSAGES_QUEUE,
            argument=MessageName(message.id),
            signal=(NEWS, MessageNews("changed")) if changed else None,
            again=True,
        )
        await start(self._client, begin)


def is_news(message: Message) -> bool:
    """Whether its last change was made by somebody else than its workflow."""
    untouched = not message.tries() and message.asked is None
    return message.state is MessageState.WAITING and untouched
