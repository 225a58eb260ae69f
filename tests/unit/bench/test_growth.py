"""Documents made after real ones, and what is reckoned from what they cost."""

import re
import time
from datetime import UTC, datetime

from bson import decode, encode

from bench.growth.costs import costs
from bench.growth.model import Evening, needs
from bench.growth.stencil import Stencil, bson_milliseconds, ids, milliseconds, times_in
from server.ids import new_id

_THEN = datetime(2026, 11, 1, 19, 30, tzinfo=UTC)


def test_another_document_differs_in_the_holes_alone() -> None:
    document = {"_id": "ord_1", "actor": "guest:gst_1", "time": _THEN, "lines": [{"of": "gst_1"}]}
    stencil = Stencil(document, [b"ord_1", b"gst_1", bson_milliseconds(milliseconds(_THEN))])
    made = decode(stencil.filled([b"ord_2", b"gst_3", bson_milliseconds(0)]))
    expected = {"_id": "ord_2", "actor": "guest:gst_3", "time": datetime(1970, 1, 1)}  # noqa: DTZ001
    assert made == expected | {"lines": [{"of": "gst_3"}]}
    assert len(encode(made)) == len(encode(document))


def test_ids_of_the_past_are_like_those_of_today_and_sort_before_them() -> None:
    now = time.time_ns() // 1_000_000
    made = [one.decode() for one in ids(b"ord_", [now - 2, now - 1, now + 60_000])]
    assert all(re.fullmatch("ord_[0-9a-hjkmnp-tv-z]{26}", one) for one in made)
    assert sorted([*made, new_id("ord")])[:2] == made[:2]
    assert made[2] > new_id("ord")


def test_every_time_in_a_document_is_found() -> None:
    assert list(times_in({"a": _THEN, "b": [{"c": _THEN}, 1], "d": "2026"})) == [_THEN, _THEN]


def test_a_country_of_cities_needs_what_the_cities_need() -> None:
    city = needs(Evening("a city", 2_000, 60_000), costs())
    cities = needs(Evening("three", 6_000, 180_000, cells=3), costs())
    assert int(cities["server processes"]) == 3 * int(city["server processes"])
    assert (city["replica sets"], cities["replica sets"]) == ("1", "3")
    assert (city["open streams"], cities["open streams"]) == ("21,000", "63,000")
