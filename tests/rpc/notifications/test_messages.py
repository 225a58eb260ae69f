"""What guests were told, as the staff see it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from here2order.notifications.v1 import contact_pb2, message_pb2, message_service_pb2
from here2order.ordering.v1 import order_pb2

from server.notifications.contacts.domain import Channel
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages.commands import MessageCommands
from server.notifications.messages.domain import Attempt, Message, MessageState
from server.notifications.messages.repository import MessageRepository
from server.ordering.orders.commands import OrderCommands
from tests.rpc.notifications.test_contacts import leave
from tests.rpc.ordering.evening import Person
from tests.support.app import PUBLIC_URL, RunningApp
from tests.support.house import House, Seat, new_request_id
from tests.support.messages import database_of, store_message
from tests.support.refusals import refused

Tell = Callable[[order_pb2.Order], Awaitable[int]]


@pytest.fixture
async def seat(house: House) -> Seat:
    return await house.sit_down()


@pytest.fixture
def tell(app: RunningApp) -> Tell:
    """Does what the workflow of an order does when it has changed: tells how many were told."""
    commands = MessageCommands(database_of(app), app.clock, PUBLIC_URL)
    orders = OrderCommands(database_of(app), app.clock)

    async def of(order: order_pb2.Order) -> int:
        return await commands.order_changed(await orders.of(order.restaurant_id).get(order.id))

    return of


async def listed(house: House, **fields: Any) -> message_service_pb2.ListMessagesResponse:
    """What staff see in the list."""
    request = message_service_pb2.ListMessagesRequest(restaurant_id=house.restaurant_id, **fields)
    return await house.api.messages.ListMessages(request, metadata=house.as_("OWNER"))


async def resent(
    house: House, message: Message, request_id: str = "", version: int = 0
) -> message_pb2.Message:
    """Staff send it once more."""
    request = message_service_pb2.ResendMessageRequest(
        restaurant_id=house.restaurant_id,
        message_id=message.id,
        request_id=request_id or new_request_id(),
        expected_version=version,
    )
    reply = await house.api.messages.ResendMessage(request, metadata=house.as_("OWNER"))
    return reply.message


async def test_who_has_left_no_number_is_told_nothing(house: House, seat: Seat, tell: Tell) -> None:
    order = await house.order(seat)
    assert await tell(order) == 0
    assert len((await listed(house)).messages) == 0


async def test_a_guest_is_told_each_thing_once(house: House, seat: Seat, tell: Tell) -> None:
    await leave(house, seat)
    order = await house.order(seat)
    assert await tell(order) == 0
    staff = Person(house, house.tokens["OWNER"], house.restaurant_id)
    await staff.accept(order)
    told = [await tell(order) for _ in range(3)]
    assert told == [1, 0, 0]
    (message,) = (await listed(house)).messages
    assert message.kind == message_pb2.MESSAGE_KIND_ORDER_ACCEPTED
    assert message.state == message_pb2.MESSAGE_STATE_WAITING
    assert (message.language, message.channel) == ("ml", contact_pb2.CHANNEL_WHATSAPP)
    assert order.number in message.text
    assert message.subject_id == order.id
    await staff.cancel(order, "No more dosa")
    assert await tell(order) == 1
    assert "No more dosa" in (await listed(house)).messages[0].text


async def test_who_took_the_order_back_is_not_told_so(house: House, seat: Seat, tell: Tell) -> None:
    await leave(house, seat)
    order = await house.order(seat)
    await Person(house, seat.token).cancel(order)
    assert await tell(order) == 0


async def test_messages_are_listed_newest_first_by_page_visit_and_state(
    app: RunningApp, house: House, seat: Seat
) -> None:
    now, other = app.clock.now(), await house.sit_down(1)
    ids = [
        (
            await store_message(
                app,
                house.restaurant_id,
                seat,
                create_time=now + timedelta(milliseconds=number // 2),
            )
        ).id
        for number in range(5)
    ]
    await store_message(app, house.restaurant_id, other, state=MessageState.READ)
    found, token = [], ""
    for _ in range(3):
        page = await listed(house, visit_id=seat.visit_id, page_size=2, page_token=token)
        found += [message.id for message in page.messages]
        token = page.next_page_token
    assert token == ""
    assert set(found) == set(ids)
    assert len(found) == 5
    assert found[0] == ids[4]
    read = await listed(house, states=[message_pb2.MESSAGE_STATE_READ])
    assert [message.visit_id for message in read.messages] == [other.visit_id]


async def test_an_error_is_told_in_words(app: RunningApp, house: House, seat: Seat) -> None:
    attempt = Attempt(
        channel=Channel.SMS,
        sid="SM1",
        status="undelivered",
        error_code=30006,
        time=app.clock.now(),
    )
    await store_message(app, house.restaurant_id, seat, attempts=(attempt,))
    (message,) = (await listed(house)).messages
    assert message.attempts[0].error_code == 30006
    assert "landline" in message.attempts[0].error_text


async def test_staff_watch_messages_come_and_change(
    app: RunningApp, house: House, seat: Seat
) -> None:
    first = await store_message(app, house.restaurant_id, seat)
    request = message_service_pb2.WatchMessagesRequest(restaurant_id=house.restaurant_id)
    stream: Any = house.api.messages.WatchMessages(request, metadata=house.as_("OWNER"))
    snapshot = await stream.read()
    assert [message.id for message in snapshot.snapshot.messages] == [first.id]
    second = await store_message(app, house.restaurant_id, seat)
    await resent(house, second)
    seen: list[tuple[str, int]] = []
    while len(seen) < 2:
        news = await stream.read()
        if news.WhichOneof("event") == "message":
            seen.append((news.message.id, news.message.version))
            request.cursor = news.cursor
    assert seen == [(second.id, 1), (second.id, 2)]
    stream.cancel()
    await resent(house, first)
    later: Any = house.api.messages.WatchMessages(request, metadata=house.as_("OWNER"))
    assert (await later.read()).message.id == first.id
    later.cancel()


async def test_a_failed_message_is_sent_once_more_once(
    app: RunningApp, house: House, seat: Seat
) -> None:
    message = await store_message(app, house.restaurant_id, seat)
    request_id = new_request_id()
    again = await resent(house, message, request_id, version=1)
    assert (again.state, again.version) == (message_pb2.MESSAGE_STATE_WAITING, 2)
    assert await resent(house, message, request_id, version=1) == again
    refusal = await refused(resent(house, message))
    assert refusal.reason == "MESSAGE_STATE"
    assert refusal.metadata == {"state": "WAITING", "action": "resend"}


async def test_it_is_decided_on_the_version_that_was_seen(
    app: RunningApp, house: House, seat: Seat
) -> None:
    message = await store_message(app, house.restaurant_id, seat)
    assert (await refused(resent(house, message, version=7))).reason == "VERSION_MISMATCH"
    other = await store_message(app, house.restaurant_id, seat)
    request_id = new_request_id()
    await resent(house, message, request_id)
    refusal = await refused(resent(house, message, request_id, version=2))
    assert refusal.reason == "REQUEST_ID_REUSED"
    assert (await resent(house, other, request_id)).version == 2


async def test_a_guest_who_took_the_number_back_cannot_be_told(
    app: RunningApp, house: House, seat: Seat
) -> None:
    message = await store_message(app, house.restaurant_id, seat)
    await ContactRepository(database_of(app), house.restaurant_id).delete(seat.guest_id)
    assert (await refused(resent(house, message))).reason == "MESSAGE_STATE"
    stored = await MessageRepository(database_of(app), house.restaurant_id).get(message.id)
    assert stored == message
