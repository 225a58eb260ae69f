"""Values: they never change once they are made, and the type checker sees to it.

A dataclass that freezes itself takes three times as long to make as one that does not, since it
sets each field through `object.__setattr__`, and an order is made of thirty of them. So what is
made for each order is frozen for the type checker alone. They are equal, and hash, as frozen ones.
"""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """A dataclass with slots, whose fields are set when it is made."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def named_value(cls: type[_T]) -> type[_T]:
    """The same, made by naming each field."""
    return dataclass(slots=True, unsafe_hash=True, kw_only=True)(cls)
