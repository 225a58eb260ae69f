"""Contacts on the wire."""

from here2order.notifications.v1 import contact_pb2

from server.notifications.contacts.domain import Channel, Contact, masked
from server.rpc.times import to_timestamp

_CHANNELS = {channel: contact_pb2.Channel.Value(f"CHANNEL_{channel}") for channel in Channel}
_CHANNELS_BY_NUMBER: dict[int, Channel] = {number: channel for channel, number in _CHANNELS.items()}


def contact_to_proto(contact: Contact, *, opted_out: bool) -> contact_pb2.Contact:
    """The contract's Contact."""
    return contact_pb2.Contact(
        visit_id=contact.visit_id,
        guest_id=contact.guest_id,
        channel=channel_to_proto(contact.channel),
        masked_phone=masked(contact.phone),
        language=contact.language,
        opted_out=opted_out,
        update_time=to_timestamp(contact.update_time),
    )


def channel_to_proto(channel: Channel) -> contact_pb2.Channel.ValueType:
    """The contract's Channel."""
    return _CHANNELS[channel]


def channel_from_proto(number: int) -> Channel:
    """From the contract's Channel, which must not be UNSPECIFIED."""
    return _CHANNELS_BY_NUMBER[number]
