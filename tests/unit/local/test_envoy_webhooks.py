"""What comes as plain HTTP: vendors' events and receipts, translated for the server by Envoy."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from deploy.local.ports import free_port
from deploy.local.probes import http
from tests.support.app import RunningApp
from tests.support.components import Envoy, StartEnvoy
from tests.support.webhooks import stripe_event, stripe_signature
from tests.unit.local.vendors import PDF, RECEIPT, Vendors, vendors_server

_LARGEST = 256 * 1024


@pytest.fixture
async def vendors() -> AsyncIterator[Vendors]:
    async with vendors_server() as running:
        yield running


@pytest.fixture
async def door(vendors: Vendors, start_envoy: StartEnvoy) -> Envoy:
    """Envoy before it."""
    return await _open(start_envoy, vendors.port)


async def _open(start_envoy: StartEnvoy, port: int) -> Envoy:
    running = await start_envoy(port)
    await running.process.ready(http(running.ports.origin, "/healthz"))
    return running


_BODIES = {
    "JSON with odd spaces": b'{ "a":1 ,\r\n\t"a" : 2}\n\n',
    "no UTF-8, with zeros": bytes(range(256)),
    "nothing": b"",
    "what gzip sends": b"\x1f\x8b\x08\x00rest",
    "as large as may be": b"x" * _LARGEST,
}


@pytest.mark.parametrize("what", _BODIES)
async def test_a_body_arrives_to_the_byte_with_its_headers(
    door: Envoy, vendors: Vendors, session: aiohttp.ClientSession, what: str
) -> None:
    headers = {"content-type": "application/json; charset=utf-8", "Stripe-Signature": "t=1,v1=a b"}
    url = f"{door.origin}/webhooks/stripe"
    async with session.post(url, data=_BODIES[what], headers=headers) as answer:
        assert (answer.status, await answer.json()) == (200, {})
    [arrived] = vendors.arrived
    assert arrived.body.data == _BODIES[what]
    assert arrived.headers["stripe-signature"] == "t=1,v1=a b"


async def test_a_form_arrives_to_the_byte_too(
    door: Envoy, vendors: Vendors, session: aiohttp.ClientSession
) -> None:
    body = b"MessageSid=SM1&To=%2B351912345678&Body=%C3%A9+%26&body=x&Empty="
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": "c2lnbmF0dXJl=",
    }
    url = f"{door.origin}/webhooks/twilio?bodySHA256=1"
    async with session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 200
    [arrived] = vendors.arrived
    assert arrived.body.data == body
    assert arrived.body.content_type == "application/x-www-form-urlencoded"
    assert arrived.headers["x-twilio-signature"] == "c2lnbmF0dXJl="


async def test_too_large_an_event_is_refused_before_the_server(
    door: Envoy, vendors: Vendors, session: aiohttp.ClientSession
) -> None:
    url = f"{door.origin}/webhooks/stripe"
    async with session.post(url, data=b"x" * (_LARGEST + 8192)) as answer:
        assert answer.status == 413
    assert vendors.arrived == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/"),
        ("POST", "/webhooks/nobody"),
        ("POST", "/webhooks/stripe/more"),
        ("GET", "/webhooks/stripe"),
        ("POST", f"/receipts/{RECEIPT}"),
        ("GET", "/receipts/"),
        ("GET", f"/receipts/{RECEIPT}/more"),
    ],
)
async def test_what_nobody_takes_is_not_found(
    door: Envoy, vendors: Vendors, session: aiohttp.ClientSession, method: str, path: str
) -> None:
    async with session.request(method, f"{door.origin}{path}") as answer:
        assert answer.status in {404, 405}
    assert vendors.arrived == []


async def test_other_calls_are_not_reached_as_plain_http(
    door: Envoy, vendors: Vendors, session: aiohttp.ClientSession
) -> None:
    path = "/here2order.billing.v1.StripeWebhookService/ReceiveStripeEvent"
    async with session.post(f"{door.origin}{path}", json={"body": {}}) as answer:
        assert answer.status >= 400
    assert vendors.arrived == []


async def test_a_receipt_comes_as_the_file_it_is_and_stays_nowhere(
    door: Envoy, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{door.origin}/receipts/{RECEIPT}") as answer:
        assert (answer.status, await answer.read()) == (200, PDF)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"


async def test_a_refusal_is_json_with_its_reason(
    door: Envoy, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{door.origin}/receipts/one-that-nobody-has") as answer:
        assert answer.status == 404
        assert answer.headers["content-type"] == "application/json"
        refusal = await answer.json()
    assert (refusal["code"], refusal["message"]) == (5, "no receipt")
    [detail] = refusal["details"]
    assert detail["@type"] == "type.googleapis.com/google.rpc.ErrorInfo"
    assert detail["reason"] == "NOT_FOUND"
    assert detail["metadata"] == {"id": "one-that-nobody-has"}


async def test_without_a_server_the_vendor_is_told_to_come_back(
    start_envoy: StartEnvoy, session: aiohttp.ClientSession
) -> None:
    front = await start_envoy(free_port())
    async with session.post(f"{front.origin}/webhooks/stripe", data=b"{}") as answer:
        assert answer.status == 503


async def test_a_signed_event_is_taken_and_a_forged_one_refused_with_its_reason(
    app: RunningApp, start_envoy: StartEnvoy, session: aiohttp.ClientSession
) -> None:
    """The real server behind it."""
    url = f"{(await _open(start_envoy, app.port)).origin}/webhooks/stripe"
    body = stripe_event("payment_intent.succeeded", {"id": "pi_1"})
    signed = {"Stripe-Signature": stripe_signature(body)}
    async with session.post(url, data=body, headers=signed) as answer:
        assert answer.status == 200
    forged = {"Stripe-Signature": stripe_signature(body, "whsec_guessed")}
    async with session.post(url, data=body, headers=forged) as answer:
        assert answer.status == 401
        [detail] = (await answer.json())["details"]
    assert (detail["reason"], detail["metadata"]) == ("SIGNATURE_INVALID", {"vendor": "stripe"})
