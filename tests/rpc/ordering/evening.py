"""What people do with orders in the course of an evening."""

from __future__ import annotations

from dataclasses import dataclass

from here2order.ordering.v1 import (
    order_pb2,
    order_service_pb2,
    ticket_pb2,
    ticket_service_pb2,
    visit_pb2,
    visit_service_pb2,
)

from tests.support.api import bearer
from tests.support.house import House, Seat


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does something: of the house by role, or a guest."""

    house: House
    token: str
    #: The house's people name it; a guest's and a device's token says it.
    restaurant_id: str = ""

    async def accept(self, order: order_pb2.Order, version: int = 0) -> order_pb2.Order:
        """The house takes it."""
        request = order_service_pb2.AcceptOrderRequest(
            restaurant_id=self.restaurant_id, order_id=order.id, expected_version=version
        )
        reply = await self.house.api.orders.AcceptOrder(request, metadata=bearer(self.token))
        return reply.order

    async def reject(self, order: order_pb2.Order, reason: str) -> order_pb2.Order:
        """The house refuses it."""
        request = order_service_pb2.RejectOrderRequest(
            restaurant_id=self.restaurant_id, order_id=order.id, reason=reason
        )
        reply = await self.house.api.orders.RejectOrder(request, metadata=bearer(self.token))
        return reply.order

    async def cancel(self, order: order_pb2.Order, reason: str = "") -> order_pb2.Order:
        """It is taken back."""
        request = order_service_pb2.CancelOrderRequest(
            restaurant_id=self.restaurant_id, order_id=order.id, reason=reason
        )
        reply = await self.house.api.orders.CancelOrder(request, metadata=bearer(self.token))
        return reply.order

    async def serve(self, order: order_pb2.Order) -> order_pb2.Order:
        """It is on the table."""
        request = order_service_pb2.ServeOrderRequest(
            restaurant_id=self.restaurant_id, order_id=order.id
        )
        reply = await self.house.api.orders.ServeOrder(request, metadata=bearer(self.token))
        return reply.order

    async def see(self, order: order_pb2.Order) -> order_pb2.Order:
        """The order as it is now, as this person sees it."""
        request = order_service_pb2.GetOrderRequest(
            restaurant_id=self.restaurant_id, order_id=order.id
        )
        reply = await self.house.api.orders.GetOrder(request, metadata=bearer(self.token))
        return reply.order

    async def start(
        self, order: order_pb2.Order, station_id: str = "kitchen", version: int = 0
    ) -> ticket_pb2.Ticket:
        """The station begins."""
        request = ticket_service_pb2.StartTicketRequest(
            restaurant_id=self.restaurant_id,
            order_id=order.id,
            station_id=station_id,
            expected_version=version,
        )
        reply = await self.house.api.tickets.StartTicket(request, metadata=bearer(self.token))
        return reply.ticket

    async def bump(
        self, order: order_pb2.Order, station_id: str = "kitchen", version: int = 0
    ) -> ticket_pb2.Ticket:
        """The station is done."""
        request = ticket_service_pb2.BumpTicketRequest(
            restaurant_id=self.restaurant_id,
            order_id=order.id,
            station_id=station_id,
            expected_version=version,
        )
        reply = await self.house.api.tickets.BumpTicket(request, metadata=bearer(self.token))
        return reply.ticket

    async def recall(
        self, order: order_pb2.Order, station_id: str = "kitchen"
    ) -> ticket_pb2.Ticket:
        """It was not done after all."""
        request = ticket_service_pb2.RecallTicketRequest(
            restaurant_id=self.restaurant_id, order_id=order.id, station_id=station_id
        )
        reply = await self.house.api.tickets.RecallTicket(request, metadata=bearer(self.token))
        return reply.ticket

    async def tickets(self, station_id: str = "") -> list[ticket_pb2.Ticket]:
        """What waits to be made."""
        request = ticket_service_pb2.ListTicketsRequest(
            restaurant_id=self.restaurant_id, station_id=station_id
        )
        reply = await self.house.api.tickets.ListTickets(request, metadata=bearer(self.token))
        return list(reply.tickets)

    async def visit(self, visit_id: str = "") -> visit_pb2.Visit:
        """A visit; a guest's own if none is named."""
        request = visit_service_pb2.GetVisitRequest(
            restaurant_id=self.restaurant_id, visit_id=visit_id
        )
        reply = await self.house.api.visits.GetVisit(request, metadata=bearer(self.token))
        return reply.visit

    async def open_visits(self) -> list[str]:
        """Ids of the visits that are open, oldest first."""
        request = visit_service_pb2.ListOpenVisitsRequest(restaurant_id=self.restaurant_id)
        reply = await self.house.api.visits.ListOpenVisits(request, metadata=bearer(self.token))
        return [visit.id for visit in reply.visits]


def guest(house: House, seat: Seat) -> Person:
    """Whoever sits there."""
    return Person(house, seat.token)


def screen(house: House) -> Person:
    """The kitchen's device."""
    return Person(house, house.tokens["DEVICE"])


async def one_of(house: House, role: str) -> Person:
    """Somebody with that role, hired if there is none yet."""
    if role not in house.tokens:
        await house.hire(role)
    return Person(house, house.tokens[role], house.restaurant_id)
