"""How a guest wants to be told what happens."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: Country calling codes of one and of two digits; all others have three.
_ONE_DIGIT = frozenset("17")
_TWO_DIGIT_CODES = (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64"
    " 65 66 81 82 84 86 90 91 92 93 94 95 98"
)
_TWO_DIGITS = frozenset(_TWO_DIGIT_CODES.split())
_SHOWN_DIGITS = 4


class Channel(StrEnum):
    """By what. The names are the contract's."""

    SMS = "SMS"
    #: And SMS when that fails.
    WHATSAPP = "WHATSAPP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A guest's wish."""

    guest_id: str
    restaurant_id: str
    visit_id: str
    #: E.164.
    phone: str
    channel: Channel
    #: BCP 47, as the guest's phone says it.
    language: str
    update_time: datetime


def masked(phone: str) -> str:
    """A number that only its owner recognizes: "+91 •••••• 4321"."""
    digits = phone.removeprefix("+")
    country = _country(digits)
    hidden = max(len(digits) - len(country) - _SHOWN_DIGITS, 1)
    return f"+{country} {'•' * hidden} {digits[-_SHOWN_DIGITS:]}"


def _country(digits: str) -> str:
    if digits[0] in _ONE_DIGIT:
        return digits[0]
    return digits[:2] if digits[:2] in _TWO_DIGITS else digits[:3]
