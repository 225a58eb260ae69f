"""What every kind of token has in common: how it is read, and what it is not trusted with.

Why a token was refused is told to nobody: it would help only those who forge them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.algorithms import AllowedPublicKeys

from server.errors import DomainError, Reason
from server.rpc.principal import Principal

#: Ours have about 300 characters, Clerk's about 900.
_MOST_CHARACTERS = 8_192
_MOST_TEXT = 200
# Times are held against our own clock, issuer and audience by each kind for itself.
_SIGNATURE_ONLY: Any = {
    f"verify_{name}": False for name in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")
}

Claims = Mapping[str, Any]


class TokenInvalid(DomainError):
    """Forged, of an unknown issuer, or not for this service."""

    reason = Reason.TOKEN_INVALID

    def __init__(self) -> None:
        """Says no more than that."""
        super().__init__("this token is not valid here")


class TokenExpired(DomainError):
    """It was good once."""

    reason = Reason.TOKEN_EXPIRED

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("this token has expired; get a new one and call again")


@dataclass(frozen=True, slots=True)
class Verified:
    """Whom a token names, proved by its signature."""

    principal: Principal
    #: Unix seconds from which it proves nothing any more; None if it does not end by itself.
    expires: int | None


@dataclass(frozen=True, slots=True)
class Unproved:
    """What a token says of itself: good for choosing how to verify it, and for nothing else."""

    header: Claims
    claims: Claims


def read_unproved(token: str) -> Unproved:
    """Reads a token without believing it. Raises TokenInvalid if it is none."""
    if len(token) > _MOST_CHARACTERS:
        raise TokenInvalid
    try:
        parts = jwt.decode_complete(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise TokenInvalid from None
    return Unproved(parts["header"], parts["payload"])


def signed_claims(token: str, key: AllowedPublicKeys | bytes, algorithm: str) -> Claims:
    """The claims, if the key has signed them by just this algorithm. Raises TokenInvalid."""
    try:
        parts = jwt.decode_complete(token, key, algorithms=[algorithm], options=_SIGNATURE_ONLY)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise TokenInvalid from None
    if "crit" in parts["header"]:  # demands that we understand something that we do not
        raise TokenInvalid
    claims: Claims = parts["payload"]
    return claims


def text(claims: Claims, name: str) -> str:
    """A claim that must be there and say something short. Raises TokenInvalid."""
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _MOST_TEXT:
        raise TokenInvalid
    return value


def seconds(claims: Claims, name: str) -> int:
    """A time that must be there, in whole Unix seconds. Raises TokenInvalid."""
    value = claims.get(name)
    if type(value) is not int:  # a bool is an int to isinstance
        raise TokenInvalid
    return value
