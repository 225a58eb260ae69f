"""Codes that people enter: told again to whoever repeats a request, and yet kept nowhere.

A code follows from the id of what it opens and from the secret; stored is its keyed hash. Who reads
the database learns no code, also not by trying all of them.
"""

import hmac
from hashlib import sha256

from server.identity.keys import derived_key
from server.ids import CALLABLE


class Codes:
    """The codes of one purpose. Case, dashes and spaces in them mean nothing."""

    def __init__(self, secret: str, purpose: str, length: int) -> None:
        """`length` characters, each worth 4.6 bits; at most 55."""
        self._key = derived_key(secret, purpose)
        self._length = length

    def code_of(self, key: str) -> str:
        """The code that opens what has this id."""
        value = int.from_bytes(self._digest("code", key))
        symbols = []
        for _ in range(self._length):
            value, symbol = divmod(value, len(CALLABLE))
            symbols.append(CALLABLE[symbol])
        return "".join(symbols)

    def hash_of(self, code: str) -> str:
        """What is stored of a code, as people enter it."""
        plain = "".join(code.upper().replace("-", "").split())
        return self._digest("hash", plain).hex()

    def _digest(self, use: str, content: str) -> bytes:
        return hmac.digest(self._key, f"{use}:{content}".encode(), sha256)
