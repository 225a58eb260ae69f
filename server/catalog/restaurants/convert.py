"""Restaurants on the wire."""

from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import restaurant_pb2 as pb

from server.catalog.restaurants.domain import (
    ESCALATE_AFTER_SECONDS,
    EXPIRE_AFTER_SECONDS,
    Acceptance,
    Area,
    Restaurant,
    Settings,
    Station,
    Tax,
)
from server.rpc.field_mask import merge
from server.rpc.times import from_timestamp, to_timestamp

_GIVEN = {"id", "time_zone", "currency", "version", "create_time", "update_time"}
#: What an update may name.
CHANGEABLE = frozenset(pb.Restaurant.DESCRIPTOR.fields_by_name) - _GIVEN


def settings_from_proto(restaurant: pb.Restaurant) -> Settings:
    """What an owner may decide; zeros become the contract's defaults. Raises InvalidFields."""
    return Settings(
        name=restaurant.name,
        address_lines=tuple(restaurant.address_lines),
        time_zone=restaurant.time_zone,
        currency=restaurant.currency,
        closeout_hour=restaurant.closeout_hour,
        taxes=tuple(Tax(tax.id, tax.name, tax.rate_ppm) for tax in restaurant.taxes),
        prices_include_tax=restaurant.prices_include_tax,
        service_charge_ppm=restaurant.service_charge_ppm,
        bill_rounding=restaurant.bill_rounding,
        acceptance=_acceptance(restaurant.acceptance),
        escalate_after_seconds=restaurant.escalate_after_seconds or ESCALATE_AFTER_SECONDS,
        expire_after_seconds=restaurant.expire_after_seconds or EXPIRE_AFTER_SECONDS,
        stations=tuple(Station(station.id, station.name) for station in restaurant.stations),
        areas=tuple(Area(area.id, area.name) for area in restaurant.areas),
        paused_until_time=from_timestamp(
            restaurant, "paused_until_time", "restaurant.paused_until_time"
        ),
    )


def edited(current: Restaurant, changes: pb.Restaurant, mask: FieldMask) -> Settings:
    """The restaurant's settings with the named fields changed. Raises InvalidFields."""
    merged = merge(restaurant_to_proto(current), changes, mask, CHANGEABLE, "restaurant")
    return settings_from_proto(merged)


def restaurant_to_proto(restaurant: Restaurant) -> pb.Restaurant:
    """The contract's Restaurant."""
    return pb.Restaurant(
        id=restaurant.id,
        name=restaurant.name,
        address_lines=restaurant.address_lines,
        time_zone=restaurant.time_zone,
        currency=restaurant.currency,
        closeout_hour=restaurant.closeout_hour,
        taxes=[pb.Tax(id=one.id, name=one.name, rate_ppm=one.rate_ppm) for one in restaurant.taxes],
        prices_include_tax=restaurant.prices_include_tax,
        service_charge_ppm=restaurant.service_charge_ppm,
        bill_rounding=restaurant.bill_rounding,
        acceptance=pb.Acceptance.Value(f"ACCEPTANCE_{restaurant.acceptance}"),
        escalate_after_seconds=restaurant.escalate_after_seconds,
        expire_after_seconds=restaurant.expire_after_seconds,
        stations=[pb.Station(id=one.id, name=one.name) for one in restaurant.stations],
        areas=[pb.Area(id=one.id, name=one.name) for one in restaurant.areas],
        paused_until_time=to_timestamp(restaurant.paused_until_time),
        version=restaurant.version,
        create_time=to_timestamp(restaurant.create_time),
        update_time=to_timestamp(restaurant.update_time),
    )


def _acceptance(value: pb.Acceptance.ValueType) -> Acceptance:
    if value == pb.ACCEPTANCE_UNSPECIFIED:
        return Acceptance.BY_STAFF
    return Acceptance(pb.Acceptance.Name(value).removeprefix("ACCEPTANCE_"))
