"""What goes into the message's workflow and comes out of it.

All of it stands in histories: fields may be added, with a default, and never change their meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MessageName:
    """Which message: what its workflow is started with. Twilio knows no restaurants."""

    message_id: str


@dataclass(frozen=True, slots=True)
class MessageNews:
    """Content of the signal NEWS: what Twilio has told, or that the document was changed."""

    #: The kind of event, or what happened to our own document.
    kind: str
    #: Of what Twilio told: "sid", "status" and "error_code"; see
    #: server/notifications/twilio/events.py. Empty: only look again.
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLook:
    """What one look at the message is done with."""

    name: MessageName
    #: What Twilio has told since the last one, oldest first.
    told: tuple[MessageNews, ...] = ()
    #: The workflow's clock, should it be ahead; UTC.
    now: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageProgress:
    """How far a message is."""

    #: The domain's word for it, for people who read histories.
    state: str
    #: When to look again, in UTC; None: it has ended.
    due_time: datetime | None
    #: Of the document.
    version: int
