"""Somebody with a connection of their own, and perhaps a token."""

import uuid
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import grpc.aio
from google.protobuf.message import Message
from here2order.billing.v1.bill_service_pb2_grpc import BillServiceStub
from here2order.billing.v1.payment_service_pb2_grpc import PaymentServiceStub
from here2order.catalog.v1.menu_service_pb2_grpc import MenuServiceStub
from here2order.identity.v1.device_service_pb2_grpc import DeviceServiceStub
from here2order.notifications.v1.contact_service_pb2_grpc import ContactServiceStub
from here2order.notifications.v1.message_service_pb2_grpc import MessageServiceStub
from here2order.ordering.v1.order_service_pb2_grpc import OrderServiceStub
from here2order.ordering.v1.ticket_service_pb2_grpc import TicketServiceStub
from here2order.ordering.v1.visit_service_pb2_grpc import VisitServiceStub

from sandbox.dinner.faults import Refusal, RefusedError, SpoiledError, refusal_of
from sandbox.dinner.parties.live import Live
from sandbox.dinner.transcript import Transcript

_PATIENCE_SECONDS = 20.0

Asked = TypeVar("Asked", bound=Message)
Answer = TypeVar("Answer")
Call = Callable[..., Awaitable[Answer]]


def new_request_id() -> str:
    """What a client sends with what it creates."""
    return str(uuid.uuid4())


class Party:
    """One client: its name in the transcript, its channel and its token."""

    def __init__(
        self, name: str, tell: Transcript, channel: grpc.aio.Channel, token: str = ""
    ) -> None:
        """A channel may speak gRPC or gRPC-Web: the stubs do not care."""
        self.name = name
        self.tell = tell
        self.token = token
        self.menus = MenuServiceStub(channel)
        self.devices = DeviceServiceStub(channel)
        self.visits = VisitServiceStub(channel)
        self.orders = OrderServiceStub(channel)
        self.kitchen = TicketServiceStub(channel)
        self.bills = BillServiceStub(channel)
        self.payments = PaymentServiceStub(channel)
        self.contacts = ContactServiceStub(channel)
        self.messages = MessageServiceStub(channel)
        self.streams: list[Live[Any]] = []

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What goes along with every call."""
        return (("authorization", f"Bearer {self.token}"),) if self.token else ()

    def does(self, what: str) -> None:
        """Tells what comes next."""
        self.tell.does(self.name, what)

    def sees(self, what: str) -> None:
        """Tells what a stream has brought."""
        self.tell.sees(self.name, what)

    async def ask(self, call: Call[Answer], request: Message) -> Answer:
        """One call. Raises RefusedError."""
        try:
            return await call(
                request, metadata=self.metadata, timeout=_PATIENCE_SECONDS, wait_for_ready=True
            )
        except grpc.RpcError as error:
            rpc = request.DESCRIPTOR.name.removesuffix("Request")
            raise RefusedError(self.name, rpc, refusal_of(error)) from error

    async def is_refused(self, asking: Awaitable[object], reason: str) -> Refusal:
        """The refusal of what must be refused for that reason."""
        try:
            answer = await asking
        except RefusedError as error:
            self.tell.is_told(self.name, str(error.refusal))
            if error.refusal.reason == reason:
                return error.refusal
            raise SpoiledError(f"{self.name} to be told {reason}", str(error.refusal)) from None
        raise SpoiledError(f"{self.name} to be told {reason}", f"an answer: {answer}")

    async def leave(self) -> None:
        """Closes every stream."""
        for stream in self.streams:
            await stream.disconnect()
