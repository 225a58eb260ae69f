"""What Twilio says, as facts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """Where one of Twilio's messages stands; also the answer to one that it took."""

    sid: str
    #: Twilio's word.
    status: str
    #: Twilio's; 0 is none.
    error_code: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """Twilio took nothing: it said so, or was not even reached."""

    #: Twilio's; 0 if it was not reached.
    code: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether Twilio took it: no answer came, or one that says nothing."""

    #: For people who read logs.
    why: str


Answer = Seen | Refused | Unclear

#: How far each of Twilio's words is. Callbacks come in any order: only a higher one is news.
#: What was delivered was delivered, whatever is said about it afterwards or was before.
RANKS = {
    "accepted": 1,
    "scheduled": 1,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "delivered": 5,
    "received": 5,
    "read": 6,
}
#: Nothing comes after these but, perhaps, the proof of the contrary.
FAILURES = frozenset({"undelivered", "failed", "canceled"})
DELIVERIES = frozenset({"delivered", "received"})


def rank(status: str) -> int:
    """How far it is; 0 for a word that we do not know."""
    return RANKS.get(status, 0)
