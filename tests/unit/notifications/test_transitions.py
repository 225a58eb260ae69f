"""What can happen to a message."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from server.notifications.contacts.domain import Channel
from server.notifications.messages import transitions
from server.notifications.messages.domain import Message, MessageState
from server.notifications.messages.transitions import MessageStateForbids
from server.notifications.twilio.answers import Seen
from server.origin import Origin
from tests.support.house import Seat
from tests.support.messages import PHONE, a_message

_S = MessageState
ORIGIN = Origin("user:1", "request", "hash")


def waiting(channel: Channel = Channel.SMS) -> Message:
    message = a_message("rst_1", Seat("gst_1", "vis_1", ""), wish=channel, channel=channel)
    return replace(message, state=_S.WAITING, due_time=message.create_time)


def asked(channel: Channel = Channel.SMS) -> Message:
    message = waiting(channel)
    return transitions.ask(message, PHONE, message.create_time)


def sent(channel: Channel = Channel.SMS) -> Message:
    message = asked(channel)
    return transitions.taken(message, Seen("SM1", "queued"), message.create_time)


def heard(message: Message, *news: Seen) -> Message:
    return transitions.seen(message, news, message.create_time)


_NEWS = [Seen("SM1", status) for status in ("queued", "sending", "sent", "delivered", "read")]


@pytest.mark.parametrize("order", list(itertools.permutations(_NEWS)))
def test_callbacks_may_come_in_any_order(order: tuple[Seen, ...]) -> None:
    message = heard(sent(), *order, *order)
    assert (message.state, message.attempts[0].status) == (_S.READ, "read")


def test_what_is_known_already_changes_nothing() -> None:
    message = heard(sent(), Seen("SM1", "delivered"))
    assert heard(message, Seen("SM1", "sent"), Seen("SM1", "delivered")) is message


def test_what_was_delivered_is_delivered_whatever_is_said_afterwards() -> None:
    message = heard(sent(), Seen("SM1", "delivered"), Seen("SM1", "undelivered", 30008))
    assert message.state is _S.DELIVERED
    message = heard(sent(), Seen("SM1", "undelivered", 30008), Seen("SM1", "delivered"))
    assert message.state is _S.DELIVERED


def test_a_callback_before_the_answer_is_the_answer() -> None:
    message = heard(asked(), Seen("SM1", "sent"))
    assert message.asked is None
    late = transitions.taken(message, Seen("SM1", "queued"), message.create_time)
    assert late is message


def test_a_message_that_turns_up_after_all_stops_another_one() -> None:
    message = transitions.not_taken(asked(), waiting().create_time)
    assert message.doubtful == 1
    found = heard(message, Seen("SM9", "sent"))
    assert (found.state, found.attempts[0].sid) == (_S.SENT, "SM9")


def test_a_late_failure_of_an_earlier_attempt_steers_nothing() -> None:
    message = heard(sent(Channel.WHATSAPP), Seen("SM1", "failed", 63024))
    assert (message.state, message.channel) == (_S.WAITING, Channel.SMS)
    asking = transitions.ask(message, PHONE, message.create_time)
    both = transitions.taken(asking, Seen("SM2", "queued"), message.create_time)
    assert heard(both, Seen("SM1", "undelivered", 63024)) is both


def test_a_template_that_is_refused_too_gives_way_to_sms() -> None:
    message = heard(sent(Channel.WHATSAPP), Seen("SM1", "failed", 63016))
    assert (message.channel, message.template) == (Channel.WHATSAPP, True)
    asking = transitions.ask(message, PHONE, message.create_time)
    again = transitions.taken(asking, Seen("SM2", "queued"), message.create_time)
    after = heard(again, Seen("SM2", "failed", 63016))
    assert (after.channel, after.template, after.state) == (Channel.SMS, False, _S.WAITING)


def test_a_failure_without_a_code_is_not_tried_again() -> None:
    assert heard(sent(), Seen("SM1", "failed")).state is _S.FAILED


@pytest.mark.parametrize("state", [_S.WAITING, _S.SENT, _S.DELIVERED, _S.READ, _S.OPTED_OUT])
def test_only_what_was_not_told_is_sent_once_more(state: MessageState) -> None:
    message = replace(waiting(), state=state)
    with pytest.raises(MessageStateForbids):
        transitions.resend(message, ORIGIN, Channel.SMS, "+91 3210", message.create_time)


@pytest.mark.parametrize("state", [_S.FAILED, _S.NOT_NEEDED])
def test_once_more_begins_with_the_first_channel(state: MessageState) -> None:
    message = replace(waiting(Channel.WHATSAPP), state=state, channel=Channel.SMS, template=True)
    later = message.create_time + timedelta(hours=3)
    again = transitions.resend(message, ORIGIN, Channel.WHATSAPP, "+91 3210", later)
    assert (again.state, again.channel, again.template) == (_S.WAITING, Channel.WHATSAPP, False)
    assert again.worthless_time > later
    assert again.tries() == ()
