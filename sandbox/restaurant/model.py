"""What the seed data is made of. Amounts are minor units of the restaurant's currency."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["owner", "manager", "staff", "customer"]
Diet = Literal["vegetarian", "vegan", "halal", "jain"]
Allergen = Literal[
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "peanuts",
    "soya",
    "milk",
    "nuts",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a name: a station, an area."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax; `rate_ppm` is in parts per million, 50,000 is 5 %."""

    id: str
    name: str
    rate_ppm: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the name on its code."""

    name: str
    area_id: str
    seats: int


@dataclass(frozen=True, slots=True)
class Person:
    """An account; `key` is its id outside Clerk and stays the same for ever."""

    key: str
    role: Role
    first_name: str
    last_name: str
    title: str

    @property
    def email(self) -> str:
        """An address that reaches nobody."""
        return f"{self.key}@chakara.example"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `price` is added for each; `most` of it may be taken."""

    id: str
    name: str
    price: int = 0
    preselected: bool = False
    most: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with its answers: at least `least`, at the most `most` (0 is any number)."""

    id: str
    name: str
    least: int
    most: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Dish:
    """Something to order; its picture is `photos/<slug>.svg`."""

    slug: str
    name: str
    description: str
    price: int
    station: str
    minutes: int
    allergens: tuple[Allergen, ...] = ()
    diets: tuple[Diet, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A chapter of the menu, in the order in which a guest reads it."""

    id: str
    name: str
    description: str
    dishes: tuple[Dish, ...]
