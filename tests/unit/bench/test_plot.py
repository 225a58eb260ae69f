"""The picture of a run."""

import re

from bench.plot import plot
from bench.result import Row


def test_each_contestant_has_a_bar_as_long_as_what_it_costs() -> None:
    rows = [
        Row(part="unary", profile="GetMenu", contestant="ours", cpu_us=100),
        Row(part="unary", profile="GetMenu", contestant="A & B", cpu_us=400),
    ]
    picture = plot(rows)
    ours, theirs = (float(width) for width in re.findall(r'<rect x="\d+" .*width="(.*?)"', picture))
    assert theirs == 4 * ours
    assert "A &amp; B" in picture


def test_who_has_no_cpu_to_show_has_no_bar() -> None:
    assert "ours" not in plot([Row(part="start", profile="first call", contestant="ours")])
