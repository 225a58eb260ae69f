"""POST /api/orders, GET /api/orders/{id}, PATCH /api/orders/{id}/status"""

from datetime import UTC, datetime
from typing import Annotated, Any

from auth import CurrentUser, User, guest, staff
from bson import ObjectId
from bson.errors import InvalidId
from database import SAFELY, Database, Opened
from fastapi import APIRouter, Depends, Header, HTTPException, Request
from live import Rooms
from models import Order, OrderWish, StatusWish
from pricing import price
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

_NEXT = {
    "placed": ["accepted", "cancelled"],
    "accepted": ["preparing", "cancelled"],
    "preparing": ["ready"],
    "ready": ["preparing", "served"],
}
router = APIRouter(prefix="/api/orders")


@router.post("", status_code=201, response_model=Order)
async def place(
    wish: OrderWish,
    user: Annotated[User, Depends(guest)],
    database: Opened,
    request: Request,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> dict[str, Any]:
    """Stored on disk by a majority when this returns."""
    if wish.restaurant != user.restaurant:
        raise HTTPException(404, "no such restaurant")
    priced = await price(database, user.restaurant, wish.lines)
    order = priced | _head(user, wish.note)
    if idempotency_key is not None:
        order["request_id"] = idempotency_key
    orders = database.get_collection("orders", write_concern=SAFELY)
    try:
        await orders.insert_one(order)
    except DuplicateKeyError:
        return await _placed_before(database, order)
    await _tell(request.app.state.rooms, "placed", order)
    return order


@router.get("/{order_id}", response_model=Order)
async def read(order_id: str, user: CurrentUser, database: Opened) -> dict[str, Any]:
    """One order of the caller's restaurant."""
    return await _find(database, order_id, user)


@router.patch("/{order_id}/status", response_model=Order)
async def change_status(
    order_id: str,
    wish: StatusWish,
    user: Annotated[User, Depends(staff)],
    database: Opened,
    request: Request,
) -> dict[str, Any]:
    """Moves an order, unless somebody else was faster."""
    order = await _find(database, order_id, user)
    if wish.status not in _NEXT.get(order["status"], ()):
        raise HTTPException(409, f"is {order['status']}")
    now = datetime.now(UTC)
    event = {"status": wish.status, "by": user.sub, "at": now}
    changed = await database.get_collection("orders", write_concern=SAFELY).find_one_and_update(
        {"_id": order["_id"], "status": order["status"]},
        {"$set": {"status": wish.status, "updated_at": now}, "$push": {"history": event}},
        return_document=ReturnDocument.AFTER,
    )
    if changed is None:
        raise HTTPException(409, "has changed")
    await _tell(request.app.state.rooms, "status", changed)
    return changed


def _head(user: User, note: str) -> dict[str, Any]:
    order_id, now = ObjectId(), datetime.now(UTC)
    return {
        "_id": order_id,
        "restaurant": ObjectId(user.restaurant),
        "visit": user.visit,
        "table": user.table,
        "guest": user.sub,
        "number": str(order_id)[-4:].upper(),
        "status": "placed",
        "note": note,
        "history": [{"status": "placed", "by": user.sub, "at": now}],
        "created_at": now,
        "updated_at": now,
    }


async def _placed_before(database: Database, order: dict[str, Any]) -> dict[str, Any]:
    same = {name: order[name] for name in ("restaurant", "guest", "request_id")}
    before = await database["orders"].find_one(same)
    if before is None:
        raise HTTPException(409, "came twice at once")
    return before


async def _find(database: Database, order_id: str, user: User) -> dict[str, Any]:
    try:
        key = {"_id": ObjectId(order_id), "restaurant": ObjectId(user.restaurant)}
    except InvalidId as error:
        raise HTTPException(400, "no id") from error
    order = await database["orders"].find_one(key)
    if order is None:
        raise HTTPException(404, "no such order")
    return order


async def _tell(rooms: Rooms, what: str, order: dict[str, Any]) -> None:
    told = Order(**order).model_dump_json(by_alias=True)
    message = f'{{"event":"order:{what}","order":{told}}}'
    await rooms.tell(message, f"restaurant:{order['restaurant']}", f"visit:{order['visit']}")
