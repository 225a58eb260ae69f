"""WatchMessages: the messages of the last day, then every change."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from here2order.notifications.v1 import message_service_pb2 as pb

from server.live import Live
from server.notifications.messages.convert import message_to_proto
from server.notifications.messages.documents import from_document
from server.notifications.messages.domain import Message
from server.notifications.messages.repository import COLLECTION
from server.notifications.messages.service import MessageService
from server.rpc.call import Call
from server.rpc.pulse import Beats
from server.rpc.watch import View
from server.storage.cursor import Position
from server.storage.events import Change
from server.storage.snapshot import Snapshot

_SHOWN_FOR = timedelta(days=1)


class MessageStreams:
    """The staff's stream of a restaurant's messages."""

    def __init__(self, messages: MessageService, live: Live) -> None:
        """`live` is what every stream needs."""
        self._messages = messages
        self._live = live
        self._beat = Beats(pb.WatchMessagesResponse, live.clock)

    async def of_restaurant(self, call: Call, cursor: str) -> None:
        """All messages of the restaurant."""
        restaurant_id, standing = call.restaurant_id, self._live.standing

        def snapshot() -> AsyncIterator[tuple[bytes, Position]]:
            since = self._messages.now() - _SHOWN_FOR
            return _parts(self._messages.of(restaurant_id).snapshot_since(since))

        view = View(
            topics=frozenset({("messages", restaurant_id)}),
            snapshot=snapshot,
            encode=_change,
            form=MessageStreams,
            beat=self._beat,
            admit=standing.watcher(call),
        )
        await self._live.watches.run(call, view, cursor)


def _change(change: Change) -> bytes | None:
    """The message as it is now."""
    document = change.document
    if change.collection != COLLECTION or document is None:
        return None
    message = message_to_proto(from_document(document))
    return _bytes(cursor=change.cursor, message=message)


async def _parts(snapshot: Snapshot) -> AsyncIterator[tuple[bytes, Position]]:
    """A snapshot as messages; only the last gets a cursor."""
    held: list[Message] | None = None
    async for batch in snapshot.batches():
        if held is not None:
            yield _part(held, ""), Position()
        held = [from_document(document) for document in batch]
    yield _part(held or [], snapshot.position.encode()), snapshot.position


def _part(messages: list[Message], cursor: str) -> bytes:
    part = pb.MessageSnapshot(messages=map(message_to_proto, messages), more=not cursor)
    return _bytes(cursor=cursor, snapshot=part)


def _bytes(**fields: Any) -> bytes:
    return pb.WatchMessagesResponse(**fields).SerializeToString()
