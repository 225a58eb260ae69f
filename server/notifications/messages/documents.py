"""Messages as documents."""

from typing import Any

from server.notifications.contacts.domain import Channel
from server.notifications.messages.domain import (
    Asked,
    Attempt,
    Content,
    Message,
    MessageKind,
    MessageState,
)
from server.origin import Origin
from server.storage.client import Document

_PLAIN = (
    "restaurant_id",
    "visit_id",
    "table_name",
    "guest_id",
    "subject_id",
    "masked_phone",
    "template",
    "due_time",
    "worthless_time",
    "end_text",
    "doubtful",
    "round",
    "create_time",
    "update_time",
    "version",
)


def to_document(message: Message) -> Document:
    """As it is stored."""
    content = message.content
    return {
        "_id": message.id,
        **{name: getattr(message, name) for name in _PLAIN},
        "kind": message.kind.value,
        "state": message.state.value,
        # The relay tells of these: somebody has still to look at them.
        "open": message.due_time is not None,
        "wish": message.wish.value,
        "channel": message.channel.value,
        # Not "content": the change feed leaves that out, for the sake of menus.
        "said": {
            "text_key": content.text_key,
            "language": content.language,
            "variables": list(content.variables),
            "text": content.text,
        },
        "attempts": [_attempt_to_document(one) for one in message.attempts],
        "asked": _asked_to_document(message.asked) if message.asked else None,
        "resends": [_resend_to_document(origin) for origin in message.resends],
    }


def from_document(document: Document) -> Message:
    """From what is stored."""
    fields: dict[str, Any] = {name: document[name] for name in _PLAIN}
    content = document["said"]
    return Message(
        id=document["_id"],
        kind=MessageKind(document["kind"]),
        state=MessageState(document["state"]),
        wish=Channel(document["wish"]),
        channel=Channel(document["channel"]),
        content=Content(**(content | {"variables": tuple(content["variables"])})),
        attempts=tuple(_attempt_from_document(one) for one in document["attempts"]),
        asked=_asked_from_document(document["asked"]),
        resends=tuple(Origin(**one) for one in document["resends"]),
        **fields,
    )


def _attempt_to_document(attempt: Attempt) -> Document:
    return {
        "channel": attempt.channel.value,
        "template": attempt.template,
        "sid": attempt.sid,
        "status": attempt.status,
        "error_code": attempt.error_code,
        "time": attempt.time,
        "round": attempt.round,
    }


def _attempt_from_document(document: Document) -> Attempt:
    return Attempt(**(document | {"channel": Channel(document["channel"])}))


def _asked_to_document(asked: Asked) -> Document:
    return {
        "channel": asked.channel.value,
        "template": asked.template,
        "phone": asked.phone,
        "time": asked.time,
    }


def _asked_from_document(document: Document | None) -> Asked | None:
    if document is None:
        return None
    return Asked(**(document | {"channel": Channel(document["channel"])}))


def _resend_to_document(origin: Origin) -> Document:
    return {
        "caller": origin.caller,
        "request_id": origin.request_id,
        "content_hash": origin.content_hash,
    }
