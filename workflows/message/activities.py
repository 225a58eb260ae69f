"""What the message's workflow does: one thing, again and again. Harmless when done twice."""

from temporalio import activity

from server.notifications.messages.telling import Telling
from server.storage.client import bounded
from workflows.message.convert import progress_of, seen_in
from workflows.message.messages import MessageLook, MessageProgress
from workflows.names import LOOK_AT_MESSAGE

_SECONDS = 25


class MessageActivities:
    """On the spot, as workflows/steps.py does it."""

    def __init__(self, telling: Telling) -> None:
        """`telling` knows the messages of all restaurants."""
        self._telling = telling

    @activity.defn(name=LOOK_AT_MESSAGE)
    async def look(self, look: MessageLook) -> MessageProgress:
        """Sees what is due, and does it. Raises NotFound."""
        told = [seen for seen in map(seen_in, look.told) if seen]
        with bounded(_SECONDS):
            message = await self._telling.look(look.name.message_id, told, look.now)
        return progress_of(message)
