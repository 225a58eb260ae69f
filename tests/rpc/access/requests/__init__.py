"""A request of every RPC that is right in itself: whoever may make it here is served.

One class a service, one method an RPC. Each call makes what the request needs, so that it can be
served once more.
"""

from __future__ import annotations

from buf.validate import validate_pb2
from google.protobuf.message import Message

from server.rpc.methods import Method
from tests.rpc.access.requests import (
    bills,
    catalog,
    identity,
    notifications,
    ordering,
    payments,
    webhooks,
)
from tests.rpc.access.world import World

_SERVICES = {
    "RestaurantService": catalog.Restaurants,
    "TableService": catalog.Tables,
    "MenuService": catalog.Menus,
    "TeamService": identity.Teams,
    "DeviceService": identity.Devices,
    "VisitService": ordering.Visits,
    "OrderService": ordering.Orders,
    "TicketService": ordering.Tickets,
    "PaymentAccountService": bills.PaymentAccounts,
    "BillService": bills.Bills,
    "PaymentService": payments.Payments,
    "ReceiptService": bills.Receipts,
    "StripeWebhookService": webhooks.StripeWebhooks,
    "ClerkWebhookService": webhooks.ClerkWebhooks,
    "ContactService": notifications.Contacts,
    "MessageService": notifications.Messages,
    "TwilioWebhookService": notifications.TwilioWebhooks,
}


#: What a request leaves out that is about the caller's own place.
_PLACE = ("restaurant_id", "visit_id")


async def request_for(method: Method, world: World) -> Message:
    """A new request, about the restaurant `here`."""
    service = _SERVICES.get(method.service.rpartition(".")[2])
    builders: object = service(world) if service else None
    build = getattr(builders, method.name, None)
    assert build is not None, f"tests/rpc/access/requests has no request for {method.path}"
    request: Message = await build()
    return request


def may_leave_out_restaurant(method: Method) -> bool:
    """Whether the contract lets the restaurant follow from the token."""
    field = method.request_class.DESCRIPTOR.fields_by_name.get("restaurant_id")
    if field is None:
        return False
    rules = field.GetOptions().Extensions[validate_pb2.field]
    return bool(rules.ignore == validate_pb2.IGNORE_IF_ZERO_VALUE)


def without_place(request: Message) -> Message:
    """The same request about the caller's own place."""
    for name in _PLACE:
        if name in request.DESCRIPTOR.fields_by_name:
            request.ClearField(name)
    return request
