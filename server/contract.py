"""The services of the contract that this server answers: all of them."""

from google.protobuf.descriptor import FileDescriptor
from here2order.billing.v1 import (
    account_service_pb2,
    bill_service_pb2,
    payment_service_pb2,
    receipt_service_pb2,
    stripe_webhook_service_pb2,
)
from here2order.catalog.v1 import menu_service_pb2, restaurant_service_pb2, table_service_pb2
from here2order.identity.v1 import (
    clerk_webhook_service_pb2,
    device_service_pb2,
    team_service_pb2,
)
from here2order.notifications.v1 import (
    contact_service_pb2,
    message_service_pb2,
    twilio_webhook_service_pb2,
)
from here2order.ordering.v1 import order_service_pb2, ticket_service_pb2, visit_service_pb2

from server.rpc.methods import Method, methods_of

#: The files that declare a service. A test holds the list against the contract's folder.
FILES: tuple[FileDescriptor, ...] = (
    restaurant_service_pb2.DESCRIPTOR,
    table_service_pb2.DESCRIPTOR,
    menu_service_pb2.DESCRIPTOR,
    team_service_pb2.DESCRIPTOR,
    device_service_pb2.DESCRIPTOR,
    visit_service_pb2.DESCRIPTOR,
    order_service_pb2.DESCRIPTOR,
    ticket_service_pb2.DESCRIPTOR,
    account_service_pb2.DESCRIPTOR,
    bill_service_pb2.DESCRIPTOR,
    payment_service_pb2.DESCRIPTOR,
    receipt_service_pb2.DESCRIPTOR,
    stripe_webhook_service_pb2.DESCRIPTOR,
    clerk_webhook_service_pb2.DESCRIPTOR,
    contact_service_pb2.DESCRIPTOR,
    message_service_pb2.DESCRIPTOR,
    twilio_webhook_service_pb2.DESCRIPTOR,
)


def methods() -> list[Method]:
    """Every RPC. Raises UndeclaredAccess if one does not say who may call it."""
    return methods_of(FILES)
