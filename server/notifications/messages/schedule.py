"""When a message is tried again, searched for, and asked after."""

from datetime import datetime, timedelta

#: After an error that passes: the pauses before the next tries by the same channel.
RETRY_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
)
#: After an answer that did not come: what Twilio took then can be found by now.
SETTLED = timedelta(seconds=20)
#: Callbacks may get lost: so long after it was sent Twilio is asked what became of it.
_LOOK_AFTER = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
)


def next_look(sent: datetime, now: datetime) -> datetime | None:
    """When to ask next what became of it; None: it is not worth asking any more."""
    looks = (sent + after for after in _LOOK_AFTER)
    return next((look for look in looks if look > now), None)


def retry_time(failures: int, now: datetime) -> datetime | None:
    """When to try again after the so-manieth failure, counted from 1; None: not any more."""
    return now + RETRY_AFTER[failures - 1] if failures <= len(RETRY_AFTER) else None
