"""What is kept: messages, templates, and what phones said last."""

from dataclasses import dataclass, field

#: On the phone, as far as anybody knows.
RECEIVED = frozenset({"delivered", "read"})


@dataclass(slots=True, kw_only=True)
class Message:
    """One message, out or in. Times are Unix seconds."""

    sid: str
    to: str
    from_: str
    body: str
    direction: str
    status: str
    date_created: float
    date_updated: float
    date_sent: float | None = None
    error_code: int | None = None
    messaging_service_sid: str | None = None
    status_callback: str = ""
    content_sid: str = ""
    #: The error it is going to fail with; 0: none.
    fate: int = 0
    #: Every status it had, in order.
    statuses: list[str] = field(default_factory=list)

    @property
    def is_whatsapp(self) -> bool:
        """By WhatsApp, and not by SMS."""
        return self.to.startswith("whatsapp:")

    @property
    def phone(self) -> str:
        """The guest's, in E.164."""
        address = self.from_ if self.direction == "inbound" else self.to
        return address.removeprefix("whatsapp:")


@dataclass(slots=True, kw_only=True)
class Content:
    """A template."""

    sid: str
    friendly_name: str
    language: str
    variables: dict[str, str]
    body: str
    #: WhatsApp's word about it.
    approval: str = "unsubmitted"
    date_created: float


@dataclass(slots=True, kw_only=True)
class Phone:
    """What a number has made known."""

    number: str
    opted_out: bool = False
    #: When it last wrote by WhatsApp: for a day after that, free text is allowed.
    wrote_time: float | None = None


Record = Message | Content | Phone


def key_of(record: Record) -> str:
    """Its own among those of its kind."""
    return record.number if isinstance(record, Phone) else record.sid
