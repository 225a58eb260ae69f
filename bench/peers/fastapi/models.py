"""The house in pydantic. Amounts are in minor units."""

from datetime import datetime
from typing import Annotated, Literal

from bson import ObjectId
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Id = Annotated[str, BeforeValidator(str)]
Status = Literal["placed", "accepted", "preparing", "ready", "served", "cancelled"]


class Document(BaseModel):
    """Something with an id of its own."""

    model_config = ConfigDict(populate_by_name=True)

    id: Id = Field(alias="_id")


class Tax(Document):
    slug: str
    name: str
    rate: int


class Restaurant(Document):
    name: str
    currency: str
    inclusive: bool = True
    taxes: list[Tax]


class Option(BaseModel):
    slug: str
    name: str
    price: int = 0
    preselected: bool = False
    most: int = 1


class Choice(Document):
    slug: str
    name: str
    least: int
    most: int
    options: list[Option]


class Item(Document):
    slug: str
    name: str
    description: str
    photo: str
    price: int
    tax: Id
    station: str
    seconds: int
    allergens: list[str]
    diets: list[str]
    choices: list[Id]


class Category(Document):
    slug: str
    name: str
    description: str
    position: int
    items: list[Item]


class Menu(BaseModel):
    restaurant: Restaurant
    categories: list[Category]
    choices: list[Choice]


def _object_id(value: str) -> str:
    if not ObjectId.is_valid(value):
        raise ValueError("no id")
    return value


class OptionWish(BaseModel):
    choice: str = Field(min_length=1, max_length=60)
    option: str = Field(min_length=1, max_length=60)
    quantity: int = Field(default=1, ge=1, le=20)


class LineWish(BaseModel):
    key: str = Field(min_length=1, max_length=40)
    item: Annotated[str, AfterValidator(_object_id)]
    quantity: int = Field(ge=1, le=99)
    options: list[OptionWish] = Field(default_factory=list, max_length=50)
    note: str = Field(default="", max_length=200)


class OrderWish(BaseModel):
    restaurant: str
    lines: list[LineWish] = Field(min_length=1, max_length=100)
    note: str = Field(default="", max_length=500)


class ChosenOption(BaseModel):
    choice: str
    option: str
    name: str
    quantity: int
    price: int


class Line(BaseModel):
    key: str
    item: Id
    name: str
    station: str
    quantity: int
    options: list[ChosenOption]
    note: str
    unit_price: int
    amount: int
    tax: Id
    tax_amount: int
    status: Literal["queued", "preparing", "ready", "served"] = "queued"


class TaxTotal(BaseModel):
    tax: Id
    name: str
    rate: int
    amount: int


class Event(BaseModel):
    status: Status
    by: str
    at: datetime


class Order(Document):
    restaurant: Id
    visit: str
    table: str
    guest: str
    number: str
    status: Status
    currency: str
    lines: list[Line]
    taxes: list[TaxTotal]
    subtotal: int
    total: int
    note: str
    ready_at: datetime
    history: list[Event]
    created_at: datetime
    updated_at: datetime


class StatusWish(BaseModel):
    status: Status
