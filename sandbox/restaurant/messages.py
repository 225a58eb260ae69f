"""The restaurant's data as the messages of the public API."""

import uuid

from here2order.catalog.v1 import menu_pb2, restaurant_pb2, table_pb2
from here2order.common.v1.money_pb2 import Money

from sandbox.restaurant import place
from sandbox.restaurant.menu import CHOICES, DISHES, MENU
from sandbox.restaurant.model import Choice, Dish, Named, Option, Table

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "chakara.example")


def request_id(what: str) -> str:
    """The same for the same deed, so that doing it again repeats the answer."""
    return str(uuid.uuid5(_NAMESPACE, what))


def restaurant() -> restaurant_pb2.Restaurant:
    """The house."""
    return restaurant_pb2.Restaurant(
        name=place.NAME,
        address_lines=place.ADDRESS,
        time_zone=place.TIME_ZONE,
        currency=place.CURRENCY,
        closeout_hour=place.CLOSEOUT_HOUR,
        taxes=[
            restaurant_pb2.Tax(id=tax.id, name=tax.name, rate_ppm=tax.rate_ppm)
            for tax in place.TAXES
        ],
        bill_rounding=place.BILL_ROUNDING,
        acceptance=restaurant_pb2.ACCEPTANCE_BY_STAFF,
        stations=[_station(station) for station in place.STATIONS],
        areas=[restaurant_pb2.Area(id=area.id, name=area.name) for area in place.AREAS],
    )


def table(of: Table) -> table_pb2.Table:
    """One table."""
    return table_pb2.Table(name=of.name, area_id=of.area_id, seats=of.seats)


def menu_draft() -> menu_pb2.MenuDraft:
    """The whole menu."""
    return menu_pb2.MenuDraft(
        categories=[
            menu_pb2.Category(
                id=category.id,
                name=category.name,
                description=category.description,
                item_ids=[dish.slug for dish in category.dishes],
            )
            for category in MENU
        ],
        items=[_item(dish) for dish in DISHES],
        modifier_lists=[_modifier_list(choice) for choice in CHOICES],
    )


def _item(dish: Dish) -> menu_pb2.Item:
    return menu_pb2.Item(
        id=dish.slug,
        name=dish.name,
        description=dish.description,
        photo_url=f"/photos/{dish.slug}.svg",
        price=_money(dish.price),
        tax_id=place.GST.id,
        station_id=dish.station,
        prep_seconds=dish.minutes * 60,
        allergens=[menu_pb2.Allergen.Value(f"ALLERGEN_{it.upper()}") for it in dish.allergens],
        diets=[menu_pb2.Diet.Value(f"DIET_{it.upper()}") for it in dish.diets],
        modifier_list_ids=[choice.id for choice in dish.choices],
    )


def _modifier_list(choice: Choice) -> menu_pb2.ModifierList:
    return menu_pb2.ModifierList(
        id=choice.id,
        name=choice.name,
        min_selections=choice.least,
        max_selections=choice.most,
        options=[_option(option) for option in choice.options],
    )


def _option(option: Option) -> menu_pb2.Option:
    return menu_pb2.Option(
        id=option.id,
        name=option.name,
        price=_money(option.price),
        preselected=option.preselected,
        max_quantity=option.most,
    )


def _station(station: Named) -> restaurant_pb2.Station:
    return restaurant_pb2.Station(id=station.id, name=station.name)


def _money(amount: int) -> Money:
    return Money(currency=place.CURRENCY, amount=amount)
