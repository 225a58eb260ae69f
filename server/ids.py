"""Opaque ids that sort by the time at which they were made."""

import hashlib
import os
import secrets
import time
from functools import lru_cache

# Crockford's base 32, in small letters: no i, l, o, u.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# A digit for each byte, by its last five bits: several ids are made for every call.
_DIGITS = _ALPHABET.encode() * 8
#: No two of these look or sound alike.
CALLABLE = "346789ACDEFGHJKMNPQRTWXY"


def new_id(prefix: str) -> str:
    """A new id like "ord_01jd3k…": 48 bits of milliseconds, then 80 random bits, as in a ULID."""
    return f"{prefix}_{_stamp(time.time_ns() // 1_000_000)}{_random(16)}"


def derived_id(prefix: str, *parts: str) -> str:
    """The id that always follows from these parts: 130 bits of their hash. Sorts by nothing."""
    content = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return f"{prefix}_{_base32(int.from_bytes(hashlib.sha256(content).digest(), 'big'), 26)}"


def new_code(length: int) -> str:
    """A random code for people to read and type; no two of its characters look alike."""
    return "".join(secrets.choice(CALLABLE) for _ in range(length))


def new_secret() -> str:
    """A code of 120 bits that nobody guesses, for addresses."""
    return _random(24)


@lru_cache(maxsize=4)
def _stamp(milliseconds: int) -> str:
    return _base32(milliseconds, 10)


def _random(length: int) -> str:
    return os.urandom(length).translate(_DIGITS).decode()


def _base32(value: int, length: int) -> str:
    return "".join([_ALPHABET[value >> shift & 31] for shift in range(5 * length - 5, -1, -5)])
