"""What guests are told, as the staff follow it."""

from collections.abc import AsyncIterable

from here2order.notifications.v1.message_pb2 import Message, MessageKind, MessageState
from here2order.notifications.v1.message_service_pb2 import (
    WatchMessagesRequest,
    WatchMessagesResponse,
)

from sandbox.dinner import money_words
from sandbox.dinner.parties.books import Book
from sandbox.dinner.parties.live import Live
from sandbox.dinner.parties.party import Party


class Post:
    """The messages to the guests of one visit."""

    def __init__(self, party: Party, restaurant_id: str) -> None:
        """`party` is one of the staff."""
        self._party = party
        self._restaurant_id = restaurant_id
        self._visit_id = ""
        self.book: Book[Message] = Book("message", self._news)
        self.watched = Live(f"{party.name}'s messages", self._watch, self._take)

    async def follow(self, visit_id: str) -> None:
        """Watches from now on."""
        self._visit_id = visit_id
        self.watched.connect()
        await self.watched.until(
            "the first messages", lambda: bool(self.book.cursor), lambda: "none"
        )

    async def sees(
        self, kind: MessageKind.ValueType, subject_id: str, state: MessageState.ValueType
    ) -> Message:
        """Waits until the message of that kind about that order or payment stands so."""

        def shown() -> Message:
            return next((it for it in self.book.held.values() if _is(it)), Message())

        def _is(message: Message) -> bool:
            return (message.kind, message.subject_id) == (kind, subject_id)

        await self.watched.until(
            f"a message that is {money_words.message_state(state)}",
            lambda: shown().state == state,
            lambda: money_words.message_state(shown().state),
        )
        return shown()

    def _watch(self) -> AsyncIterable[WatchMessagesResponse]:
        request = WatchMessagesRequest(restaurant_id=self._restaurant_id, cursor=self.book.cursor)
        return self._party.messages.WatchMessages(request, metadata=self._party.metadata)

    def _take(self, message: WatchMessagesResponse) -> None:
        self.book.take(message)

    def _news(self, before: Message | None, message: Message) -> None:
        if message.visit_id == self._visit_id:
            for news in money_words.message_news(before or Message(), message):
                self._party.sees(news)
