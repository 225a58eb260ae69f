"""The same house for every peer: the menu of `bench.menu`, a document for each dish and question.

The names are single words, so that they are at home in JavaScript and in Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId
from here2order.catalog.v1 import menu_pb2
from pymongo import AsyncMongoClient

from bench.menu import long_menu, three_lines

Document = dict[str, Any]

# The house of tests/support/house.py.
_TAXES = (("food", "VAT 13 %", 130_000), ("drinks", "VAT 23 %", 230_000))


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a guest has to know: where, and the lines of an order as JSON."""

    restaurant_id: str
    lines: list[Document]


async def seed(mongo_uri: str, database: str) -> Seeded:
    """Empties the database, and fills it with the house."""
    restaurant = ObjectId()
    collections = _documents(long_menu(), restaurant)
    async with AsyncMongoClient[Document](mongo_uri) as client:
        await client.drop_database(database)
        for name, documents in collections.items():
            await client[database][name].insert_many(documents)
    items = {item["slug"]: str(item["_id"]) for item in collections["items"]}
    return Seeded(str(restaurant), _lines(items))


def _documents(menu: menu_pb2.MenuDraft, restaurant: ObjectId) -> dict[str, Sequence[Document]]:
    own = {"restaurant": restaurant}
    taxes = [_new(own, slug=slug, name=name, rate=rate) for slug, name, rate in _TAXES]
    choices = [_choice(asked, own) for asked in menu.modifier_lists]
    items = [_item(item, own, _ids(taxes), _ids(choices)) for item in menu.items]
    house = {"_id": restaurant, "name": "Café Malabar", "currency": "EUR", "inclusive": True}
    return {
        "restaurants": [house | {"taxes": [tax["_id"] for tax in taxes]}],
        "taxes": taxes,
        "choices": choices,
        "items": items,
        "categories": [
            _category(category, own, position, _ids(items))
            for position, category in enumerate(menu.categories)
        ],
    }


def _category(
    category: menu_pb2.Category, own: Document, position: int, items: dict[str, ObjectId]
) -> Document:
    return _new(
        own,
        slug=category.id,
        name=category.name,
        description=category.description,
        position=position,
        items=[items[it] for it in category.item_ids],
    )


def _choice(asked: menu_pb2.ModifierList, own: Document) -> Document:
    return _new(
        own,
        slug=asked.id,
        name=asked.name,
        least=asked.min_selections,
        most=asked.max_selections,
        options=[
            {
                "slug": option.id,
                "name": option.name,
                "price": option.price.amount,
                "preselected": option.preselected,
                "most": option.max_quantity or 1,
            }
            for option in asked.options
        ],
    )


def _item(
    item: menu_pb2.Item, own: Document, taxes: dict[str, ObjectId], choices: dict[str, ObjectId]
) -> Document:
    return _new(
        own,
        slug=item.id,
        name=item.name,
        description=item.description,
        photo=item.photo_url,
        price=item.price.amount,
        tax=taxes[item.tax_id],
        station=item.station_id,
        seconds=item.prep_seconds,
        allergens=[_word(menu_pb2.Allergen.Name(it)) for it in item.allergens],
        diets=[_word(menu_pb2.Diet.Name(it)) for it in item.diets],
        choices=[choices[it] for it in item.modifier_list_ids],
    )


def _lines(items: dict[str, str]) -> list[Document]:
    return [
        {
            "key": line.key,
            "item": items[line.item_id],
            "quantity": line.quantity,
            "options": [
                {
                    "choice": it.modifier_list_id,
                    "option": it.option_id,
                    "quantity": it.quantity or 1,
                }
                for it in line.options
            ],
            "note": line.note,
        }
        for line in three_lines()
    ]


def _new(own: Document, **fields: object) -> Document:
    return {"_id": ObjectId(), **own, **fields}


def _ids(documents: Sequence[Document]) -> dict[str, ObjectId]:
    return {document["slug"]: document["_id"] for document in documents}


def _word(name: str) -> str:
    return name.partition("_")[2].lower()
