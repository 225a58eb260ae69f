"""Going through the messages that clients send."""

from typing import Any

from buf.validate import validate_pb2
from google.protobuf.descriptor import Descriptor, FieldDescriptor

from server.contract import methods
from server.rpc.methods import Method

#: What the server gives, and ignores when it is sent: no rule is needed for what nobody reads.
GIVEN_BY_SERVER = frozenset(
    {
        "Restaurant.id",
        "Table.id",
        "Table.restaurant_id",
        "Table.code",
        "Table.code_url",
        "MenuDraft.restaurant_id",
    }
)


def request_messages() -> list[Descriptor]:
    """Every request, and every message of ours in one."""
    found: dict[str, Descriptor] = {}
    for method in methods():
        message: Any = method.request_class.DESCRIPTOR
        _collect(message, found)
    return list(found.values())


def request_fields() -> list[FieldDescriptor]:
    """Every field that a client may fill."""
    return [
        field
        for message in request_messages()
        for field in message.fields
        if f"{message.name}.{field.name}" not in GIVEN_BY_SERVER
    ]


def names_of(enum: Any, prefix: str) -> set[str]:
    """An enum's words without their prefix, which all of them have, and without UNSPECIFIED."""
    names = set(enum.DESCRIPTOR.values_by_name)
    assert all(name.startswith(prefix) for name in names)
    return {name.removeprefix(prefix) for name in names} - {"UNSPECIFIED"}


def fields_of(method: Method) -> dict[str, FieldDescriptor]:
    """The fields of a method's request."""
    message: Any = method.request_class.DESCRIPTOR
    return dict(message.fields_by_name)


def rules(field: FieldDescriptor) -> validate_pb2.FieldRules:
    """The field's rules in the schema."""
    options: Any = field.GetOptions()
    found: validate_pb2.FieldRules = options.Extensions[validate_pb2.field]
    return found


def _collect(message: Descriptor, found: dict[str, Descriptor]) -> None:
    if message.full_name in found or not message.full_name.startswith("here2order."):
        return
    found[message.full_name] = message
    for field in message.fields:
        if field.message_type is not None:
            _collect(field.message_type, found)
