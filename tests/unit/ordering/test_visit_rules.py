"""A party at a table: who belongs to it, and how long it lasts."""

from datetime import timedelta

import bson
import pytest
from bson.codec_options import CodecOptions

from server.ordering.visits.domain import IDLE, TOKEN_LIFE, Guest, VisitClosed, VisitState
from server.ordering.visits.repository import from_document, to_document
from tests.unit.ordering.builders import NOW, later, visit

_BEN = Guest("gst_2", "Ben", later(60), "scan 2")


def test_it_lasts_while_somebody_comes_back() -> None:
    one = visit()
    assert one.is_open(NOW + IDLE - timedelta(milliseconds=1))
    assert not one.is_open(NOW + IDLE)


def test_another_phone_joins_and_puts_its_end_off() -> None:
    joined = visit().join(_BEN)
    assert [guest.name for guest in joined.guests] == ["Ana", "Ben"]
    assert (joined.version, joined.expire_time) == (2, later(60) + IDLE)
    assert joined.guest("gst_2") == joined.guest_of("scan 2") == _BEN
    assert joined.guest("gst_3") is joined.guest_of("scan 3") is None


def test_nobody_joins_what_is_over() -> None:
    with pytest.raises(VisitClosed):
        visit().close(later(30)).join(_BEN)
    with pytest.raises(VisitClosed):
        visit(expire_time=later(60)).join(_BEN)


def test_whoever_comes_back_puts_its_end_off_but_not_for_every_little_while() -> None:
    one = visit()
    assert one.extend(later(60)) is one
    put_off = one.extend(later(2 * 3600))
    assert (put_off.version, put_off.expire_time) == (2, later(2 * 3600) + IDLE)


def test_what_is_over_cannot_be_put_off() -> None:
    with pytest.raises(VisitClosed) as caught:
        visit().extend(NOW + IDLE)
    assert caught.value.metadata == {"visit_id": "vis_1"}
    with pytest.raises(VisitClosed):
        visit().close(later(1)).extend(later(2))


def test_a_guest_who_renews_in_time_is_never_put_out() -> None:
    """The token lives shorter than what is left of the visit whenever it is renewed."""
    one, now = visit(), NOW
    for _ in range(20):
        now += TOKEN_LIFE - timedelta(seconds=1)
        one = one.extend(now)
        assert one.is_open(now + TOKEN_LIFE)


def test_closing_twice_is_harmless() -> None:
    closed = visit().close(later(60))
    assert (closed.state, closed.close_time, closed.version) == (VisitState.CLOSED, later(60), 2)
    assert closed.close(later(120)) is closed


def test_a_party_that_did_not_come_back_has_left_when_its_time_was_over() -> None:
    one = visit()
    assert one.at(NOW + IDLE - timedelta(milliseconds=1)) is one
    gone = one.at(NOW + 2 * IDLE)
    assert (gone.state, gone.close_time, gone.version) == (VisitState.CLOSED, NOW + IDLE, 2)
    closed = visit().close(later(60))
    assert closed.at(NOW + 2 * IDLE) is closed


def test_what_is_stored_is_what_comes_back() -> None:
    for one in (visit(), visit().join(_BEN), visit().close(later(60))):
        raw = bson.encode(to_document(one))
        assert from_document(bson.decode(raw, CodecOptions(tz_aware=True))) == one
