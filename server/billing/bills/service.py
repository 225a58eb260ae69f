"""Reading what a bill is computed from."""

from functools import partial

from server.billing.bills.compute import bill_of
from server.billing.bills.domain import Bill
from server.billing.payments.repository import PaymentRepository
from server.catalog.restaurants.service import RestaurantService
from server.ordering.orders.commands import OrderCommands
from server.ordering.visits.service import VisitService
from server.storage.client import Database


class BillService:
    """The bills of all visits, computed anew whenever somebody asks."""

    def __init__(
        self,
        database: Database,
        restaurants: RestaurantService,
        visits: VisitService,
        orders: OrderCommands,
    ) -> None:
        """`restaurants` answers from memory."""
        self._payments = partial(PaymentRepository, database)
        self._restaurants = restaurants
        self._visits = visits
        self._orders = orders

    async def of_visit(self, restaurant_id: str, visit_id: str) -> Bill:
        """The bill as it stands now. Raises NotFound."""
        visit = await self._visits.get(restaurant_id, visit_id)
        restaurant = await self._restaurants.get(restaurant_id)
        orders = await self._orders.of(restaurant_id).of_visit(visit_id)
        payments = await self._payments(restaurant_id).of_visit(visit_id)
        return bill_of(restaurant, visit, orders, payments)
