"""The contract's stubs, by service, over one channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import grpc
from here2order.billing.v1 import (
    account_service_pb2_grpc,
    bill_service_pb2_grpc,
    payment_service_pb2_grpc,
    receipt_service_pb2_grpc,
)
from here2order.catalog.v1 import (
    menu_service_pb2_grpc,
    restaurant_service_pb2_grpc,
    table_service_pb2_grpc,
)
from here2order.identity.v1 import device_service_pb2_grpc, team_service_pb2_grpc
from here2order.notifications.v1 import contact_service_pb2_grpc, message_service_pb2_grpc
from here2order.ordering.v1 import (
    order_service_pb2_grpc,
    ticket_service_pb2_grpc,
    visit_service_pb2_grpc,
)


@dataclass(slots=True)
class Api:
    """One stub a service; each call takes `metadata=bearer(token)`."""

    channel: Any
    restaurants: restaurant_service_pb2_grpc.RestaurantServiceStub = field(init=False)
    tables: table_service_pb2_grpc.TableServiceStub = field(init=False)
    menus: menu_service_pb2_grpc.MenuServiceStub = field(init=False)
    team: team_service_pb2_grpc.TeamServiceStub = field(init=False)
    devices: device_service_pb2_grpc.DeviceServiceStub = field(init=False)
    visits: visit_service_pb2_grpc.VisitServiceStub = field(init=False)
    orders: order_service_pb2_grpc.OrderServiceStub = field(init=False)
    tickets: ticket_service_pb2_grpc.TicketServiceStub = field(init=False)
    payments: payment_service_pb2_grpc.PaymentServiceStub = field(init=False)
    bills: bill_service_pb2_grpc.BillServiceStub = field(init=False)
    accounts: account_service_pb2_grpc.PaymentAccountServiceStub = field(init=False)
    receipts: receipt_service_pb2_grpc.ReceiptServiceStub = field(init=False)
    contacts: contact_service_pb2_grpc.ContactServiceStub = field(init=False)
    messages: message_service_pb2_grpc.MessageServiceStub = field(init=False)

    def __post_init__(self) -> None:
        """Makes the stubs."""
        channel: grpc.aio.Channel = self.channel
        self.restaurants = restaurant_service_pb2_grpc.RestaurantServiceStub(channel)
        self.tables = table_service_pb2_grpc.TableServiceStub(channel)
        self.menus = menu_service_pb2_grpc.MenuServiceStub(channel)
        self.team = team_service_pb2_grpc.TeamServiceStub(channel)
        self.devices = device_service_pb2_grpc.DeviceServiceStub(channel)
        self.visits = visit_service_pb2_grpc.VisitServiceStub(channel)
        self.orders = order_service_pb2_grpc.OrderServiceStub(channel)
        self.tickets = ticket_service_pb2_grpc.TicketServiceStub(channel)
        self.payments = payment_service_pb2_grpc.PaymentServiceStub(channel)
        self.bills = bill_service_pb2_grpc.BillServiceStub(channel)
        self.accounts = account_service_pb2_grpc.PaymentAccountServiceStub(channel)
        self.receipts = receipt_service_pb2_grpc.ReceiptServiceStub(channel)
        self.contacts = contact_service_pb2_grpc.ContactServiceStub(channel)
        self.messages = message_service_pb2_grpc.MessageServiceStub(channel)


def bearer(token: str) -> list[tuple[str, str]]:
    """The metadata of a call by whoever holds the token."""
    return [("authorization", f"Bearer {token}")]
