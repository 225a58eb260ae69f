"""The kitchen says 86, and when it is back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.catalog.menus.availability.domain import Availability, Target

_EIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
_SOUP, _STEAK, _RICE = Target("soup"), Target("steak"), Target("", "sides", "rice")


def _minutes(minutes: int) -> datetime:
    return _EIGHT + timedelta(minutes=minutes)


def test_a_dish_that_is_out_stays_out_until_the_kitchen_says_so() -> None:
    out = Availability("rst_1").mark_sold_out(_SOUP, None, _EIGHT)
    assert out.item_is_out("soup", _minutes(600))
    assert not out.item_is_out("steak", _EIGHT)
    assert not out.mark_available(_SOUP, _EIGHT).item_is_out("soup", _EIGHT)


def test_an_option_is_out_in_its_own_list_only() -> None:
    out = Availability("rst_1").mark_sold_out(_RICE, None, _EIGHT)
    assert out.option_is_out("sides", "rice", _EIGHT)
    assert not out.option_is_out("bowls", "rice", _EIGHT)
    assert not out.item_is_out("rice", _EIGHT)


def test_saying_it_twice_changes_nothing() -> None:
    out = Availability("rst_1").mark_sold_out(_SOUP, _minutes(5), _EIGHT)
    assert out.mark_sold_out(_SOUP, _minutes(5), _minutes(1)) is out
    assert out.mark_available(_STEAK, _EIGHT) is out


def test_what_is_out_until_nine_is_back_at_nine() -> None:
    out = Availability("rst_1").mark_sold_out(_SOUP, _minutes(60), _EIGHT)
    assert out.next_return(_EIGHT) == _minutes(60)
    assert out.item_is_out("soup", _minutes(60) - timedelta(milliseconds=1))
    assert not out.item_is_out("soup", _minutes(60))
    assert out.at(_minutes(60)).sold_out == {}
    assert out.next_return(_minutes(60)) is None


def test_coming_back_by_itself_is_a_new_version() -> None:
    out = Availability("rst_1").mark_sold_out(_SOUP, _minutes(5), _EIGHT)
    out = out.mark_sold_out(_STEAK, None, _EIGHT)
    back = out.at(_minutes(5))
    assert (out.version, back.version) == (2, 3)
    assert out.mark_available(_STEAK, _minutes(6)).version == 4


_TARGETS = st.sampled_from([_SOUP, _STEAK, _RICE])
_COMMANDS = st.tuples(_TARGETS, st.none() | st.integers(1, 9), st.booleans(), st.integers(0, 5))


@given(st.lists(_COMMANDS, max_size=30))
def test_whatever_happens_versions_tell_every_difference(
    commands: list[tuple[Target, int | None, bool, int]],
) -> None:
    out, minute, seen = Availability("rst_1"), 0, dict[int, object]()
    for target, minutes, comes_back, passed in commands:
        minute += passed
        before = out.at(_minutes(minute))
        until = None if minutes is None else _minutes(minute + minutes)
        if comes_back:
            out = out.mark_available(target, _minutes(minute))
        else:
            out = out.mark_sold_out(target, until, _minutes(minute))
        after = out.at(_minutes(minute))
        assert after.version >= before.version
        for state in (before, after):
            assert seen.setdefault(state.version, state.sold_out) == state.sold_out
