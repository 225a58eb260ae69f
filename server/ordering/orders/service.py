"""Placing orders and moving them on."""

from collections.abc import Sequence
from datetime import datetime

from server.catalog.restaurants.service import RestaurantService
from server.clock import Clock
from server.errors import DomainError, FieldViolation, InvalidFields, NotFound, Reason
from server.ids import new_id
from server.ordering.orders import transitions
from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.permissions import require_may_cancel
from server.ordering.orders.placing import Placement, placed, ready_estimate
from server.ordering.pricing.domain import LineWish, Priced
from server.ordering.pricing.service import PricingService
from server.ordering.visits.service import VisitService
from server.origin import Origin
from server.storage.client import Database
from server.values import named_value, value


class OrdersPaused(DomainError):
    """The restaurant takes no orders now."""

    reason = Reason.ORDERS_PAUSED

    def __init__(self, until: datetime) -> None:
        """Until when, in UTC."""
        text = until.isoformat(timespec="seconds").replace("+00:00", "Z")
        super().__init__(f"no orders are taken until {text}", metadata={"until": text})


@named_value
class Wish:
    """What somebody wants to order."""

    restaurant_id: str
    visit_id: str
    #: "" if staff order for the table.
    guest_id: str
    menu_version: int
    lines: tuple[LineWish, ...]
    note: str
    origin: Origin


@value
class Canceller:
    """Who takes an order back."""

    #: The contract's Caller.
    caller: str
    actor: str
    #: A guest's; "" for staff.
    visit_id: str


class OrderService(OrderCommands):
    """Orders, from the phone to the table."""

    def __init__(
        self,
        database: Database,
        restaurants: RestaurantService,
        visits: VisitService,
        pricing: PricingService,
        clock: Clock,
    ) -> None:
        """The services are asked for what an order is made of; they answer from memory."""
        super().__init__(database, clock)
        self._restaurants = restaurants
        self._visits = visits
        self._pricing = pricing

    async def quote(
        self, restaurant_id: str, menu_version: int, wishes: Sequence[LineWish]
    ) -> tuple[Priced, datetime]:
        """What it would cost, and when it would be ready.

        Raises InvalidFields, MenuChanged, NoMenu.
        """
        restaurant = await self._restaurants.get(restaurant_id)
        priced = await self._pricing.price(restaurant, menu_version, wishes)
        return priced, ready_estimate(priced.lines, self._clock.now())

    async def place(self, wish: Wish) -> Order:
        """Stores the order; the same request_id gives the same order, as it was placed.

        Raises InvalidFields, MenuChanged, NoMenu, OrdersPaused, VisitClosed, RequestIdReused.
        """
        try:
            order = await self._order(wish)
        except DomainError:
            # What was taken yesterday stays taken, whatever has changed since.
            earlier = await self._earlier(wish)
            if earlier is None:
                raise
            return earlier.as_placed()
        stored = await self.of(wish.restaurant_id).insert_once(order)
        return stored.as_placed()

    async def get(self, restaurant_id: str, order_id: str, visit_id: str = "") -> Order:
        """One order; with a visit, only if it is of that visit. Raises NotFound."""
        order = await self.of(restaurant_id).get(order_id)
        if visit_id and order.visit_id != visit_id:
            raise NotFound("order", order_id)
        return order

    async def accept(self, restaurant_id: str, order_id: str, actor: str, version: int) -> Order:
        """The house takes it. Raises NotFound, VersionMismatch, OrderStateForbids."""
        return await self.apply(
            restaurant_id, order_id, version, lambda it, now: transitions.accept(it, actor, now)
        )

    async def reject(
        self, restaurant_id: str, order_id: str, actor: str, version: int, reason: str
    ) -> Order:
        """The house refuses it. Raises NotFound, VersionMismatch, OrderStateForbids."""
        return await self.apply(
            restaurant_id,
            order_id,
            version,
            lambda it, now: transitions.reject(it, actor, now, reason),
        )

    async def serve(self, restaurant_id: str, order_id: str, actor: str, version: int) -> Order:
        """It is on the table. Raises NotFound, VersionMismatch, OrderStateForbids."""
        return await self.apply(
            restaurant_id, order_id, version, lambda it, now: transitions.serve(it, actor, now)
        )

    async def cancel(
        self, restaurant_id: str, order_id: str, canceller: Canceller, version: int, reason: str
    ) -> Order:
        """It is taken back.

        Raises NotFound, VersionMismatch, OrderStateForbids, CallerNotAllowed, InvalidFields.
        """
        if canceller.caller != "GUEST" and not reason:
            raise InvalidFields([FieldViolation("reason", "say why, for the guest to read")])

        def decide(order: Order, now: datetime) -> Order:
            if canceller.visit_id and order.visit_id != canceller.visit_id:
                raise NotFound("order", order_id)
            if order.state is not OrderState.CANCELLED:
                require_may_cancel(order, canceller.caller)
            return transitions.cancel(order, canceller.actor, now, reason)

        return await self.apply(restaurant_id, order_id, version, decide)

    async def _order(self, wish: Wish) -> Order:
        restaurant = await self._restaurants.get(wish.restaurant_id)
        visit = await self._visits.require_party(wish.restaurant_id, wish.visit_id, wish.guest_id)
        now = self._clock.now()
        if restaurant.paused_until_time and now < restaurant.paused_until_time:
            raise OrdersPaused(restaurant.paused_until_time)
        priced = await self._pricing.price(restaurant, wish.menu_version, wish.lines)
        placement = Placement(new_id("ord"), wish.guest_id, wish.note, wish.origin)
        return placed(placement, visit, restaurant, priced, now)

    async def _earlier(self, wish: Wish) -> Order | None:
        return await self.of(wish.restaurant_id).find_origin(wish.origin)
