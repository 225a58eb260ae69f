"""Orders for workflows to follow, stored and moved as the server does it."""

from dataclasses import dataclass
from datetime import datetime

from server.catalog.restaurants.domain import Settings, opened
from server.catalog.restaurants.repository import RestaurantRepository
from server.clock import Clock
from server.ids import new_id
from server.ordering.orders import transitions
from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.domain import (
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    Ticket,
    TicketState,
    Totals,
)
from server.origin import Origin
from server.storage.client import Database

RESTAURANT = "rst_here"
STATION = "grill"
ESCALATE_MINUTES, EXPIRE_MINUTES = 3, 20
ESCALATE_SECONDS, EXPIRE_SECONDS = ESCALATE_MINUTES * 60, EXPIRE_MINUTES * 60


async def open_house(database: Database, clock: Clock) -> None:
    """The restaurant that all orders are placed at."""
    house = opened(
        RESTAURANT,
        Settings(name="Chakara", time_zone="Asia/Kolkata", currency="EUR"),
        Origin("user:1", "house", "hash"),
        clock.now(),
    )
    await RestaurantRepository(database, RESTAURANT).insert(
        house, Origin("user:1", "house", "hash")
    )


def an_order(
    place_time: datetime,
    *,
    state: OrderState = OrderState.PLACED,
    escalate_seconds: int = ESCALATE_SECONDS,
    expire_seconds: int = EXPIRE_SECONDS,
) -> Order:
    """One dish, just ordered."""
    order_id = new_id("ord")
    return Order(
        id=order_id,
        restaurant_id=RESTAURANT,
        visit_id="vis_1",
        table_id="tbl_1",
        table_name="12",
        number=order_id[-4:].upper(),
        state=state,
        currency="EUR",
        lines=(_A_DISH,),
        tickets=(Ticket(STATION, TicketState.QUEUED, place_time),),
        totals=Totals(900, 0, (), 900, prices_include_tax=True),
        note="",
        guest_id="gst_1",
        guest_name="Asha",
        menu_version=1,
        place_time=place_time,
        ready_estimate_time=place_time,
        update_time=place_time,
        escalate_after_seconds=escalate_seconds,
        expire_after_seconds=expire_seconds,
        timeline=(OrderEvent(place_time, "placed", "guest:gst_1", "", state, 1),),
        origin=Origin("guest:gst_1", order_id, "hash"),
    )


_A_DISH = OrderLine(
    key="a",
    item_id="itm_1",
    item_name="Parotta",
    station_id=STATION,
    quantity=1,
    options=(),
    note="",
    unit_price=900,
    amount=900,
    tax_id="tax_1",
    tax_amount=0,
    allergens=(),
    prep_seconds=300,
)


@dataclass(frozen=True, slots=True)
class Orders:
    """A database of orders: guests and staff at work."""

    database: Database
    clock: Clock

    @property
    def commands(self) -> OrderCommands:
        return OrderCommands(self.database, self.clock)

    async def place(self, order: Order | None = None) -> Order:
        """A guest orders."""
        order = order or an_order(self.clock.now())
        return await self.commands.of(RESTAURANT).insert_once(order)

    async def place_many(self, count: int) -> list[Order]:
        """Many do."""
        return [await self.place() for _ in range(count)]

    async def get(self, order: Order) -> Order:
        """As it is now."""
        return await self.commands.of(RESTAURANT).get(order.id)

    async def do(self, action: str, order: Order) -> Order:
        """What staff or a guest do: accept, reject, cancel, start, bump, serve."""
        return await self.commands.apply(
            RESTAURANT, order.id, 0, lambda it, now: _ACTIONS[action](it, now)
        )


_ACTIONS = {
    "accept": lambda it, now: transitions.accept(it, "user:1", now),
    "reject": lambda it, now: transitions.reject(it, "user:1", now, "no"),
    "cancel": lambda it, now: transitions.cancel(it, "guest:gst_1", now, ""),
    "start": lambda it, now: transitions.start(it, STATION, "device:1", now),
    "bump": lambda it, now: transitions.bump(it, STATION, "device:1", now),
    "recall": lambda it, now: transitions.recall(it, STATION, "device:1", now),
    "serve": lambda it, now: transitions.serve(it, "user:1", now),
}
