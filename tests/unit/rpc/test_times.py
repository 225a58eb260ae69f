"""Times on the wire are times of a calendar."""

from datetime import UTC, datetime

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from here2order.catalog.v1.menu_service_pb2 import MarkSoldOutRequest
from hypothesis import given
from hypothesis import strategies as st

from server.clock import to_millis
from server.errors import InvalidFields
from server.rpc.times import from_timestamp, to_timestamp


def _read(request: MarkSoldOutRequest) -> datetime | None:
    return from_timestamp(request, "until_time", "until_time")


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_comes_back_to_the_millisecond(moment: datetime) -> None:
    assert _read(MarkSoldOutRequest(until_time=to_timestamp(moment))) == to_millis(moment)


def test_no_time_is_none() -> None:
    assert _read(MarkSoldOutRequest()) is None
    assert to_timestamp(None) is None


@pytest.mark.parametrize(
    "wrong", [Timestamp(seconds=10**15), Timestamp(seconds=-(10**15)), Timestamp(nanos=-1)]
)
def test_a_time_of_no_calendar_is_refused(wrong: Timestamp) -> None:
    with pytest.raises(InvalidFields, match="until_time"):
        _read(MarkSoldOutRequest(until_time=wrong))
