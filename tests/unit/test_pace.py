"""How fast things come, also when many come at once."""

import pytest

from server import pace
from server.pace import Pace
from tests.support.stopwatch import Stopwatch


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    return Stopwatch.on(monkeypatch, pace)


@pytest.mark.parametrize("at_once", [1, 3, 8, 24])
def test_two_hundred_a_second_are_so_many_however_they_come(watch: Stopwatch, at_once: int) -> None:
    changes = Pace(100)
    for _ in range(0, 96, at_once):
        watch.now += at_once / 200
        changes.came(at_once)
    assert changes.times_fast == pytest.approx(2.0, rel=0.01)


def test_until_many_have_come_nothing_is_fast(watch: Stopwatch) -> None:
    calls = Pace(1)
    calls.came(31)
    assert calls.times_fast == 0
    assert calls.one_more()


def test_a_heap_at_once_is_as_fast_as_can_be(watch: Stopwatch) -> None:
    changes = Pace(100)
    changes.came(500)
    assert changes.times_fast == float("inf")
