"""Ids and client secrets in Stripe's form."""

import secrets
import string

_LETTERS = string.ascii_letters + string.digits


def new_id(prefix: str) -> str:
    """`pi_` and 24 letters, as Stripe's ids are."""
    return f"{prefix}_{token(24)}"


def token(length: int) -> str:
    """Random letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
