"""Things of the catalog as tests need them: right, unless a test says otherwise."""

from dataclasses import replace
from itertools import count
from typing import Any

from server.catalog.menus.content import Category, Item, MenuContent, ModifierList, Option
from server.catalog.restaurants.domain import Area, Settings, Station, Tax
from server.origin import Origin

_numbers = count(1)


def settings(**other: Any) -> Settings:
    """A restaurant in Lisbon with a kitchen, a bar and a terrace."""
    usual = Settings(
        name="Casa do Rio",
        address_lines=("Rua da Prata 12", "1100-420 Lisboa"),
        time_zone="Europe/Lisbon",
        currency="EUR",
        closeout_hour=4,
        taxes=(Tax("vat-food", "VAT 13 %", 130_000),),
        prices_include_tax=True,
        stations=(Station("grill", "Grill"), Station("bar", "Bar")),
        areas=(Area("terrace", "Terrace"),),
    )
    return replace(usual, **other)


def request(request_id: str = "", content: str = "as it was", caller: str = "user:ana") -> Origin:
    """What asks for something; each one another, unless it is named."""
    return Origin(caller, request_id or f"request {next(_numbers)}", content)


def item(item_id: str, **other: Any) -> Item:
    """A dish of the grill at 12.50."""
    usual = Item(
        id=item_id, name=item_id.title(), price=1250, tax_id="vat-food", station_id="grill"
    )
    return replace(usual, **other)


def menu(*items: Item, **other: Any) -> MenuContent:
    """All items in one category; one question, "sides", that nobody need answer."""
    items = items or (item("sardines"), item("vinho", station_id="bar", tax_id=""))
    sides = {
        "rice": Option(id="rice", name="Rice"),
        "fries": Option(id="fries", name="Fries", price=150, preselected=True),
    }
    usual = MenuContent(
        (Category(id="all", name="All", item_ids=tuple(one.id for one in items)),),
        {one.id: one for one in items},
        {"sides": ModifierList(id="sides", name="Side?", max_selections=2, options=sides)},
    )
    return replace(usual, **other)
