"""Under which day something is booked."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def business_date(moment: datetime, time_zone: str, closeout_hour: int) -> date:
    """The day of a restaurant to which a moment belongs.

    Its clocks decide: the local date, where everything before the closeout hour still belongs to
    the day before. `time_zone` is an IANA name; an hour that comes twice when the clocks are set
    back counts by what they show.
    """
    local = moment.astimezone(ZoneInfo(time_zone))
    today = local.date()
    return today - timedelta(days=1) if local.hour < closeout_hour else today
