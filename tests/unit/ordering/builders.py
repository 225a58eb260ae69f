"""Orders, menus and restaurants as tests need them: right, unless a test says otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from server.catalog.menus.domain import (
    Allergen,
    Category,
    Item,
    MenuContent,
    ModifierList,
    Option,
    PublishedMenu,
)
from server.catalog.restaurants.domain import Restaurant, Station, Tax
from server.ordering.orders.domain import Order
from server.ordering.orders.placing import Placement, placed
from server.ordering.pricing.amounts import totals
from server.ordering.pricing.domain import LineWish, OptionWish, Priced
from server.ordering.pricing.lines import priced_line
from server.ordering.visits.domain import Guest, Visit, opened
from server.origin import Origin

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
#: A dosa and a lassi: two stations, two taxes.
KITCHEN, BAR = "kitchen", "bar"


def later(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


def restaurant(**other: Any) -> Restaurant:
    """In euro, with prices that include two taxes; somebody accepts each order."""
    usual = Restaurant(
        id="rst_1",
        version=1,
        create_time=NOW,
        update_time=NOW,
        name="Café Malabar",
        time_zone="Europe/Lisbon",
        currency="EUR",
        taxes=(Tax("food", "VAT 13 %", 130_000), Tax("drinks", "VAT 23 %", 230_000)),
        prices_include_tax=True,
        stations=(Station(KITCHEN, "Kitchen"), Station(BAR, "Bar")),
    )
    return replace(usual, **other)


def item(item_id: str, price: int, **other: Any) -> Item:
    """A dish of the kitchen."""
    usual = Item(id=item_id, name=item_id.title(), price=price, tax_id="food", station_id=KITCHEN)
    return replace(usual, **other)


def question(list_id: str, *options: Option, **other: Any) -> ModifierList:
    """A question with these answers."""
    usual = ModifierList(
        id=list_id, name=f"{list_id}?", options={option.id: option for option in options}
    )
    return replace(usual, **other)


def content(**other: Any) -> MenuContent:
    """A dosa with a required question and priced extras, a thali, a lassi, a tea."""
    dosa = item(
        "dosa",
        1150,
        prep_seconds=600,
        allergens=(Allergen.MUSTARD,),
        modifier_list_ids=("spice", "extras"),
    )
    items = [
        dosa,
        item("thali", 1400),
        item("lassi", 450, tax_id="drinks", station_id=BAR, prep_seconds=120),
        item("tea", 250, tax_id="", station_id=BAR),
    ]
    spice = question(
        "spice",
        Option(id="mild", name="Mild"),
        Option(id="hot", name="Hot"),
        min_selections=1,
        max_selections=1,
    )
    extras = question(
        "extras",
        Option(id="chutney", name="Extra chutney", price=150, max_quantity=2),
        Option(id="ghee", name="Ghee", price=100),
        max_selections=2,
    )
    usual = MenuContent(
        (
            Category(id="mains", name="Mains", item_ids=("dosa", "thali")),
            Category(id="drinks", name="Drinks", item_ids=("lassi", "tea")),
        ),
        {one.id: one for one in items},
        {"spice": spice, "extras": extras},
    )
    return replace(usual, **other)


def menu(version: int = 1, said: MenuContent | None = None) -> PublishedMenu:
    """That content, published."""
    return PublishedMenu("rst_1", version, NOW, "EUR", said or content())


def with_items(said: MenuContent, *items: Item) -> MenuContent:
    """The content with other items in the place of those of their ids, or beside them."""
    return replace(said, items={**said.items, **{one.id: one for one in items}})


def without_item(said: MenuContent, item_id: str) -> MenuContent:
    """The content without an item."""
    categories = tuple(
        replace(one, item_ids=tuple(other for other in one.item_ids if other != item_id))
        for one in said.categories
    )
    items = {key: one for key, one in said.items.items() if key != item_id}
    return replace(said, categories=categories, items=items)


def wish(item_id: str, *options: OptionWish, key: str = "", quantity: int = 1) -> LineWish:
    """What a guest asks for; the key is the item's unless it is given."""
    return LineWish(key or item_id, item_id, quantity, options, "")


def mild_dosa(*extras: OptionWish, quantity: int = 1) -> LineWish:
    """With its required answer."""
    return wish("dosa", OptionWish("spice", "mild", 1), *extras, quantity=quantity)


def priced(wishes: Sequence[LineWish], place: Restaurant, on: PublishedMenu) -> Priced:
    """The wishes at their prices."""
    lines = tuple(priced_line(one, on, place) for one in wishes)
    return Priced(lines, totals(lines, place), on.currency, on.version)


def visit(**other: Any) -> Visit:
    """Ana at table 12."""
    guests = (Guest("gst_1", "Ana", NOW, "scan 1"),)
    return replace(opened("vis_1", "rst_1", ("tbl_1", "12"), guests, NOW), **other)


def order(*wishes: LineWish, place: Restaurant | None = None, **other: Any) -> Order:
    """A new order; a dosa and a lassi if nothing is named."""
    place = place or restaurant()
    wishes = wishes or (mild_dosa(), wish("lassi"))
    placement = Placement(
        "ord_01jd0000000000000000000k7q", "gst_1", "", Origin("guest:gst_1", "request 1", "hash")
    )
    made = placed(placement, visit(), place, priced(wishes, place, menu()), NOW)
    return replace(made, **other)
