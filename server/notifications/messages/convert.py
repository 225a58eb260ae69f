"""Messages on the wire."""

from collections.abc import Sequence

from here2order.notifications.v1 import message_pb2

from server.notifications.contacts.convert import channel_to_proto
from server.notifications.messages.domain import Attempt, Message, MessageKind, MessageState
from server.notifications.messages.transitions import REFUSED
from server.notifications.twilio.errors import text_of
from server.rpc.times import to_timestamp

_KINDS = {kind: message_pb2.MessageKind.Value(f"MESSAGE_KIND_{kind}") for kind in MessageKind}
_STATES = {
    state: message_pb2.MessageState.Value(f"MESSAGE_STATE_{state}") for state in MessageState
}
_STATES_BY_NUMBER: dict[int, MessageState] = {number: state for state, number in _STATES.items()}


def message_to_proto(message: Message) -> message_pb2.Message:
    """The contract's Message."""
    waits = message.state is MessageState.WAITING and message.attempts
    return message_pb2.Message(
        id=message.id,
        restaurant_id=message.restaurant_id,
        visit_id=message.visit_id,
        table_name=message.table_name,
        kind=_KINDS[message.kind],
        state=_STATES[message.state],
        channel=channel_to_proto(message.channel),
        masked_phone=message.masked_phone,
        language=message.content.language,
        text=message.content.text,
        attempts=[_attempt(one) for one in message.attempts] + _end(message),
        create_time=to_timestamp(message.create_time),
        update_time=to_timestamp(message.update_time),
        retry_time=to_timestamp(message.due_time) if waits else None,
        version=message.version,
        subject_id=message.subject_id,
    )


def states_from_proto(numbers: Sequence[int]) -> list[MessageState]:
    """From the contract's MessageState, none of them UNSPECIFIED."""
    return [_STATES_BY_NUMBER[number] for number in numbers]


def _attempt(attempt: Attempt) -> message_pb2.Attempt:
    failed = attempt.error_code or attempt.status == REFUSED
    return message_pb2.Attempt(
        channel=channel_to_proto(attempt.channel),
        twilio_sid=attempt.sid,
        status=attempt.status,
        error_code=attempt.error_code,
        error_text=text_of(attempt.error_code) if failed else "",
        time=to_timestamp(attempt.time),
    )


def _end(message: Message) -> list[message_pb2.Attempt]:
    """Why it was given up, where Twilio did not say so."""
    if not message.end_text:
        return []
    end = message_pb2.Attempt(
        channel=channel_to_proto(message.channel),
        status="given up",
        error_text=message.end_text,
        time=to_timestamp(message.update_time),
    )
    return [end]
