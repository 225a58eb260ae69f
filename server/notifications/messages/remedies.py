"""What follows an error: another try, a template, another channel, or nothing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from server.notifications.contacts.domain import Channel
from server.notifications.messages.domain import Attempt, Message, MessageState
from server.notifications.messages.schedule import retry_time
from server.notifications.twilio.answers import FAILURES
from server.notifications.twilio.errors import Remedy, remedy_of


def after_error(message: Message, failed: Attempt, now: datetime) -> Message:
    """The message, whose last attempt has just failed, with what is done about it."""
    match _remedy(failed):
        case Remedy.LATER:
            return _later(message, now)
        case Remedy.TEMPLATE if not failed.template:
            return _waiting(message, now, template=True)
        case Remedy.OPTED_OUT:
            return opted_out(message, now)
        case Remedy.NOTHING:
            return _failed(message)
        case _:
            return _by_another_channel(message, now)


def opted_out(message: Message, now: datetime) -> Message:
    """Nothing more is said to this number."""
    return replace(
        message,
        version=message.version + 1,
        update_time=max(now, message.update_time),
        state=MessageState.OPTED_OUT,
        due_time=None,
    )


def _remedy(failed: Attempt) -> Remedy:
    # Twilio sometimes reports a failure without a code. That is not the same as not being reached.
    if failed.status in FAILURES and not failed.error_code:
        return Remedy.OTHER_CHANNEL
    return remedy_of(failed.error_code)


def _later(message: Message, now: datetime) -> Message:
    failures = [
        one
        for one in message.tries()
        if one.channel is message.channel and _remedy(one) is Remedy.LATER
    ]
    time = retry_time(len(failures), now)
    if time is None or time >= message.worthless_time:
        return _by_another_channel(message, now)
    return _waiting(message, time)


def _by_another_channel(message: Message, now: datetime) -> Message:
    if message.channel is not Channel.WHATSAPP:
        return _failed(message)
    return _waiting(message, now, channel=Channel.SMS, template=False)


def _waiting(message: Message, time: datetime, **changes: Any) -> Message:
    return replace(message, state=MessageState.WAITING, due_time=time, **changes)


def _failed(message: Message) -> Message:
    return replace(message, state=MessageState.FAILED, due_time=None)
