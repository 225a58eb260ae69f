"""Drafts as documents, one a restaurant."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.catalog.menus.content import (
    Allergen,
    Category,
    Diet,
    Item,
    MenuContent,
    ModifierList,
    Option,
)
from server.catalog.menus.drafts.domain import MenuDraft
from server.storage import documents
from server.storage.client import Database, Document

COLLECTION = "menu_drafts"
INDEXES: Sequence[IndexModel] = (
    IndexModel([("restaurant_id", ASCENDING)], name="restaurant", unique=True),
)


class MenuDraftRepository:
    """The draft of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._drafts = database[COLLECTION]
        self._restaurant_id = restaurant_id

    async def get(self) -> MenuDraft:
        """The draft; an empty one of version 0 if nothing was written yet."""
        document = await self._drafts.find_one({"restaurant_id": self._restaurant_id})
        return from_document(document) if document else MenuDraft(self._restaurant_id)

    async def replace(self, draft: MenuDraft, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        if version:
            return await documents.replace(self._drafts, to_document(draft), version)
        try:
            await self._drafts.insert_one(to_document(draft))
        except DuplicateKeyError:
            return False
        return True


def to_document(draft: MenuDraft) -> Document:
    """As it is stored."""
    content = draft.content
    return {
        "_id": draft.restaurant_id,
        "restaurant_id": draft.restaurant_id,
        "categories": [asdict(category) for category in content.categories],
        "items": [_item_to_document(item) for item in content.items.values()],
        "modifier_lists": [_list_to_document(one) for one in content.modifier_lists.values()],
        "version": draft.version,
        "update_time": draft.update_time,
    }


def from_document(document: Document) -> MenuDraft:
    """From what is stored."""
    lists = (_list_from_document(one) for one in document["modifier_lists"])
    items = (_item_from_document(one) for one in document["items"])
    content = MenuContent(
        tuple(_category_from_document(one) for one in document["categories"]),
        {item.id: item for item in items},
        {one.id: one for one in lists},
    )
    return MenuDraft(
        document["restaurant_id"], content, document["version"], document["update_time"]
    )


def _category_from_document(document: Mapping[str, Any]) -> Category:
    return Category(**{**document, "item_ids": tuple(document["item_ids"])})


def _item_to_document(item: Item) -> Document:
    return {
        "id": item.id,
        "name": item.name,
        "description": item.description,
        "photo_url": item.photo_url,
        "price": item.price,
        "tax_id": item.tax_id,
        "station_id": item.station_id,
        "prep_seconds": item.prep_seconds,
        "allergens": [allergen.value for allergen in item.allergens],
        "diets": [diet.value for diet in item.diets],
        "modifier_list_ids": list(item.modifier_list_ids),
    }


def _item_from_document(document: Mapping[str, Any]) -> Item:
    converted = {
        "allergens": tuple(map(Allergen, document["allergens"])),
        "diets": tuple(map(Diet, document["diets"])),
        "modifier_list_ids": tuple(document["modifier_list_ids"]),
    }
    return Item(**{**document, **converted})


def _list_to_document(asked: ModifierList) -> Document:
    return {
        "id": asked.id,
        "name": asked.name,
        "min_selections": asked.min_selections,
        "max_selections": asked.max_selections,
        "options": [asdict(option) for option in asked.options.values()],
    }


def _list_from_document(document: Mapping[str, Any]) -> ModifierList:
    options = {one["id"]: Option(**one) for one in document["options"]}
    return ModifierList(**{**document, "options": options})
