"""A guest's wish to be told, and who is noted as looking at a page."""

from datetime import timedelta

import pytest
from google.api.httpbody_pb2 import HttpBody
from here2order.notifications.v1 import (
    contact_pb2,
    contact_service_pb2,
    twilio_webhook_service_pb2,
    twilio_webhook_service_pb2_grpc,
)

from server.notifications.opt_outs.repository import OptOuts
from server.notifications.presence.repository import Presence
from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import House, Seat
from tests.support.messages import PHONE, database_of
from tests.support.refusals import refused
from tests.support.watching import guest_watcher
from tests.support.webhooks import twilio_event, twilio_signature
from tests.workflows.waiting import until


async def leave(house: House, seat: Seat, phone: str = PHONE) -> contact_pb2.Contact:
    """The guest leaves a number."""
    request = contact_service_pb2.SetContactRequest(
        phone=phone, channel=contact_pb2.CHANNEL_WHATSAPP, language="ml-IN"
    )
    reply = await house.api.contacts.SetContact(request, metadata=bearer(seat.token))
    return reply.contact


async def left(house: House, seat: Seat) -> contact_pb2.Contact:
    """The number that the guest has left."""
    request = contact_service_pb2.GetContactRequest()
    return (await house.api.contacts.GetContact(request, metadata=bearer(seat.token))).contact


async def tell(app: RunningApp, body: bytes, signature: str, message: str = "") -> None:
    """Twilio calls."""
    stub = twilio_webhook_service_pb2_grpc.TwilioWebhookServiceStub(app.api.channel)
    content = HttpBody(content_type="application/x-www-form-urlencoded", data=body)
    request = twilio_webhook_service_pb2.ReceiveTwilioEventRequest(body=content, message=message)
    await stub.ReceiveTwilioEvent(request, metadata=[("x-twilio-signature", signature)])


async def write(app: RunningApp, word: str) -> None:
    """The guest's phone writes to our number."""
    body = twilio_event(From=PHONE, Body=word)
    await tell(app, body, twilio_signature(body))


async def test_a_number_is_kept_and_shown_only_in_part(house: House) -> None:
    seat = await house.sit_down()
    contact = await leave(house, seat)
    assert contact == await left(house, seat)
    assert contact.masked_phone == "+91 •••••• 3210"
    assert PHONE[3:9] not in str(contact)
    assert (contact.visit_id, contact.language) == (seat.visit_id, "ml-IN")
    assert not contact.opted_out


async def test_a_new_wish_replaces_the_old_one_and_none_is_none(house: House) -> None:
    seat = await house.sit_down()
    await leave(house, seat)
    assert (await leave(house, seat, "+447700900123")).masked_phone.endswith("0123")
    forget = contact_service_pb2.DeleteContactRequest()
    for _ in range(2):
        await house.api.contacts.DeleteContact(forget, metadata=bearer(seat.token))
    assert (await refused(left(house, seat))).reason == "NOT_FOUND"


async def test_everybody_at_the_table_has_an_own_wish(house: House) -> None:
    first, second = await house.sit_down(), await house.sit_down(name="Ben")
    await leave(house, first)
    assert (await refused(left(house, second))).reason == "NOT_FOUND"


@pytest.mark.parametrize("phone", ["", "98765", "+0123456789", "+91 98765 43210", "+1" * 20])
async def test_what_is_no_number_is_refused(house: House, phone: str) -> None:
    seat = await house.sit_down()
    refusal = await refused(leave(house, seat, phone))
    assert (refusal.reason, set(refusal.fields)) == ("INVALID_FIELDS", {"phone"})


async def test_stop_is_seen_at_once_and_only_start_undoes_it(app: RunningApp, house: House) -> None:
    seat = await house.sit_down()
    await leave(house, seat)
    await write(app, " stop ")
    assert (await left(house, seat)).opted_out
    assert (await leave(house, seat)).opted_out
    await write(app, "thank you")
    assert (await left(house, seat)).opted_out
    await write(app, "Start")
    assert not (await left(house, seat)).opted_out


async def test_a_repeated_stop_does_not_undo_a_later_start(app: RunningApp, house: House) -> None:
    body = twilio_event(From=PHONE, Body="STOP")
    await tell(app, body, twilio_signature(body))
    await write(app, "START")
    await tell(app, body, twilio_signature(body))
    assert not await OptOuts(database_of(app)).is_opted_out(PHONE)


async def test_what_twilio_did_not_sign_has_no_effect(app: RunningApp, house: House) -> None:
    body = twilio_event(From=PHONE, Body="STOP")
    about = "msg_" + "0" * 26
    forged = [
        ("", ""),
        (twilio_signature(body, token="another"), ""),
        (twilio_signature(body, about), ""),
        (twilio_signature(body), about),
    ]
    for signature, message in forged:
        refusal = await refused(tell(app, body, signature, message))
        assert refusal.reason == "SIGNATURE_INVALID"
    assert not await OptOuts(database_of(app)).is_opted_out(PHONE)
    assert await database_of(app)["inbound_events"].count_documents({}) == 0


async def test_a_status_is_kept_once_for_its_message(app: RunningApp, house: House) -> None:
    about = "msg_" + "0" * 26
    body = twilio_event(MessageSid="SM1", MessageStatus="delivered")
    for _ in range(3):
        await tell(app, body, twilio_signature(body, about), about)
    events = await database_of(app)["inbound_events"].find({}).to_list()
    assert [one["concern"]["id"] for one in events] == [about]
    assert events[0]["concern"]["facts"]["status"] == "delivered"
    assert events[0]["body"] == body


async def test_who_looks_at_the_page_is_present_until_it_is_closed(
    app: RunningApp, house: House
) -> None:
    seat, presence = await house.sit_down(), Presence(database_of(app))
    page = guest_watcher(house.api, seat.token)
    page.connect()
    await page.caught_up()
    assert not await presence.is_present(seat.guest_id, app.clock.now()), "has left no number"
    await leave(house, seat)
    await until(lambda: presence.is_present(seat.guest_id, app.clock.now()))
    # Whoever renews it no more, be it a process that was killed, is forgotten.
    assert not await presence.is_present(seat.guest_id, app.clock.now() + timedelta(minutes=1))
    page.disconnect()
    await until(lambda: is_absent(presence, seat, app))


async def is_absent(presence: Presence, seat: Seat, app: RunningApp) -> bool:
    """The guest looks at nothing."""
    return not await presence.is_present(seat.guest_id, app.clock.now())
