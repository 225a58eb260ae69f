"""What a menu says, whether it is a draft or published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Allergen(StrEnum):
    """Substances of which the law wants guests to be told. The names are the contract's."""

    GLUTEN = "GLUTEN"
    CRUSTACEANS = "CRUSTACEANS"
    EGGS = "EGGS"
    FISH = "FISH"
    PEANUTS = "PEANUTS"
    SOYA = "SOYA"
    MILK = "MILK"
    NUTS = "NUTS"
    CELERY = "CELERY"
    MUSTARD = "MUSTARD"
    SESAME = "SESAME"
    SULPHITES = "SULPHITES"
    LUPIN = "LUPIN"
    MOLLUSCS = "MOLLUSCS"


class Diet(StrEnum):
    """Who may eat it. The names are the contract's."""

    VEGETARIAN = "VEGETARIAN"
    VEGAN = "VEGAN"
    HALAL = "HALAL"
    KOSHER = "KOSHER"
    JAIN = "JAIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to order."""

    id: str
    name: str
    description: str = ""
    photo_url: str = ""
    #: Minor units of the restaurant's currency, of one, before options. Not negative.
    price: int
    #: A tax of the restaurant, or empty.
    tax_id: str = ""
    #: A station of the restaurant.
    station_id: str
    #: How long the kitchen usually needs; 0 is not known.
    prep_seconds: int = 0
    allergens: tuple[Allergen, ...] = ()
    diets: tuple[Diet, ...] = ()
    modifier_list_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer."""

    id: str
    name: str
    #: Minor units, added for each. Not negative.
    price: int = 0
    preselected: bool = False
    max_quantity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ModifierList:
    """A question asked when an item is ordered, with its answers by id, in order."""

    id: str
    name: str
    min_selections: int = 0
    #: 0: any number.
    max_selections: int = 0
    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A chapter, its items in the order in which a guest reads them."""

    id: str
    name: str
    description: str = ""
    item_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuContent:
    """Chapters, and by id the items and the questions, each in the order they were given."""

    categories: tuple[Category, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    modifier_lists: Mapping[str, ModifierList] = field(default_factory=dict)
