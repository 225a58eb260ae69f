"""Opaque ids that sort by the time at which they were made."""

import hashlib
import secrets
import time

# Crockford's base 32, in small letters: no i, l, o, u.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
#: No two of these look or sound alike.
CALLABLE = "346789ACDEFGHJKMNPQRTWXY"


def new_id(prefix: str) -> str:
    """A new id like "ord_01jd3k…": 48 bits of milliseconds, then 80 random bits, as in a ULID."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return f"{prefix}_{_base32(value, 26)}"


def derived_id(prefix: str, *parts: str) -> str:
    """The id that always follows from these parts: 130 bits of their hash. Sorts by nothing."""
    content = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return f"{prefix}_{_base32(int.from_bytes(hashlib.sha256(content).digest(), 'big'), 26)}"


def new_code(length: int) -> str:
    """A random code for people to read and type; no two of its characters look alike."""
    return "".join(secrets.choice(CALLABLE) for _ in range(length))


def new_secret() -> str:
    """A code of 120 bits that nobody guesses, for addresses."""
    return _base32(secrets.randbits(120), 24)


def _base32(value: int, length: int) -> str:
    digits = []
    for _ in range(length):
        value, digit = divmod(value, 32)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))
