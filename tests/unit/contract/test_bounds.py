"""Nothing that a client sends is without bound, and nothing that it gets back."""

import re
from collections.abc import Callable

import pytest
from buf.validate import validate_pb2
from google.protobuf.descriptor import Descriptor, FieldDescriptor

from server import contract
from server.rpc.methods import Method
from tests.unit.contract.comments import comments
from tests.unit.contract.walk import request_fields, request_messages, rules

_LISTS = [one for one in contract.methods() if one.name.startswith("List")]
#: A pattern from end to end in which nothing repeats without end.
_BOUNDED_PATTERN = re.compile(r"\^[^*+]*\$")


def _unbounded(kind: int, bounds: Callable[[FieldDescriptor], bool]) -> list[str]:
    fields = [one for one in request_fields() if one.type == kind]
    return [one.full_name for one in fields if not bounds(one)]


def _each(field: FieldDescriptor) -> validate_pb2.FieldRules:
    return rules(field).repeated.items if field.is_repeated else rules(field)


def _bounds_text(field: FieldDescriptor) -> bool:
    text = _each(field).string
    pattern = _BOUNDED_PATTERN.fullmatch(text.pattern)
    return text.HasField("max_len") or text.HasField("uuid") or pattern is not None


def _bounds_list(field: FieldDescriptor) -> bool:
    found = rules(field).repeated
    # A set of an enum's values is no longer than the enum.
    return found.HasField("max_items") or (found.unique and found.items.enum.defined_only)


def _bounds_number(field: FieldDescriptor) -> bool:
    found = _each(field).int32
    return found.HasField("gte") and found.HasField("lte")


def test_there_is_much_to_fill_in() -> None:
    assert len(request_fields()) > 100, "the walk finds them no more"


def test_a_text_has_a_longest() -> None:
    assert _unbounded(FieldDescriptor.TYPE_STRING, _bounds_text) == []


def test_bytes_have_a_longest() -> None:
    long = _unbounded(FieldDescriptor.TYPE_BYTES, lambda it: _each(it).bytes.HasField("max_len"))
    assert long == []


def test_a_list_has_a_longest() -> None:
    lists = [one for one in request_fields() if one.is_repeated]
    assert [one.full_name for one in lists if not _bounds_list(one)] == []


def test_an_enum_takes_only_what_it_declares() -> None:
    open_ones = _unbounded(FieldDescriptor.TYPE_ENUM, lambda it: _each(it).enum.defined_only)
    assert open_ones == []


def test_a_number_of_things_has_a_range() -> None:
    assert _unbounded(FieldDescriptor.TYPE_INT32, _bounds_number) == []


def test_nothing_is_ever_a_floating_number() -> None:
    floating = {FieldDescriptor.TYPE_DOUBLE, FieldDescriptor.TYPE_FLOAT}
    assert [field.full_name for field in request_fields() if field.type in floating] == []


def test_no_message_contains_itself() -> None:
    """Or what is sent could be nested without end."""
    for message in request_messages():
        assert message not in _inside(message), message.full_name


def _inside(message: Descriptor) -> set[Descriptor]:
    found: set[Descriptor] = set()
    waiting = [message]
    while waiting:
        inner = {one.message_type for one in waiting.pop().fields if one.message_type} - found
        found |= inner
        waiting += inner
    return found


@pytest.mark.parametrize("method", _LISTS, ids=lambda one: one.name)
def test_a_list_comes_in_pages_or_says_how_long_it_gets(method: Method) -> None:
    request, response = method.request_class.DESCRIPTOR, method.response_class.DESCRIPTOR
    if "page_size" in request.fields_by_name:
        assert "page_token" in request.fields_by_name
        assert "next_page_token" in response.fields_by_name
        assert re.search(r"0 for \d+", comments()[request.fields_by_name["page_size"].full_name])
        return
    (field,) = [one for one in response.fields if one.is_repeated]
    assert "At most" in comments()[field.full_name]
