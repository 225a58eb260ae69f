"""The form of a request: first that it can be read, later that it keeps the schema's rules."""

from collections.abc import Coroutine, Sequence
from functools import cache
from typing import Any

import protovalidate
from google.protobuf.message import DecodeError, Message

from server.errors import FieldViolation, InvalidFields
from server.rpc.call import Call, Proceed
from server.rpc.lists import too_long_lists
from server.rpc.methods import Method


def decode(method: Method, proceed: Proceed) -> Proceed:
    """Reads the request, so that a broken one gets the same kind of status as a wrong one."""
    read, name = method.request_class.FromString, method.request_class.DESCRIPTOR.full_name

    def decoded(call: Call) -> Coroutine[Any, Any, Any]:
        try:
            call.request = read(call.raw)
        except DecodeError:
            raise InvalidFields([FieldViolation("", f"this is no {name}")]) from None
        return proceed(call)

    return decoded


def validate(method: Method, proceed: Proceed) -> Proceed:
    """Holds the request against the rules in the schema."""

    @cache
    def empty_is_valid() -> bool:
        return not protovalidate.collect_violations(method.request_class())

    def valid(call: Call) -> Coroutine[Any, Any, Any]:
        # A guest's "the menu, please" is empty: nothing in it can be wrong the next time.
        if call.raw or not empty_is_valid():
            require_valid(call.request)
        return proceed(call)

    return valid


def require_valid(message: Message, prefix: str = "") -> None:
    """Raises InvalidFields with every rule of the schema that the message breaks.

    `prefix` is the path of the message in the request, e.g. "table.".
    """
    too_long = too_long_lists(message, prefix)
    if too_long:
        raise InvalidFields(too_long)
    violations = protovalidate.collect_violations(message)
    if violations:
        raise InvalidFields([_violation(one, prefix) for one in violations])


def warm_up(methods: Sequence[Method]) -> None:
    """Compiles the rules of every request now, so that no caller waits for it."""
    for method in methods:
        protovalidate.collect_violations(method.request_class())


def _violation(violation: Any, prefix: str) -> FieldViolation:
    path = ".".join(_element(element) for element in violation.proto.field.elements)
    return FieldViolation(prefix + path, violation.proto.message or violation.proto.rule_id)


def _element(element: Any) -> str:
    subscript = element.subscript
    return f"{element.field_name}[{subscript.value}]" if subscript else str(element.field_name)
