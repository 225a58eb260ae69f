"""Amounts as requests say them."""

from typing import Any

from google.protobuf.message import Message

from server.billing.payments.errors import Currencies


def amount_in(request: Message, field: str) -> int:
    """Minor units; 0 of what is unset."""
    return int(_money(request, field).amount)


def currencies_in(request: Message, *fields: str) -> Currencies:
    """In which currency each of these amounts was said, of those that are set."""
    said = [field for field in fields if request.HasField(field)]
    return tuple((field, str(_money(request, field).currency)) for field in said)


def _money(request: Message, field: str) -> Any:
    return getattr(request, field)
