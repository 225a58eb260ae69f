"""Bars of CPU for each call, as SVG: what the words of a table hide."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from bench.result import Row

_WIDTH, _NAMES, _BAR, _GAP, _TITLE = 760, 200, 18, 6, 34
_OURS, _LIMIT, _PEER, _INK = "#0b6e4f", "#9aa5a0", "#c96f4a", "#222"
_FIGURE_SPACE = 90


def plot(rows: Sequence[Row]) -> str:
    """A group of bars for each profile, on a scale of its own."""
    parts: list[str] = []
    top = 0
    for profile, group in groupby(rows, key=lambda row: f"{row.part}: {row.profile}"):
        shown = [row for row in group if row.cpu_us]
        if shown:
            top += _TITLE
            parts.append(_text(0, top - 10, f"{profile}, CPU µs", bold=True))
            parts += _bars(shown, top)
            top += len(shown) * (_BAR + _GAP)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 0 {_WIDTH + 20} {top + 10}">'
    ground = f'<rect x="-10" width="{_WIDTH + 20}" height="{top + 10}" fill="#fff"/>'
    return "\n".join([head, ground, *parts, "</svg>\n"])


def _bars(rows: Sequence[Row], top: int) -> list[str]:
    most = max(row.cpu_us or 0 for row in rows)
    parts = []
    for number, row in enumerate(rows):
        y, cpu = top + number * (_BAR + _GAP), row.cpu_us or 0
        length = (_WIDTH - _NAMES - _FIGURE_SPACE) * cpu / most
        parts.append(_text(0, y + _BAR - 5, row.contestant))
        size = f'width="{length:.1f}" height="{_BAR}"'
        parts.append(f'<rect x="{_NAMES}" y="{y}" {size} fill="{_colour(row)}"/>')
        parts.append(_text(int(_NAMES + length + 6), y + _BAR - 5, f"{cpu:,.0f}"))
    return parts


def _colour(row: Row) -> str:
    if row.contestant.startswith("ours"):
        return _OURS
    return _LIMIT if row.contestant.startswith("bare") else _PEER


def _text(x: int, y: int, words: str, *, bold: bool = False) -> str:
    style = f'font-family="sans-serif" font-size="13" fill="{_INK}"'
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" {style}{weight}>{escape(words)}</text>'
