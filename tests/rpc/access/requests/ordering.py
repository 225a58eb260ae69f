"""Requests of ordering: about the guest's visit, and a new order of it wherever one is needed."""

from dataclasses import dataclass

from here2order.ordering.v1 import (
    order_service_pb2,
    ticket_service_pb2,
    visit_service_pb2,
)

from tests.rpc.access.world import OURS, THEIRS, World
from tests.support.house import dosa, new_request_id

_STATION = "kitchen"


@dataclass(slots=True)
class Visits:
    """VisitService."""

    world: World

    async def ScanTable(self) -> visit_service_pb2.ScanTableRequest:
        return visit_service_pb2.ScanTableRequest(
            code=self.world.here.tables[THEIRS].code, request_id=new_request_id()
        )

    async def RenewVisitToken(self) -> visit_service_pb2.RenewVisitTokenRequest:
        return visit_service_pb2.RenewVisitTokenRequest()

    async def OpenVisit(self) -> visit_service_pb2.OpenVisitRequest:
        return visit_service_pb2.OpenVisitRequest(
            restaurant_id=self.world.here.restaurant_id, table_id=self.world.here.tables[OURS].id
        )

    async def GetVisit(self) -> visit_service_pb2.GetVisitRequest:
        return visit_service_pb2.GetVisitRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=self.world.seat.visit_id
        )

    async def ListOpenVisits(self) -> visit_service_pb2.ListOpenVisitsRequest:
        return visit_service_pb2.ListOpenVisitsRequest(restaurant_id=self.world.here.restaurant_id)

    async def CloseVisit(self) -> visit_service_pb2.CloseVisitRequest:
        visit = await self.world.passing_visit()
        return visit_service_pb2.CloseVisitRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=visit.id
        )


@dataclass(slots=True)
class Orders:
    """OrderService."""

    world: World

    async def QuoteOrder(self) -> order_service_pb2.QuoteOrderRequest:
        return order_service_pb2.QuoteOrderRequest(
            restaurant_id=self.world.here.restaurant_id, menu_version=1, lines=[dosa()]
        )

    async def PlaceOrder(self) -> order_service_pb2.PlaceOrderRequest:
        request = self.world.here.order_request(dosa())
        request.restaurant_id = self.world.here.restaurant_id
        request.visit_id = self.world.seat.visit_id
        return request

    async def GetOrder(self) -> order_service_pb2.GetOrderRequest:
        return order_service_pb2.GetOrderRequest(
            restaurant_id=self.world.here.restaurant_id, order_id=await _placed(self.world)
        )

    async def ListOrders(self) -> order_service_pb2.ListOrdersRequest:
        return order_service_pb2.ListOrdersRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=self.world.seat.visit_id
        )

    async def AcceptOrder(self) -> order_service_pb2.AcceptOrderRequest:
        return order_service_pb2.AcceptOrderRequest(
            restaurant_id=self.world.here.restaurant_id, order_id=await _placed(self.world)
        )

    async def RejectOrder(self) -> order_service_pb2.RejectOrderRequest:
        return order_service_pb2.RejectOrderRequest(
            restaurant_id=self.world.here.restaurant_id,
            order_id=await _placed(self.world),
            reason="We are closing.",
        )

    async def CancelOrder(self) -> order_service_pb2.CancelOrderRequest:
        return order_service_pb2.CancelOrderRequest(
            restaurant_id=self.world.here.restaurant_id,
            order_id=await _placed(self.world),
            reason="Ordered twice.",
        )

    async def ServeOrder(self) -> order_service_pb2.ServeOrderRequest:
        return order_service_pb2.ServeOrderRequest(
            restaurant_id=self.world.here.restaurant_id, order_id=await _bumped(self.world)
        )

    async def WatchOrder(self) -> order_service_pb2.WatchOrderRequest:
        return order_service_pb2.WatchOrderRequest(order_id=await _placed(self.world))

    async def WatchOrders(self) -> order_service_pb2.WatchOrdersRequest:
        return order_service_pb2.WatchOrdersRequest(restaurant_id=self.world.here.restaurant_id)


@dataclass(slots=True)
class Tickets:
    """TicketService."""

    world: World

    async def ListTickets(self) -> ticket_service_pb2.ListTicketsRequest:
        return ticket_service_pb2.ListTicketsRequest(restaurant_id=self.world.here.restaurant_id)

    async def StartTicket(self) -> ticket_service_pb2.StartTicketRequest:
        return ticket_service_pb2.StartTicketRequest(
            restaurant_id=self.world.here.restaurant_id,
            order_id=await _placed(self.world),
            station_id=_STATION,
        )

    async def BumpTicket(self) -> ticket_service_pb2.BumpTicketRequest:
        return ticket_service_pb2.BumpTicketRequest(
            restaurant_id=self.world.here.restaurant_id,
            order_id=await _placed(self.world),
            station_id=_STATION,
        )

    async def RecallTicket(self) -> ticket_service_pb2.RecallTicketRequest:
        return ticket_service_pb2.RecallTicketRequest(
            restaurant_id=self.world.here.restaurant_id,
            order_id=await _bumped(self.world),
            station_id=_STATION,
        )

    async def WatchTickets(self) -> ticket_service_pb2.WatchTicketsRequest:
        return ticket_service_pb2.WatchTicketsRequest(restaurant_id=self.world.here.restaurant_id)


async def _placed(world: World) -> str:
    return (await world.here.order(world.seat, dosa())).id


async def _bumped(world: World) -> str:
    order_id = await _placed(world)
    bump = ticket_service_pb2.BumpTicketRequest(order_id=order_id, station_id=_STATION)
    await world.api.tickets.BumpTicket(bump, metadata=world.here.as_("DEVICE"))
    return order_id
