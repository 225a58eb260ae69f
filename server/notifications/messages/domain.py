"""A message: something that one guest is told, and what has become of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.notifications.contacts.domain import Channel
from server.origin import Origin


class MessageKind(StrEnum):
    """What it is about. The names are the contract's."""

    ORDER_ACCEPTED = "ORDER_ACCEPTED"
    ORDER_READY = "ORDER_READY"
    ORDER_ENDED = "ORDER_ENDED"
    PAYMENT_PAID = "PAYMENT_PAID"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    REFUND_DONE = "REFUND_DONE"


class MessageState(StrEnum):
    """What has become of it. The names are the contract's."""

    WAITING = "WAITING"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    READ = "READ"
    FAILED = "FAILED"
    NOT_NEEDED = "NOT_NEEDED"
    OPTED_OUT = "OPTED_OUT"


#: After so long a guest is not told any more what was of interest then.
_WORTH: dict[MessageKind, timedelta] = {
    MessageKind.ORDER_ACCEPTED: timedelta(minutes=30),
    MessageKind.ORDER_READY: timedelta(minutes=45),
    MessageKind.ORDER_ENDED: timedelta(hours=2),
}
_WORTH_OF_MONEY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One time that Twilio was asked, and what it said."""

    channel: Channel
    #: A template that WhatsApp has approved, instead of free text.
    template: bool = False
    #: Twilio's id; "" if it took none.
    sid: str
    #: Twilio's word, or "refused".
    status: str
    #: Twilio's; 0 is none.
    error_code: int = 0
    time: datetime
    #: How often staff had sent the message once more by then.
    round: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What Twilio is being asked. While it stands, nobody knows whether Twilio took it."""

    channel: Channel
    template: bool
    #: To whom, in E.164; gone as soon as the answer is known.
    phone: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said. The variables are the text's own, in its order."""

    #: Of the table of texts: a kind, or one of its variants.
    text_key: str
    #: One in which there is a text.
    language: str
    variables: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something that one guest is told."""

    id: str
    restaurant_id: str
    visit_id: str
    table_name: str
    guest_id: str
    kind: MessageKind
    #: The order's or the payment's id.
    subject_id: str
    content: Content
    masked_phone: str
    state: MessageState = MessageState.WAITING
    #: The guest's wish.
    wish: Channel
    #: By which it goes next, or went last.
    channel: Channel
    #: It goes as an approved template next, or went so.
    template: bool = False
    attempts: tuple[Attempt, ...] = ()
    asked: Asked | None = None
    #: When somebody has to look at it again; None if it has ended.
    due_time: datetime | None
    #: When it is not worth telling any more.
    worthless_time: datetime
    #: Why it was not told, where no attempt says so.
    end_text: str = ""
    #: How often the guest may have been told twice: it was sent again although nobody can be sure
    #: that it had not been sent.
    doubtful: int = 0
    #: How often staff have sent it once more, and by which requests.
    round: int = 0
    resends: tuple[Origin, ...] = ()
    create_time: datetime
    update_time: datetime
    version: int = 1

    def tries(self) -> tuple[Attempt, ...]:
        """The attempts since it was last sent by hand."""
        return tuple(one for one in self.attempts if one.round == self.round)


def worth(kind: MessageKind) -> timedelta:
    """For how long it is worth telling."""
    return _WORTH.get(kind, _WORTH_OF_MONEY)
