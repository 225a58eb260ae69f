"""The seeded restaurant, looked at as its first guest would."""

import html
import re
from collections import Counter
from pathlib import Path
from xml.parsers import expat
from zoneinfo import ZoneInfo

import protovalidate
import pytest
from google.protobuf.message import Message

import sandbox.restaurant
from sandbox.restaurant import messages, place
from sandbox.restaurant.draw.dishes import draw
from sandbox.restaurant.menu import CHOICES, DISHES, MENU
from sandbox.restaurant.model import Category, Choice, Dish

PHOTOS = Path(sandbox.restaurant.__file__).parent / "photos"
SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{0,59}$")
EVERY_DISH = pytest.mark.parametrize("dish", DISHES, ids=lambda dish: dish.slug)


@EVERY_DISH
def test_a_dish_can_be_read_priced_and_made(dish: Dish) -> None:
    assert SLUG.match(dish.slug)
    assert len(dish.description) >= 40
    assert dish.price >= 50_00
    assert dish.price % 10_00 == 0
    assert dish.station in {station.id for station in place.STATIONS}
    assert 1 <= dish.minutes <= 45


@EVERY_DISH
def test_a_vegan_dish_is_vegetarian_and_free_of_milk_eggs_and_fish(dish: Dish) -> None:
    if "vegan" in dish.diets:
        assert "vegetarian" in dish.diets
        assert not {"milk", "eggs"} & set(dish.allergens)
    if "vegetarian" in dish.diets:
        assert not {"fish", "crustaceans", "molluscs"} & set(dish.allergens)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_a_choice_can_be_made(choice: Choice) -> None:
    offered = len(choice.options)
    assert SLUG.match(choice.id)
    assert len({option.id for option in choice.options}) == offered
    assert 0 <= choice.least <= (choice.most or offered) <= sum(it.most for it in choice.options)
    preselected = sum(option.preselected for option in choice.options)
    assert preselected in (0, choice.least)
    assert all(option.price >= 0 for option in choice.options)


@pytest.mark.parametrize(
    "names",
    [
        [dish.slug for dish in DISHES],
        [dish.name for dish in DISHES],
        [category.id for category in MENU],
        [table.name for table in place.TABLES],
        [person.key for person in place.PEOPLE],
    ],
)
def test_names_and_ids_are_unique(names: list[str]) -> None:
    assert not [name for name, times in Counter(names).items() if times > 1]


def test_two_choices_never_share_an_id() -> None:
    assert len(CHOICES) == len({choice for dish in DISHES for choice in dish.choices})


def test_the_house_is_complete() -> None:
    ZoneInfo(place.TIME_ZONE)
    assert 38 <= len(DISHES) <= 46
    assert len(place.TABLES) == 12
    areas = {area.id for area in place.AREAS}
    assert {table.area_id for table in place.TABLES} == areas
    assert {person.role for person in place.PEOPLE} == {"owner", "manager", "staff", "customer"}
    assert {dish.station for dish in DISHES} == {station.id for station in place.STATIONS}


@pytest.mark.parametrize(
    "message",
    [messages.restaurant(), messages.menu_draft(), *map(messages.table, place.TABLES)],
    ids=lambda message: f"{type(message).__name__} {getattr(message, 'name', '')}",
)
def test_the_public_api_would_take_it(message: Message) -> None:
    protovalidate.validate(message)


def _drawings() -> list[tuple[Category, Dish]]:
    return [(category, dish) for category in MENU for dish in category.dishes]


@pytest.mark.parametrize(("category", "dish"), _drawings(), ids=lambda it: getattr(it, "slug", ""))
def test_a_picture_is_what_the_drawing_says(category: Category, dish: Dish) -> None:
    photo = PHOTOS / f"{dish.slug}.svg"
    svg = photo.read_text(encoding="utf-8")
    assert svg == draw(category.id, dish), "run python -m sandbox.restaurant.draw"
    assert 3_000 < photo.stat().st_size < 12_000
    assert f"<title>{html.escape(dish.name)}</title>" in svg
    expat.ParserCreate().Parse(svg, True)


def test_no_picture_is_of_a_dish_that_left_the_menu() -> None:
    assert {photo.stem for photo in PHOTOS.glob("*.svg")} == {dish.slug for dish in DISHES}
