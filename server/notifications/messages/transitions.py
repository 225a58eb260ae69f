"""What can happen to a message, and what follows. Pure, and harmless when it has happened already.

Twilio's creating is not idempotent. So a message first says that Twilio is being asked (`asked`),
and only a clear answer, or a search at Twilio, takes that back.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from server.errors import DomainError, Reason
from server.notifications.contacts.domain import Channel
from server.notifications.messages.domain import Asked, Attempt, Message, MessageState
from server.notifications.messages.remedies import after_error, opted_out
from server.notifications.messages.schedule import SETTLED, next_look
from server.notifications.twilio.answers import DELIVERIES, FAILURES, Seen, rank
from server.origin import Origin

_S = MessageState
REFUSED = "refused"
#: What may be sent once more by hand.
_MAY_BE_RESENT = frozenset({_S.FAILED, _S.NOT_NEEDED})


class MessageStateForbids(DomainError):
    """The message has come too far, or not far enough."""

    reason = Reason.MESSAGE_STATE

    def __init__(self, state: MessageState, action: str) -> None:
        """The state it is in, and what was asked."""
        super().__init__(
            f"a message that is {state} cannot be sent once more",
            metadata={"state": state.value, "action": action},
        )


def ask(message: Message, phone: str, now: datetime) -> Message:
    """Twilio is going to be asked; whoever finds it so later has to find out what it answered."""
    asked = Asked(channel=message.channel, template=message.template, phone=phone, time=now)
    return _changed(message, now, asked=asked, due_time=now + SETTLED)


def taken(message: Message, seen: Seen, now: datetime) -> Message:
    """Twilio has it, under this id: it said so, or was found to have it.

    Also one that had been searched for in vain, and turns up after all.
    """
    if any(one.sid == seen.sid for one in message.attempts):
        return message
    asked = message.asked or Asked(
        channel=message.channel, template=message.template, phone="", time=now
    )
    attempt = _attempt(message, asked, sid=seen.sid, status="queued", code=0)
    changes: dict[str, Any] = {"asked": None, "attempts": (*message.attempts, attempt)}
    if message.asked or message.state is _S.WAITING:
        changes |= {"state": _S.SENT, "due_time": next_look(attempt.time, now)}
    return _heard(_changed(message, now, **changes), seen, now)


def refused(message: Message, code: int, now: datetime) -> Message:
    """Twilio took nothing."""
    if message.asked is None:
        return message
    attempt = _attempt(message, message.asked, sid="", status=REFUSED, code=code)
    attempts = (*message.attempts, attempt)
    return after_error(_changed(message, now, asked=None, attempts=attempts), attempt, now)


def unclear(message: Message, now: datetime) -> Message:
    """No answer, or none that says anything: to be searched for when things have settled."""
    if message.asked is None:
        return message
    # How long to wait grows with how long nobody could be asked.
    waited = now - message.asked.time
    return _changed(message, now, due_time=now + max(SETTLED, min(waited, timedelta(minutes=5))))


def not_taken(message: Message, now: datetime) -> Message:
    """Twilio was searched, and does not have it: it may go again. Nobody can be quite sure."""
    if message.asked is None:
        return message
    return _changed(message, now, asked=None, doubtful=message.doubtful + 1, due_time=now)


def seen(message: Message, news: Iterable[Seen], now: datetime) -> Message:
    """What Twilio says about its messages. What is known already changes nothing."""
    for one in news:
        known = any(attempt.sid == one.sid for attempt in message.attempts)
        # An answer that was lost: Twilio calls back about what it took.
        message = _heard(message, one, now) if known else taken(message, one, now)
    return message


def looked(message: Message, now: datetime) -> Message:
    """Twilio was asked where it stands; next time later, and at last not any more."""
    if message.state is not _S.SENT:
        return message
    return _changed(message, now, due_time=next_look(message.attempts[-1].time, now))


def not_needed(message: Message, now: datetime) -> Message:
    """The guest looks at the live page."""
    return _changed(message, now, state=_S.NOT_NEEDED, due_time=None)


def not_wanted(message: Message, now: datetime) -> Message:
    """The number has opted out, or the guest has taken the wish back."""
    return opted_out(message, now)


def given_up(message: Message, text: str, now: datetime) -> Message:
    """It was not told; `text` says why, for people."""
    return _changed(message, now, state=_S.FAILED, asked=None, due_time=None, end_text=text)


def resend(
    message: Message, origin: Origin, wish: Channel, masked_phone: str, now: datetime
) -> Message:
    """Once more from the first channel on. Raises MessageStateForbids."""
    if message.state not in _MAY_BE_RESENT:
        raise MessageStateForbids(message.state, "resend")
    worth = message.worthless_time - message.create_time
    return _changed(
        message,
        now,
        state=_S.WAITING,
        wish=wish,
        channel=wish,
        masked_phone=masked_phone,
        template=False,
        due_time=now,
        worthless_time=now + worth,
        end_text="",
        round=message.round + 1,
        resends=(*message.resends, origin),
    )


def _heard(message: Message, one: Seen, now: datetime) -> Message:
    index = next(i for i, attempt in enumerate(message.attempts) if attempt.sid == one.sid)
    before = message.attempts[index]
    if rank(one.status) <= rank(before.status):
        return message
    after = replace(before, status=one.status, error_code=one.error_code)
    attempts = (*message.attempts[:index], after, *message.attempts[index + 1 :])
    changed = _changed(message, now, attempts=attempts)
    if one.status in DELIVERIES or one.status == "read":
        return _arrived(changed, one.status)
    is_last = index == len(attempts) - 1 and message.asked is None
    if one.status in FAILURES and is_last and message.state is _S.SENT:
        return after_error(changed, after, now)
    return changed


def _arrived(message: Message, status: str) -> Message:
    # While Twilio is being asked to send it again, the answer is waited for all the same.
    state = _S.READ if status == "read" else _S.DELIVERED
    if message.state is _S.READ:
        return message
    return replace(message, state=state, due_time=message.due_time if message.asked else None)


def _attempt(message: Message, asked: Asked, *, sid: str, status: str, code: int) -> Attempt:
    return Attempt(
        channel=asked.channel,
        template=asked.template,
        sid=sid,
        status=status,
        error_code=code,
        time=asked.time,
        round=message.round,
    )


def _changed(message: Message, now: datetime, **changes: Any) -> Message:
    later = max(now, message.update_time)
    return replace(message, version=message.version + 1, update_time=later, **changes)
