"""What an order costs. The client says what it wants; every price is the menu's."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId
from database import Database
from fastapi import HTTPException
from models import LineWish, OptionWish

Document = dict[str, Any]
_MILLION = 1_000_000


async def price(database: Database, restaurant_id: str, wishes: Sequence[LineWish]) -> Document:
    """Lines, taxes and totals of what is asked for, or 422 with the reason."""
    if len({wish.key for wish in wishes}) < len(wishes):
        raise HTTPException(422, "lines: each needs a key of its own")
    own = {"restaurant": ObjectId(restaurant_id)}
    wanted = {"_id": {"$in": [ObjectId(wish.item) for wish in wishes]}}
    restaurant, taxes, items, choices = await asyncio.gather(
        database["restaurants"].find_one({"_id": own["restaurant"]}),
        database["taxes"].find(own).to_list(),
        database["items"].find(own | wanted).to_list(),
        database["choices"].find(own).to_list(),
    )
    if restaurant is None:
        raise HTTPException(404, "no such restaurant")
    menu = {str(item["_id"]): item for item in items}
    asked = {choice["_id"]: choice for choice in choices}
    rates = {tax["_id"]: tax["rate"] for tax in taxes}
    inclusive = restaurant["inclusive"]
    lines = [_line(wish, menu.get(wish.item), asked, rates, inclusive) for wish in wishes]
    totals = _tax_totals(lines, taxes)
    subtotal = sum(line["amount"] for line in lines)
    seconds = max(menu[wish.item]["seconds"] for wish in wishes)
    return {
        "currency": restaurant["currency"],
        "lines": lines,
        "taxes": totals,
        "subtotal": subtotal,
        "total": subtotal + (0 if inclusive else sum(tax["amount"] for tax in totals)),
        "ready_at": datetime.now(UTC) + timedelta(seconds=seconds),
    }


def _line(
    wish: LineWish,
    item: Document | None,
    asked: dict[ObjectId, Document],
    rates: dict[ObjectId, int],
    inclusive: bool,
) -> Document:
    if item is None:
        raise HTTPException(422, f"{wish.item} is not on this menu")
    options = _chosen(wish.options, item["name"], [asked[it] for it in item["choices"]])
    unit_price = item["price"] + sum(it["price"] * it["quantity"] for it in options)
    amount = unit_price * wish.quantity
    return {
        "key": wish.key,
        "item": item["_id"],
        "name": item["name"],
        "station": item["station"],
        "quantity": wish.quantity,
        "options": options,
        "note": wish.note,
        "unit_price": unit_price,
        "amount": amount,
        "tax": item["tax"],
        "tax_amount": _tax_of(amount, rates.get(item["tax"], 0), inclusive),
        "status": "queued",
    }


def _chosen(wishes: list[OptionWish], name: str, choices: list[Document]) -> list[Document]:
    counts: Counter[str] = Counter()
    by_slug = {choice["slug"]: choice for choice in choices}
    chosen = []
    for wish in wishes:
        answers = by_slug[wish.choice]["options"] if wish.choice in by_slug else []
        option = next((it for it in answers if it["slug"] == wish.option), None)
        if option is None:
            raise HTTPException(422, f"{name} has no option {wish.option}")
        if wish.quantity > option["most"]:
            raise HTTPException(422, f"at most {option['most']} {option['name']}")
        counts[wish.choice] += wish.quantity
        chosen.append(wish.model_dump() | {"name": option["name"], "price": option["price"]})
    for choice in choices:
        if counts[choice["slug"]] < choice["least"]:
            raise HTTPException(422, f"choose {choice['least']}: {choice['name']}")
        if choice["most"] and counts[choice["slug"]] > choice["most"]:
            raise HTTPException(422, f"too many: {choice['name']}")
    return chosen


def _tax_totals(lines: list[Document], taxes: list[Document]) -> list[Document]:
    amounts: Counter[ObjectId] = Counter()
    for line in lines:
        amounts[line["tax"]] += line["tax_amount"]
    return [
        {"tax": tax["_id"], "name": tax["name"], "rate": tax["rate"], "amount": amounts[tax["_id"]]}
        for tax in taxes
        if amounts[tax["_id"]]
    ]


def _tax_of(amount: int, rate: int, inclusive: bool) -> int:
    whole = _MILLION + rate if inclusive else _MILLION
    return (amount * rate + whole // 2) // whole
