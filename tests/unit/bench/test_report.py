"""The arithmetic of what is told of a run."""

from pathlib import Path

import pytest

from bench import report
from bench.result import Aim, Row, median
from bench.turns import ratio


def row(contestant: str = "ours", **figures: float | bool) -> Row:
    """A contestant who reads the menu."""
    return Row(part="unary", profile="GetMenu", contestant=contestant, **figures)  # type: ignore[arg-type]


def by_name(*rows: Row) -> dict[str, Row]:
    """As a baseline."""
    return {one.name: one for one in rows}


def test_the_median_is_taken_of_each_figure_by_itself() -> None:
    turns = [row(cpu_us=300, p99_ms=9), row(cpu_us=100, p99_ms=7), row(cpu_us=200, p99_ms=8)]
    assert median(turns) == Row(
        part="unary", profile="GetMenu", contestant="ours", cpu_us=200, p99_ms=8, turns=3
    )


def test_a_ratio_is_taken_turn_by_turn() -> None:
    # The machine was twice as slow in the second turn, for both.
    ours = [row(cpu_us=150), row(cpu_us=300), row(cpu_us=150)]
    echo = [row(cpu_us=100), row(cpu_us=200), row(cpu_us=100)]
    assert ratio(ours, echo, "cpu_us") == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("aim", "met"),
    [
        (Aim("CPU", 1.5, 1.5), True),
        (Aim("CPU", 1.51, 1.5), False),
        (Aim("rate", 10, 10, at_most=False), True),
        (Aim("rate", 9.9, 10, at_most=False), False),
        (Aim("reported", 99), True),
    ],
)
def test_an_aim_is_met_at_its_bound(aim: Aim, met: bool) -> None:
    assert aim.met is met


def test_every_ratio_is_told_with_its_verdict() -> None:
    told = report.verdicts([Aim("CPU", 1.4, 1.5), Aim("rate", 3, 4, at_most=False), Aim("of", 2)])
    lines = told.splitlines()
    assert lines[0].split() == ["CPU", "1.40", "at", "most", "1.5", "PASS"]
    assert lines[1].split() == ["rate", "3.00", "at", "least", "4", "short"]
    assert lines[2].split() == ["of", "2.00"]


def test_what_got_slower_by_more_than_15_percent_is_named() -> None:
    before = by_name(row(cpu_us=100), row("ours through Envoy", cpu_us=100))
    now = [row(cpu_us=116), row("ours through Envoy", cpu_us=114)]
    assert report.slower(now, before) == ["unary/GetMenu/ours: cpu_us 16% worse"]


def test_a_lower_rate_is_slower_and_a_higher_one_is_not() -> None:
    before = by_name(row(requests_per_second=1000))
    assert report.slower([row(requests_per_second=800)], before)
    assert not report.slower([row(requests_per_second=1300)], before)


def test_a_slower_machine_is_nobodys_fault() -> None:
    before = by_name(row(cpu_us=100, requests_per_second=100), row("bare echo", cpu_us=50))
    now = [row(cpu_us=200, requests_per_second=50), row("bare echo", cpu_us=100)]
    assert not report.slower(now, before)
    worse = [row(cpu_us=240), row("bare echo", cpu_us=100)]
    assert report.slower(worse, before) == ["unary/GetMenu/ours: cpu_us 20% worse"]


def test_memory_does_not_depend_on_how_fast_the_machine_is() -> None:
    before = by_name(row(memory_mb=100), row("bare echo", cpu_us=50))
    assert report.slower([row(memory_mb=120), row("bare echo", cpu_us=100)], before)


def test_what_was_not_measured_did_not_get_slower_on_a_faster_machine() -> None:
    before = by_name(row(p50_ms=800), row("bare echo", cpu_us=100))
    assert not report.slower([row(p50_ms=800), row("bare echo", cpu_us=50)], before)


def test_a_rate_that_the_load_decided_on_is_as_high_as_ever_on_a_faster_machine() -> None:
    before = by_name(row(requests_per_second=2800, offered=True), row("bare echo", cpu_us=100))
    now = [row(requests_per_second=2800, offered=True), row("bare echo", cpu_us=50)]
    assert not report.slower(now, before)


def test_who_is_new_is_not_slower() -> None:
    assert not report.slower([row(cpu_us=900)], {})


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "out" / "result.json"
    report.write(file, [row(cpu_us=100.126)], [Aim("CPU", 1.4, 1.5)])
    assert report.read(file) == by_name(row(cpu_us=100.13))
    assert report.read(tmp_path / "nothing.json") == {}


def test_the_table_has_a_line_for_each_contestant_and_a_dash_for_what_nobody_knows() -> None:
    told = report.table([row(cpu_us=1234.4), row("bare echo", p99_ms=2.04)]).splitlines()
    assert told[1].startswith("GetMenu")
    assert told[2].split()[:3] == ["ours", "–", "1,234"]
    assert told[3].split()[-2:] == ["2.0", "–"]
