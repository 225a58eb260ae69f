"""Restaurants with menus and guests: one made by the product's own rules, the others after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from bson.raw_bson import RawBSONDocument

from bench.growth.stencil import Stencil
from bench.menu import ITEMS, long_menu
from server.catalog.menus.content import MenuContent
from server.catalog.menus.convert import (
    category_from_proto,
    items_from_proto,
    lists_from_proto,
    menu_to_bytes,
)
from server.catalog.menus.domain import MenuVersion
from server.catalog.menus.repository import MenuVersionRepository
from server.catalog.restaurants.domain import Settings, Station, Tax, opened
from server.catalog.restaurants.repository import RestaurantRepository
from server.clock import SystemClock
from server.identity.tokens.own import OwnTokens
from server.ids import new_id
from server.ordering.visits import domain as visits
from server.ordering.visits.repository import COLLECTION as VISITS
from server.ordering.visits.repository import to_document
from server.origin import Origin
from server.storage.client import Database

_BATCH = 500
_T = TypeVar("_T")
_COPIED = ("restaurants", "menu_versions")
_SETTINGS = Settings(
    name="Café Malabar",
    time_zone="Europe/Lisbon",
    currency="EUR",
    closeout_hour=4,
    taxes=(Tax("food", "VAT 13 %", 130_000), Tax("drinks", "VAT 23 %", 230_000)),
    prices_include_tax=True,
    stations=(Station("kitchen", "Kitchen"), Station("bar", "Bar")),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A guest with a phone."""

    restaurant_id: str
    visit_id: str
    token: str


async def open_town(database: Database, count: int) -> list[str]:
    """So many restaurants, each with a menu of its own, those among them that are there; ids."""
    town = await database["restaurants"].distinct("_id") or [await _open_house(database)]
    others = [new_id("rst") for _ in range(count - len(town))]
    for collection in _COPIED:
        document = await database[collection].find_one({"restaurant_id": town[0]})
        old_id = str(document["_id"]) if document else ""
        stencil = Stencil(document or {}, [town[0].encode(), old_id.encode()])
        for some in _batches(others):
            # A menu's id is one of its own; a restaurant's is the restaurant's.
            copies = [stencil.filled([one.encode(), new_id(old_id[:3]).encode()]) for one in some]
            await database[collection].insert_many(map(RawBSONDocument, copies), ordered=False)
    return [*town, *others][:count]


async def seat_guests(
    database: Database, tokens: OwnTokens, restaurants: Sequence[str], count: int
) -> list[Seat]:
    """So many parties of one guest, round the restaurants."""
    now = SystemClock().now()
    seated = []
    for numbers in _batches(range(count)):
        parties = [
            _party(restaurants[number % len(restaurants)], number, now) for number in numbers
        ]
        await database[VISITS].insert_many(map(to_document, parties), ordered=False)
        seated += [_seat(tokens, party) for party in parties]
    return seated


def _party(restaurant_id: str, number: int, now: datetime) -> visits.Visit:
    guest = visits.Guest(new_id("gst"), "Ana", now, new_id("req"))
    table = (new_id("tbl"), str(number))
    return visits.opened(new_id("vis"), restaurant_id, table, (guest,), now)


def _seat(tokens: OwnTokens, party: visits.Visit) -> Seat:
    place = (party.guests[0].id, party.id, party.restaurant_id)
    return Seat(party.restaurant_id, party.id, tokens.guest_token(*place, party.expire_time))


async def _open_house(database: Database) -> str:
    now, restaurant_id = SystemClock().now(), new_id("rst")
    origin = Origin("user:1", new_id("req"), "hash")
    house = opened(restaurant_id, _SETTINGS, origin, now)
    await RestaurantRepository(database, restaurant_id).insert(house, origin)
    version = MenuVersion(
        id=new_id("mnv"),
        restaurant_id=restaurant_id,
        version=1,
        publish_time=now,
        published_by="user_1",
        item_count=ITEMS,
    )
    raw = menu_to_bytes(restaurant_id, 1, now, _SETTINGS.currency, _menu(ITEMS))
    await MenuVersionRepository(database, restaurant_id).insert(version, raw, origin)
    return restaurant_id


def _menu(items: int) -> MenuContent:
    draft = long_menu(items)
    return MenuContent(
        tuple(map(category_from_proto, draft.categories)),
        items_from_proto(draft.items),
        lists_from_proto(draft.modifier_lists),
    )


def _batches(values: Iterable[_T]) -> list[list[_T]]:
    rest, found = iter(values), []
    while some := list(islice(rest, _BATCH)):
        found.append(some)
    return found
