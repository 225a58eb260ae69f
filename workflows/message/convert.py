"""Domain → what the message's workflow knows, and back."""

from server.notifications.messages.domain import Message
from server.notifications.twilio.answers import Seen
from workflows.message.messages import MessageNews, MessageProgress


def progress_of(message: Message) -> MessageProgress:
    """How far the message is."""
    return MessageProgress(
        state=message.state.value, due_time=message.due_time, version=message.version
    )


def seen_in(news: MessageNews) -> Seen | None:
    """What Twilio has told; None if there is nothing in it."""
    facts = news.facts
    if not facts.get("sid"):
        return None
    return Seen(facts["sid"], facts["status"], int(facts.get("error_code") or 0))
