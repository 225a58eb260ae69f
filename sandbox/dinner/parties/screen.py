"""A kitchen screen: one station's tickets, live, and what the cook does with them."""

from collections.abc import AsyncIterable

import grpc.aio
from here2order.catalog.v1.menu_service_pb2 import (
    ItemOrOption,
    MarkAvailableRequest,
    MarkSoldOutRequest,
)
from here2order.identity.v1.device_service_pb2 import PairDeviceRequest
from here2order.ordering.v1.order_pb2 import Order, TicketState
from here2order.ordering.v1.order_service_pb2 import AcceptOrderRequest, RejectOrderRequest
from here2order.ordering.v1.ticket_pb2 import Ticket
from here2order.ordering.v1.ticket_service_pb2 import (
    BumpTicketRequest,
    RecallTicketRequest,
    StartTicketRequest,
    WatchTicketsRequest,
    WatchTicketsResponse,
)

from sandbox.dinner import words
from sandbox.dinner.parties.live import Live
from sandbox.dinner.parties.party import Party
from sandbox.dinner.transcript import Transcript


class KitchenScreen(Party):
    """A paired device that shows one station's tickets."""

    def __init__(
        self, name: str, tell: Transcript, channel: grpc.aio.Channel, station_id: str
    ) -> None:
        """Out of the box."""
        super().__init__(name, tell, channel)
        self.station_id = station_id
        #: By order.
        self.tickets: dict[str, Ticket] = {}
        self.watched = Live(f"tickets at {name}", self._watch, self._take)
        self.streams = [self.watched]
        self.ready = False
        #: Orders of others, who were here before it was switched on.
        self._old: set[str] = set()
        self._out: list[tuple[str, str]] = []

    async def pair(self, code: str) -> None:
        """Trades the code for a token and begins to watch."""
        paired = await self.ask(self.devices.PairDevice, PairDeviceRequest(pairing_code=code))
        self.token = paired.token
        self.watched.connect()
        await self.watched.until("its first tickets", lambda: self.ready, lambda: "none")

    async def accept(self, order: Order) -> None:
        """The house takes the order."""
        self.does(f"accepts {order.number}")
        await self.ask(self.orders.AcceptOrder, AcceptOrderRequest(order_id=order.id))

    async def reject(self, order: Order, reason: str) -> None:
        """The house refuses the order."""
        self.does(f"rejects {order.number}: “{reason}”")
        request = RejectOrderRequest(order_id=order.id, reason=reason)
        await self.ask(self.orders.RejectOrder, request)

    async def start(self, order: Order) -> None:
        """The station begins."""
        self.does(f"starts {order.number}")
        request = StartTicketRequest(order_id=order.id, station_id=self.station_id)
        await self.ask(self.kitchen.StartTicket, request)

    async def bump(self, order: Order) -> None:
        """The station is done."""
        self.does(f"bumps {order.number}")
        request = BumpTicketRequest(order_id=order.id, station_id=self.station_id)
        await self.ask(self.kitchen.BumpTicket, request)

    async def recall(self, order: Order) -> None:
        """It was not done after all."""
        self.does(f"recalls {order.number}: bumped by mistake")
        request = RecallTicketRequest(order_id=order.id, station_id=self.station_id)
        await self.ask(self.kitchen.RecallTicket, request)

    async def sells_out(self, item_id: str, name: str) -> None:
        """86."""
        self.does(f"86: {name}")
        self._out.append((item_id, name))
        request = MarkSoldOutRequest(target=ItemOrOption(item_id=item_id))
        await self.ask(self.menus.MarkSoldOut, request)

    async def brings_back(self) -> None:
        """Everything that it said was out can be had again."""
        while self._out:
            item_id, name = self._out.pop()
            self.does(f"has {name} again")
            request = MarkAvailableRequest(target=ItemOrOption(item_id=item_id))
            await self.ask(self.menus.MarkAvailable, request)

    async def sees_ticket(self, order: Order, state: TicketState.ValueType) -> Ticket:
        """Waits until the screen shows its ticket of the order in that state."""

        def shown() -> Ticket:
            return self.tickets.get(order.id, Ticket())

        await self.watched.until(
            f"ticket {order.number} to be {words.ticket_state(state)}",
            lambda: shown().state == state,
            lambda: words.ticket_state(shown().state),
        )
        return shown()

    def _watch(self) -> AsyncIterable[WatchTicketsResponse]:
        request = WatchTicketsRequest(station_id=self.station_id)
        return self.kitchen.WatchTickets(request, metadata=self.metadata)

    def _take(self, message: WatchTicketsResponse) -> None:
        kind = message.WhichOneof("event")
        if kind == "snapshot":
            self._old.update(ticket.order_id for ticket in message.snapshot.tickets)
            self.ready = not message.snapshot.more
        for ticket in message.change.tickets:
            if ticket.order_id not in self._old:
                self._hang(ticket)

    def _hang(self, ticket: Ticket) -> None:
        before = self.tickets.get(ticket.order_id)
        self.tickets[ticket.order_id] = ticket
        if before is None:
            self.sees(words.new_ticket(ticket))
        elif news := words.ticket_news(before, ticket):
            self.sees(news)
