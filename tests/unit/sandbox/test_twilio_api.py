"""The local Twilio, driven by Twilio's own SDK."""

import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from sandbox.twilio import RunningTwilio, start
from server.notifications.twilio.client import async_client
from server.notifications.twilio.http import TwilioHttp
from server.notifications.twilio.templates import make_templates, template_name, template_sid
from tests.support.twilio import account_at, door
from tests.workflows.waiting import until

PHONE = "+919876543210"
URL = "http://here2order.test/webhooks/twilio"
Told = tuple[str, str, str]


@pytest.fixture
def told() -> list[Told]:
    """What was called back: body, signature, message."""
    return []


@pytest.fixture
async def twilio(tmp_path: Path, told: list[Told]) -> AsyncIterator[RunningTwilio]:
    async def receive(body: bytes, signature: str, message: str) -> None:
        told.append((body.decode(), signature, message))

    async with door(receive) as origin:
        running = await start(tmp_path, callback_url=URL, deliver_to=origin)
        yield running
        await running.close()


@pytest.fixture
async def client(twilio: RunningTwilio) -> AsyncIterator[Client]:
    async with calling() as http:
        yield async_client(account_at(twilio), http)


@contextlib.asynccontextmanager
async def calling() -> AsyncIterator[TwilioHttp]:
    """Connections, for as long as the block lasts."""
    http = TwilioHttp()
    try:
        yield http
    finally:
        await http.close()


async def send(client: Client, to: str = PHONE, **how: Any) -> Any:
    from_ = "whatsapp:+14155238886" if to.startswith("whatsapp:") else "+15005550006"
    return await client.messages.create_async(to=to, from_=from_, **({"body": "Hello"} | how))


async def ended(client: Client, sid: str) -> Any:
    """The message when nothing more becomes of it."""
    found: list[Any] = []

    async def is_over() -> bool:
        found[:] = [await client.messages(sid).fetch_async()]
        return found[0].status in {"delivered", "undelivered", "failed", "canceled"}

    await until(is_over)
    return found[0]


async def test_a_message_is_taken_sent_and_delivered(client: Client, twilio: RunningTwilio) -> None:
    made = await send(client)
    assert (made.status, made.to, made.body, made.error_code) == ("queued", PHONE, "Hello", None)
    after = await ended(client, made.sid)
    assert after.status == "delivered"
    assert after.date_sent >= made.date_created
    assert [one["body"] for one in await twilio.steering.received(PHONE)] == ["Hello"]


async def test_every_status_is_called_back_with_a_signature_over_the_exact_address(
    client: Client, twilio: RunningTwilio, told: list[Told]
) -> None:
    await send(client, status_callback=f"{URL}/msg_1")
    await until(lambda: _are(told, 3))
    validator = RequestValidator(twilio.account.auth_token)  # type: ignore[no-untyped-call]
    forms = [dict(parse_qsl(body)) for body, _, _ in told]
    assert {form["MessageStatus"] for form in forms} == {"queued", "sent", "delivered"}
    for form, (_, signature, message) in zip(forms, told, strict=True):
        assert message == "msg_1"
        assert validator.validate(f"{URL}/msg_1", form, signature)  # type: ignore[no-untyped-call]


async def test_callbacks_may_come_often_in_any_order_or_not_at_all(
    client: Client, twilio: RunningTwilio, told: list[Told]
) -> None:
    await twilio.steering.callbacks(copies=3, shuffled=True)
    await send(client, status_callback=f"{URL}/msg_1")
    await until(lambda: _are(told, 9))
    await twilio.steering.callbacks(lost_percent=100)
    await ended(client, (await send(client, status_callback=f"{URL}/msg_2")).sid)
    assert {message for _, _, message in told} == {"msg_1"}


async def test_callbacks_that_are_held_back_come_afterwards(
    client: Client, twilio: RunningTwilio, told: list[Told]
) -> None:
    await twilio.steering.callbacks(held=True)
    await ended(client, (await send(client, status_callback=f"{URL}/msg_1")).sid)
    assert told == []
    await twilio.steering.callbacks()
    await until(lambda: _are(told, 3))


@pytest.mark.parametrize(
    ("code", "status"), [(21211, 400), (21610, 400), (20429, 429), (20503, 503), (63018, 429)]
)
async def test_a_message_is_refused_with_any_code_for_as_often_as_wished(
    client: Client, twilio: RunningTwilio, code: int, status: int
) -> None:
    await twilio.steering.fault(to=PHONE, refuse=code, count=1)
    with pytest.raises(TwilioRestException) as refusal:
        await send(client)
    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert (await send(client)).status == "queued"


@pytest.mark.parametrize(("code", "status"), [(30003, "undelivered"), (30008, "undelivered")])
async def test_a_message_that_was_taken_may_fail(
    client: Client, twilio: RunningTwilio, code: int, status: str
) -> None:
    await twilio.steering.fault(to=PHONE, fail=code)
    after = await ended(client, (await send(client)).sid)
    assert (after.status, after.error_code) == (status, code)
    assert await twilio.steering.received(PHONE) == []


@pytest.mark.parametrize(
    ("way", "taken"),
    [("reset_before", 0), ("reset_after", 1), ("http_500_before", 0), ("http_500_after", 1)],
)
async def test_an_answer_may_get_lost_before_and_after_the_effect(
    client: Client, twilio: RunningTwilio, way: str, taken: int
) -> None:
    await twilio.steering.fault(way=way, count=1)
    with pytest.raises((TwilioException, aiohttp.ClientError)):
        await send(client)
    assert len(await client.messages.list_async(to=PHONE)) == taken


async def test_messages_are_listed_newest_first_by_number_and_by_page(client: Client) -> None:
    sids = [(await send(client, body=str(number))).sid for number in range(5)]
    await send(client, to="+447700900123")
    listed = await client.messages.list_async(to=PHONE, page_size=2)
    assert [one.sid for one in listed] == sids[::-1]


async def test_stop_is_obeyed_and_told_and_start_too(
    client: Client, twilio: RunningTwilio, told: list[Told]
) -> None:
    await twilio.steering.write(PHONE, "stop")
    with pytest.raises(TwilioRestException, match="unsubscribed"):
        await send(client)
    await twilio.steering.write(PHONE, "START")
    assert (await send(client)).status == "queued"
    await until(lambda: _are(told, 2))
    forms = [dict(parse_qsl(body)) for body, _, _ in told]
    assert {(form["From"], form["Body"]) for form in forms} == {(PHONE, "stop"), (PHONE, "START")}


async def test_whatsapp_takes_free_text_only_after_the_guest_has_written(
    client: Client, twilio: RunningTwilio
) -> None:
    to = f"whatsapp:{PHONE}"
    before = await ended(client, (await send(client, to=to)).sid)
    assert (before.status, before.error_code) == ("failed", 63016)
    await twilio.steering.write(PHONE, "hello", "whatsapp")
    assert (await ended(client, (await send(client, to=to)).sid)).status == "delivered"


async def test_an_approved_template_is_taken_at_any_time(
    client: Client, twilio: RunningTwilio
) -> None:
    made = await make_templates(account_at(twilio))
    assert made > 0
    assert await make_templates(account_at(twilio)) == 0
    sid = await template_sid(client, template_name("ORDER_READY", "en"))
    variables = json.dumps({"1": "Chakara", "2": "A7K2", "3": "12"})
    how = {"content_sid": sid, "content_variables": variables, "body": None}
    sent = await send(client, to=f"whatsapp:{PHONE}", **how)
    assert (await ended(client, sent.sid)).status == "delivered"
    assert "Chakara: your order A7K2 is ready" in sent.body


async def test_a_message_that_has_not_left_can_be_cancelled(
    client: Client, twilio: RunningTwilio
) -> None:
    twilio.account.pace_seconds = 30
    made = await send(client)
    cancelled = await client.messages(made.sid).update_async(status="canceled")
    assert str(cancelled.status) == "canceled"


async def test_a_stranger_is_refused(client: Client) -> None:
    client.password, client.auth = "wrong", (client.username, "wrong")
    with pytest.raises(TwilioRestException) as refusal:
        await send(client)
    assert (refusal.value.status, refusal.value.code) == (401, 20003)


async def test_what_was_sent_survives_a_restart(tmp_path: Path) -> None:
    first = await start(tmp_path / "kept")
    async with calling() as http:
        sid = (await send(async_client(account_at(first), http))).sid
    await first.close()
    second = await start(tmp_path / "kept")
    async with calling() as http:
        assert (await async_client(account_at(second), http).messages(sid).fetch_async()).sid == sid
    await second.close()


async def _are(things: list[Told], count: int) -> bool:
    return len(things) == count
