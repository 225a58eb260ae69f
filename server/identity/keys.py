"""Keys made from the one secret of the settings: one for each purpose.

A token, a pairing code and an invitation are never proved by the same key, so that none of them
can be passed off as another.
"""

import hmac
from hashlib import sha256


def derived_key(secret: str, purpose: str) -> bytes:
    """32 bytes that nobody gets from another purpose's key."""
    return hmac.digest(secret.encode(), f"here2order/{purpose}".encode(), sha256)
