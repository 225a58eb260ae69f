"""An update changes what its mask names, and nothing else."""

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp
from here2order.catalog.v1 import restaurant_pb2

from server.errors import InvalidFields
from server.rpc.field_mask import merge, require_paths

_ALLOWED = {"name", "taxes", "closeout_hour", "paused_until_time"}


def _restaurant(**other: object) -> restaurant_pb2.Restaurant:
    fields = {
        "name": "Chakara",
        "time_zone": "UTC",
        "currency": "EUR",
        "closeout_hour": 4,
        "taxes": [restaurant_pb2.Tax(id="food", name="Food", rate_ppm=130_000)],
        "paused_until_time": Timestamp(seconds=1),
    }
    return restaurant_pb2.Restaurant(**(fields | other))  # type: ignore[arg-type]


def _merged(*paths: str, **changes: object) -> restaurant_pb2.Restaurant:
    wanted = restaurant_pb2.Restaurant(**changes)  # type: ignore[arg-type]
    mask = FieldMask(paths=paths)
    return merge(_restaurant(), wanted, mask, _ALLOWED, "restaurant")


def _refused_fields(*paths: str, **changes: object) -> list[str]:
    with pytest.raises(InvalidFields) as caught:
        _merged(*paths, **changes)
    return [one.field for one in caught.value.violations]


def test_only_what_is_named_changes() -> None:
    assert _merged("name", name="Malabar", closeout_hour=7) == _restaurant(name="Malabar")


def test_what_was_there_is_left_as_it_was() -> None:
    current = _restaurant()
    wanted = restaurant_pb2.Restaurant(name="Malabar")
    merge(current, wanted, FieldMask(paths=["name"]), _ALLOWED, "restaurant")
    assert current == _restaurant()


def test_a_list_is_replaced_and_not_made_longer() -> None:
    drinks = restaurant_pb2.Tax(id="drinks", name="Drinks", rate_ppm=230_000)
    assert list(_merged("taxes", taxes=[drinks]).taxes) == [drinks]
    assert list(_merged("taxes").taxes) == []


def test_what_is_named_and_not_sent_is_cleared() -> None:
    assert _merged("closeout_hour").closeout_hour == 0
    assert not _merged("paused_until_time").HasField("paused_until_time")


def test_a_message_is_replaced_and_not_mixed() -> None:
    until = Timestamp(nanos=5)
    assert _merged("paused_until_time", paused_until_time=until).paused_until_time == until


@pytest.mark.parametrize("paths", [(), ("",), ("id",), ("currency",), ("nonsense",)])
def test_what_cannot_be_changed_is_refused(paths: tuple[str, ...]) -> None:
    assert _refused_fields(*paths, name="Malabar") == ["update_mask"]


@pytest.mark.parametrize("path", ["taxes.name", "paused_until_time.seconds", "*", "name,taxes"])
def test_only_whole_fields_can_be_named(path: str) -> None:
    assert _refused_fields(path) == ["update_mask"]


def test_each_wrong_name_is_told_with_those_that_are_right() -> None:
    with pytest.raises(InvalidFields) as caught:
        require_paths(FieldMask(paths=["id", "name", "version"]), {"name", "seats"})
    described = [one.description for one in caught.value.violations]
    assert described == [
        "'id' cannot be changed; these can: name, seats",
        "'version' cannot be changed; these can: name, seats",
    ]


def test_a_name_may_stand_there_twice() -> None:
    assert _merged("name", "name", name="Malabar") == _restaurant(name="Malabar")


def test_what_comes_of_it_keeps_the_rules_and_is_named_in_the_request() -> None:
    wrong = restaurant_pb2.Tax(id="food", name="Food", rate_ppm=-1)
    assert _refused_fields("name", "taxes", name="", taxes=[wrong]) == [
        "restaurant.name",
        "restaurant.taxes[0].rate_ppm",
    ]


def test_what_the_mask_does_not_name_need_not_be_right() -> None:
    assert _merged("name", name="Malabar", closeout_hour=99) == _restaurant(name="Malabar")
