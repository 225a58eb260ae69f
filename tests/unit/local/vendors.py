"""A server of the RPCs that Envoy translates from HTTP: remembers what reached it, to the byte."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc
from google.api.httpbody_pb2 import HttpBody
from google.protobuf.any_pb2 import Any as AnyMessage
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_status import rpc_status
from here2order.billing.v1 import stripe_webhook_service_pb2_grpc
from here2order.billing.v1.receipt_service_pb2 import DownloadReceiptRequest
from here2order.billing.v1.stripe_webhook_service_pb2 import (
    ReceiveStripeEventRequest,
    ReceiveStripeEventResponse,
)
from here2order.notifications.v1 import twilio_webhook_service_pb2_grpc
from here2order.notifications.v1.twilio_webhook_service_pb2 import (
    ReceiveTwilioEventRequest,
    ReceiveTwilioEventResponse,
)

from deploy.local.ports import free_port

PDF = b"%PDF-1.7\n\x00\xff\xfe\r\n%%EOF"
RECEIPT = "a-receipt-that-is-there"


@dataclass(slots=True)
class Arrived:
    """What the server got."""

    body: HttpBody
    headers: dict[str, str]


@dataclass(slots=True)
class Vendors:
    """A running one."""

    port: int
    arrived: list[Arrived] = field(default_factory=list)

    async def ReceiveStripeEvent(
        self, request: ReceiveStripeEventRequest, context: Any
    ) -> ReceiveStripeEventResponse:
        self._remember(request.body, context)
        return ReceiveStripeEventResponse()

    async def ReceiveTwilioEvent(
        self, request: ReceiveTwilioEventRequest, context: Any
    ) -> ReceiveTwilioEventResponse:
        self._remember(request.body, context)
        return ReceiveTwilioEventResponse()

    async def DownloadReceipt(self, request: DownloadReceiptRequest, context: Any) -> HttpBody:
        if request.receipt_token != RECEIPT:
            status = rpc_status.to_status(_not_found(request.receipt_token))
            await context.abort(status.code, status.details, status.trailing_metadata)
        return HttpBody(content_type="application/pdf", data=PDF)

    def _remember(self, body: HttpBody, context: Any) -> None:
        self.arrived.append(Arrived(body, dict(context.invocation_metadata())))


@asynccontextmanager
async def vendors_server() -> AsyncIterator[Vendors]:
    """Runs one, healthy, until the block is left."""
    vendors, server, healthy = Vendors(free_port()), grpc.aio.server(), health.aio.HealthServicer()
    servicer: Any = vendors
    stripe_webhook_service_pb2_grpc.add_StripeWebhookServiceServicer_to_server(servicer, server)
    twilio_webhook_service_pb2_grpc.add_TwilioWebhookServiceServicer_to_server(servicer, server)
    health_pb2_grpc.add_HealthServicer_to_server(healthy, server)
    server.add_generic_rpc_handlers((_receipts(vendors),))
    server.add_insecure_port(f"127.0.0.1:{vendors.port}")
    await healthy.set("", health_pb2.HealthCheckResponse.SERVING)
    await server.start()
    try:
        yield vendors
    finally:
        await server.stop(0)


def _receipts(vendors: Vendors) -> grpc.GenericRpcHandler:
    download = grpc.unary_unary_rpc_method_handler(
        vendors.DownloadReceipt,
        request_deserializer=DownloadReceiptRequest.FromString,
        response_serializer=HttpBody.SerializeToString,
    )
    name = "here2order.billing.v1.ReceiptService"
    return grpc.method_handlers_generic_handler(name, {"DownloadReceipt": download})


def _not_found(token: str) -> status_pb2.Status:
    detail = AnyMessage()
    detail.Pack(
        error_details_pb2.ErrorInfo(reason="NOT_FOUND", domain="here2order", metadata={"id": token})
    )
    return status_pb2.Status(code=code_pb2.NOT_FOUND, message="no receipt", details=[detail])
