"""What time it is for an activity: by the clock that its workflow waits by."""

from datetime import datetime

from temporalio import activity


def moment(asked: datetime | None) -> datetime:
    """When this attempt began, and not before the workflow asked for it: attempts go on for days.

    `asked` None: an earlier build asked, and did not say when.
    """
    started = activity.info().started_time
    return started if asked is None else max(asked, started)
