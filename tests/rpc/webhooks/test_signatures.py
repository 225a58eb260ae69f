"""Whatever a vendor's signature does not prove is refused, and leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from google.api.httpbody_pb2 import HttpBody
from here2order.billing.v1 import stripe_webhook_service_pb2 as stripe_pb
from here2order.billing.v1.stripe_webhook_service_pb2_grpc import StripeWebhookServiceStub
from here2order.identity.v1 import clerk_webhook_service_pb2 as clerk_pb
from here2order.identity.v1.clerk_webhook_service_pb2_grpc import ClerkWebhookServiceStub

from server.storage.client import Document
from server.storage.inbox import COLLECTION
from tests.support.app import RunningApp
from tests.support.refusals import refused
from tests.support.webhooks import clerk_event, stripe_event, stripe_signature, svix_headers

_INTENT = {"id": "pi_1", "metadata": {"payment_id": "pay_1", "restaurant_id": "rst_1"}}
_OTHER_SECRET = "whsec_c29tZWJvZHkgZWxzZQ=="


async def _from_stripe(app: RunningApp, body: bytes, signature: str | None) -> None:
    stub = StripeWebhookServiceStub(app.api.channel)
    request = stripe_pb.ReceiveStripeEventRequest(body=HttpBody(data=body))
    headers = [] if signature is None else [("stripe-signature", signature)]
    await stub.ReceiveStripeEvent(request, metadata=headers)


async def _from_clerk(app: RunningApp, body: bytes, headers: Mapping[str, str]) -> None:
    stub = ClerkWebhookServiceStub(app.api.channel)
    request = clerk_pb.ReceiveClerkEventRequest(body=HttpBody(data=body))
    await stub.ReceiveClerkEvent(request, metadata=list(headers.items()))


async def _kept(app: RunningApp) -> list[Document]:
    database = app.app.client[app.app.settings.database]
    return [document async for document in database[COLLECTION].find()]


async def test_stripes_event_is_kept_as_it_came_and_once(app: RunningApp) -> None:
    body = stripe_event("payment_intent.succeeded", _INTENT, id="evt_1")
    for _ in range(3):
        await _from_stripe(app, body, stripe_signature(body))
    [document] = await _kept(app)
    assert (document["_id"], document["body"]) == ("stripe:evt_1", body)
    assert document["concern"]["id"] == "pay_1"


async def test_clerks_event_is_kept_as_it_came_and_once(app: RunningApp) -> None:
    body = clerk_event("user.updated", "user_1")
    for _ in range(3):
        await _from_clerk(app, body, svix_headers(body, "msg_1"))
    [document] = await _kept(app)
    assert (document["_id"], document["body"]) == ("clerk:msg_1", body)
    assert document["concern"]["id"] == "user_1"


_BODY = stripe_event("payment_intent.succeeded", _INTENT)
_FORGED_AT_STRIPE: dict[str, tuple[bytes, str | None]] = {
    "no signature": (_BODY, None),
    "an empty one": (_BODY, ""),
    "one without parts": (_BODY, "v1"),
    "no time": (_BODY, stripe_signature(_BODY).partition(",")[2]),
    "a time that is none": (_BODY, "t=now,v1=00"),
    "another scheme": (_BODY, stripe_signature(_BODY).replace("v1=", "v0=")),
    "another's secret": (_BODY, stripe_signature(_BODY, _OTHER_SECRET)),
    "another body": (_BODY + b" ", stripe_signature(_BODY)),
    "six minutes old": (_BODY, stripe_signature(_BODY, seconds_ago=360)),
    "a body that is no text": (b"\xff\xfe", stripe_signature(_BODY)),
}


@pytest.mark.parametrize("how", _FORGED_AT_STRIPE)
async def test_what_stripe_did_not_sign_is_refused(app: RunningApp, how: str) -> None:
    refusal = await refused(_from_stripe(app, *_FORGED_AT_STRIPE[how]))
    assert (refusal.code, refusal.reason) == ("UNAUTHENTICATED", "SIGNATURE_INVALID")
    assert refusal.metadata == {"vendor": "stripe"}
    assert await _kept(app) == []


_PERSON = clerk_event("user.deleted", "user_1")
_SIGNED = svix_headers(_PERSON, "msg_1")
_FORGED_AT_CLERK: dict[str, tuple[bytes, Mapping[str, str]]] = {
    "no headers": (_PERSON, {}),
    "no signature": (_PERSON, _SIGNED | {"svix-signature": ""}),
    "a signature without a version": (_PERSON, _SIGNED | {"svix-signature": "v1"}),
    "a signature that is no base64": (_PERSON, _SIGNED | {"svix-signature": "v1,a"}),
    "another version": (_PERSON, _SIGNED | {"svix-signature": "v2,AAAA"}),
    "another id": (_PERSON, _SIGNED | {"svix-id": "msg_2"}),
    "another time": (_PERSON, _SIGNED | {"svix-timestamp": "1"}),
    "no number as the time": (_PERSON, _SIGNED | {"svix-timestamp": "today"}),
    "another's secret": (_PERSON, svix_headers(_PERSON, "msg_1", _OTHER_SECRET)),
    "another body": (_PERSON + b" ", _SIGNED),
    "six minutes old": (_PERSON, svix_headers(_PERSON, "msg_1", seconds_ago=360)),
    "a body that is no text": (b"\xff\xfe", _SIGNED),
}


@pytest.mark.parametrize("how", _FORGED_AT_CLERK)
async def test_what_clerk_did_not_sign_is_refused(app: RunningApp, how: str) -> None:
    refusal = await refused(_from_clerk(app, *_FORGED_AT_CLERK[how]))
    assert (refusal.code, refusal.reason) == ("UNAUTHENTICATED", "SIGNATURE_INVALID")
    assert refusal.metadata == {"vendor": "clerk"}
    assert await _kept(app) == []


@pytest.mark.parametrize("body", [b"", b"7", b"[]", b"{", b'{"id": 7, "type": 1}', b'{"id": ""}'])
async def test_a_signed_body_that_is_no_event_is_refused_as_such(
    app: RunningApp, body: bytes
) -> None:
    refusal = await refused(_from_stripe(app, body, stripe_signature(body)))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["body"])
    refusal = await refused(_from_clerk(app, body, svix_headers(body)))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["body"])
    assert await _kept(app) == []
