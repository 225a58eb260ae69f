"""GET /api/restaurants/{id}/menu"""

import asyncio
from typing import Any

from auth import CurrentUser
from bson import ObjectId
from database import Opened
from fastapi import APIRouter, HTTPException
from models import Menu

router = APIRouter(prefix="/api/restaurants")


@router.get("/{restaurant_id}/menu", response_model=Menu)
async def read_menu(restaurant_id: str, user: CurrentUser, database: Opened) -> dict[str, Any]:
    """The whole menu: categories with their items, and the questions that items ask."""
    if user.restaurant != restaurant_id:
        raise HTTPException(404, "no such restaurant")
    own = {"restaurant": ObjectId(restaurant_id)}
    restaurant, taxes, categories, items, choices = await asyncio.gather(
        database["restaurants"].find_one({"_id": own["restaurant"]}),
        database["taxes"].find(own).to_list(),
        database["categories"].find(own).sort("position").to_list(),
        database["items"].find(own).to_list(),
        database["choices"].find(own).to_list(),
    )
    if restaurant is None:
        raise HTTPException(404, "no such restaurant")
    by_id = {item["_id"]: item for item in items}
    for category in categories:
        category["items"] = [by_id[it] for it in category["items"] if it in by_id]
    restaurant["taxes"] = taxes
    return {"restaurant": restaurant, "categories": categories, "choices": choices}
