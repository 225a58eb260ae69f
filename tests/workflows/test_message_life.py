"""A message's life: what Twilio says about it, and what is done then."""

import itertools
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.testing import WorkflowEnvironment

from server.notifications.contacts.domain import Channel, Contact
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages.domain import Message, MessageState
from server.notifications.messages.schedule import RETRY_AFTER
from server.storage.client import Database
from tests.workflows.phones import RESTAURANT, Post, a_post
from tests.workflows.waiting import until

_S = MessageState
Tries = list[tuple[Channel, str, int]]


@pytest.fixture
async def post(
    time_skipping: WorkflowEnvironment, store: Database, tmp_path: Path
) -> AsyncIterator[Post]:
    async with a_post(time_skipping, store, tmp_path / "twilio") as post:
        yield post


@pytest.fixture
async def guest(post: Post) -> Contact:
    return await post.guest()


@pytest.fixture
async def whatsapp_guest(post: Post) -> Contact:
    """One whom WhatsApp lets write freely, for having written."""
    guest = await post.guest(Channel.WHATSAPP)
    await post.twilio.steering.write(guest.phone, "Hello", "whatsapp")
    return guest


def tries(message: Message) -> Tries:
    """What Twilio said to each attempt."""
    return [(one.channel, one.status, one.error_code) for one in message.attempts]


async def texts(post: Post, guest: Contact) -> list[str]:
    """What the phone shows."""
    return [one["body"] for one in await post.twilio.steering.received(guest.phone)]


async def waits(post: Post, message: Message) -> list[timedelta]:
    """The timers that its workflow has set."""
    history = await post.workflow(message).fetch_history()
    return [
        event.timer_started_event_attributes.start_to_fire_timeout.ToTimedelta()
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_TIMER_STARTED
    ]


async def test_a_guest_is_told_once(post: Post, guest: Contact) -> None:
    message = await post.told(guest)
    assert (message.state, message.doubtful) == (_S.DELIVERED, 0)
    assert await texts(post, guest) == [message.content.text]
    assert len((await post.workflow(message).fetch_history()).events) < 30


async def test_whatsapp_is_told_when_it_is_read(post: Post, whatsapp_guest: Contact) -> None:
    message = await post.told(whatsapp_guest)
    assert tries(message) == [(Channel.WHATSAPP, "delivered", 0)]
    await post.twilio.steering.advance(message.attempts[0].sid, "read")
    await post.until(message, _S.READ)


@pytest.mark.parametrize("code", [21211, 21614])
async def test_a_wrong_number_is_refused_once_and_never_tried_again(
    post: Post, guest: Contact, code: int
) -> None:
    await post.twilio.steering.fault(to=guest.phone, refuse=code)
    message = await post.told(guest)
    assert message.state is _S.FAILED
    assert tries(message) == [(Channel.SMS, "refused", code)]
    assert post.twilio.account.calls["create"] == 1


@pytest.mark.parametrize("code", [30004, 30005, 30006, 30007, 30003, 30008])
async def test_what_the_network_does_not_deliver_is_never_tried_again(
    post: Post, guest: Contact, code: int
) -> None:
    await post.twilio.steering.fault(to=guest.phone, fail=code)
    message = await post.told(guest)
    assert message.state is _S.FAILED
    assert tries(message) == [(Channel.SMS, "undelivered", code)]
    assert post.twilio.account.calls["create"] == 1


@pytest.mark.parametrize("code", [30004, 30005, 30006, 30007])
async def test_a_dead_number_is_dead_by_every_channel(
    post: Post, whatsapp_guest: Contact, code: int
) -> None:
    await post.twilio.steering.fault(to=whatsapp_guest.phone, fail=code)
    message = await post.told(whatsapp_guest)
    assert tries(message) == [(Channel.WHATSAPP, "undelivered", code)]


@pytest.mark.parametrize("code", [20429, 20503, 63018])
async def test_what_passes_is_tried_again_on_schedule(
    post: Post, guest: Contact, code: int
) -> None:
    await post.twilio.steering.fault(to=guest.phone, refuse=code, count=3)
    message = await post.told(guest)
    assert tries(message) == [(Channel.SMS, "refused", code)] * 3 + [(Channel.SMS, "delivered", 0)]
    assert pauses(message) == list(RETRY_AFTER[:3])
    assert await texts(post, guest) == [message.content.text]


@pytest.mark.parametrize("code", [30001, 63018])
async def test_what_passes_is_tried_again_after_it_was_taken_too(
    post: Post, guest: Contact, code: int
) -> None:
    await post.twilio.steering.fault(to=guest.phone, fail=code, count=2)
    message = await post.told(guest)
    assert tries(message) == [(Channel.SMS, "failed", code)] * 2 + [(Channel.SMS, "delivered", 0)]


async def test_what_does_not_pass_is_given_up(post: Post, guest: Contact) -> None:
    await post.twilio.steering.fault(to=guest.phone, refuse=20429)
    message = await post.told(guest)
    assert message.state is _S.FAILED
    assert tries(message) == [(Channel.SMS, "refused", 20429)] * (len(RETRY_AFTER) + 1)
    assert pauses(message) == list(RETRY_AFTER)


@pytest.mark.parametrize("code", [63024, 63003, 63013])
async def test_whatsapp_gives_way_to_sms(post: Post, whatsapp_guest: Contact, code: int) -> None:
    await post.twilio.steering.fault(channel="whatsapp", fail=code)
    message = await post.told(whatsapp_guest)
    assert tries(message) == [(Channel.WHATSAPP, "failed", code), (Channel.SMS, "delivered", 0)]
    assert await texts(post, whatsapp_guest) == ["Hello", message.content.text][1:]


async def test_whatsapp_that_is_busy_for_long_gives_way_to_sms(
    post: Post, whatsapp_guest: Contact
) -> None:
    await post.twilio.steering.fault(channel="whatsapp", refuse=63018)
    message = await post.told(whatsapp_guest)
    busy = [(Channel.WHATSAPP, "refused", 63018)] * (len(RETRY_AFTER) + 1)
    assert tries(message) == [*busy, (Channel.SMS, "delivered", 0)]


async def test_who_has_not_written_lately_gets_the_approved_template(post: Post) -> None:
    guest = await post.guest(Channel.WHATSAPP)
    message = await post.told(guest)
    assert tries(message) == [
        (Channel.WHATSAPP, "failed", 63016),
        (Channel.WHATSAPP, "delivered", 0),
    ]
    assert [one.template for one in message.attempts] == [False, True]
    assert await texts(post, guest) == [message.content.text]


async def test_a_template_that_nobody_made_leaves_sms(post: Post) -> None:
    post.twilio.account.store.contents.clear()
    guest = await post.guest(Channel.WHATSAPP)
    message = await post.told(guest)
    assert tries(message)[1:] == [
        (Channel.WHATSAPP, "refused", 21655),
        (Channel.SMS, "delivered", 0),
    ]


async def test_a_channel_refused_at_once_gives_way_at_once(
    post: Post, whatsapp_guest: Contact
) -> None:
    await post.twilio.steering.fault(channel="whatsapp", refuse=63007)
    message = await post.told(whatsapp_guest)
    assert tries(message) == [(Channel.WHATSAPP, "refused", 63007), (Channel.SMS, "delivered", 0)]
    assert min(await waits(post, message)) >= timedelta(seconds=20), "no timer between the two"


async def test_who_opted_out_at_twilio_is_remembered_and_asked_for_no_more(
    post: Post, guest: Contact
) -> None:
    await post.twilio.steering.fault(to=guest.phone, refuse=21610)
    message = await post.told(guest)
    assert tries(message) == [(Channel.SMS, "refused", 21610)]
    assert message.state is _S.OPTED_OUT
    assert await post.opt_outs.is_opted_out(guest.phone)
    assert (await post.told(guest)).attempts == ()
    assert post.twilio.account.calls["create"] == 1


async def test_stop_ends_it_at_every_restaurant_and_start_begins_anew(
    post: Post, guest: Contact
) -> None:
    await post.twilio.steering.write(guest.phone, "Stop")
    await until(lambda: post.opt_outs.is_opted_out(guest.phone))
    assert (await post.told(guest)).state is _S.OPTED_OUT
    assert "create" not in post.twilio.account.calls
    await post.twilio.steering.write(guest.phone, "start")
    await post.twilio.account.callbacks.idle()
    assert (await post.told(guest)).state is _S.DELIVERED


async def test_who_looks_at_the_page_is_told_nothing(post: Post, guest: Contact) -> None:
    until_time = post.clock.now() + timedelta(seconds=45)
    await post.presence.stays("stream_1", guest.guest_id, until_time)
    message = await post.told(guest)
    assert message.state is _S.NOT_NEEDED
    await post.presence.leaves("stream_1")
    assert (await post.told(guest)).state is _S.DELIVERED
    assert len(await texts(post, guest)) == 1


async def test_who_takes_the_wish_back_is_told_nothing(post: Post, guest: Contact) -> None:
    await post.twilio.steering.fault(refuse=20503, count=1)
    message = await post.tell(guest)
    await post.until(message, _S.WAITING)
    await ContactRepository(post.database, RESTAURANT).delete(guest.guest_id)
    assert (await post.end(message)).state is _S.OPTED_OUT
    assert await texts(post, guest) == []


@pytest.mark.parametrize("way", ["reset_after", "timeout_after", "http_500_after"])
async def test_an_answer_that_is_lost_is_found_and_nobody_is_told_twice(
    post: Post, guest: Contact, way: str
) -> None:
    await post.twilio.steering.callbacks(lost_percent=100)
    await post.twilio.steering.fault(way=way, count=1)
    message = await post.told(guest)
    assert (message.state, message.doubtful) == (_S.DELIVERED, 0)
    assert await texts(post, guest) == [message.content.text]


@pytest.mark.parametrize("way", ["reset_before", "timeout_before", "http_500_before"])
async def test_what_never_arrived_is_sent_again_when_that_is_known(
    post: Post, guest: Contact, way: str
) -> None:
    await post.twilio.steering.fault(way=way, count=1)
    message = await post.told(guest)
    assert (message.state, message.doubtful) == (_S.DELIVERED, 1)
    assert await texts(post, guest) == [message.content.text]


async def test_a_callback_tells_of_a_message_whose_answer_was_lost(
    post: Post, guest: Contact
) -> None:
    await post.twilio.steering.fault(way="reset_after", count=1)
    message = await post.tell(guest)
    await post.until(message, _S.DELIVERED)
    assert "list" not in post.twilio.account.calls
    assert len(await texts(post, guest)) == 1


async def test_nothing_is_sent_again_before_it_could_be_searched_for(
    post: Post, guest: Contact
) -> None:
    await post.twilio.steering.callbacks(lost_percent=100)
    await post.twilio.steering.fault(way="reset_after", count=1)
    await post.twilio.steering.fault(route="list", way="reset_before", count=4)
    message = await post.told(guest)
    assert (message.state, message.doubtful) == (_S.DELIVERED, 0)
    assert post.twilio.account.calls["list"] == 5
    assert len(await texts(post, guest)) == 1


async def test_two_messages_with_the_same_words_are_told_apart(post: Post, guest: Contact) -> None:
    first = await post.told(guest)
    await post.twilio.steering.callbacks(lost_percent=100)
    await post.twilio.steering.fault(way="reset_before", count=1)
    second = await post.told(guest, content=first.content)
    assert second.attempts[0].sid != first.attempts[0].sid
    assert await texts(post, guest) == [first.content.text] * 2


async def test_callbacks_that_come_often_and_in_any_order_change_nothing(
    post: Post, guest: Contact
) -> None:
    await post.twilio.steering.callbacks(copies=4, shuffled=True)
    messages = [await post.tell(guest) for _ in range(3)]
    for message in messages:
        await post.until(message, _S.DELIVERED)
    await post.twilio.account.callbacks.idle()
    ended = [await post.end(message) for message in messages]
    assert [tries(one) for one in ended] == [[(Channel.SMS, "delivered", 0)]] * 3


async def test_callbacks_that_get_lost_are_not_needed(post: Post, guest: Contact) -> None:
    await post.twilio.steering.callbacks(lost_percent=100)
    await post.twilio.steering.fault(fail=30007, count=1)
    assert (await post.told(guest)).state is _S.FAILED
    assert (await post.told(guest)).state is _S.DELIVERED


async def test_staff_send_once_more_what_failed(post: Post, guest: Contact) -> None:
    await post.twilio.steering.fault(fail=30003, count=1)
    failed = await post.told(guest)
    await post.resend(failed)
    again = await post.end(failed)
    assert (again.state, again.round) == (_S.DELIVERED, 1)
    assert tries(again) == [(Channel.SMS, "undelivered", 30003), (Channel.SMS, "delivered", 0)]
    assert len(await texts(post, guest)) == 1


async def test_what_is_of_no_use_any_more_is_not_sent(post: Post, guest: Contact) -> None:
    message = await post.told(guest, worthless_time=post.clock.now() - timedelta(seconds=1))
    assert (message.state, message.attempts) == (_S.FAILED, ())
    assert message.end_text


async def test_a_message_that_is_gone_fails_its_workflow_in_plain_sight(
    post: Post, guest: Contact
) -> None:
    await post.twilio.steering.fault(refuse=20503, count=1)
    message = await post.tell(guest)
    await post.until(message, _S.WAITING)
    await post.database["messages"].delete_one({"_id": message.id})
    with pytest.raises(Exception, match="failed"):
        await post.end(message)


def pauses(message: Message) -> list[timedelta]:
    """Between two tries, to the second."""
    times = [one.time for one in message.attempts]
    return [
        timedelta(seconds=round((later - earlier).total_seconds()))
        for earlier, later in itertools.pairwise(times)
    ]
