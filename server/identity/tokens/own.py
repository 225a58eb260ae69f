"""Tokens of guests and devices: made and verified here, signed with the settings' secret."""

from datetime import datetime, timedelta
from sys import intern
from typing import Any

import jwt

from server.clock import Clock
from server.identity.keys import derived_key
from server.identity.tokens.claims import (
    Claims,
    TokenExpired,
    TokenInvalid,
    Unproved,
    Verified,
    seconds,
    signed_claims,
    text,
)
from server.rpc.principal import Device, Guest, Principal

#: A guest's token lasts no longer, whatever is asked for.
GUEST_TOKEN_LASTS = timedelta(hours=2)

_ALGORITHM = "HS256"
_ISSUER = "here2order"
_AUDIENCE = "here2order"
# The kind stands in the signed header (RFC 8725, 3.11): no kind can be taken for another.
_GUEST = "h2o-guest+jwt"
_DEVICE = "h2o-device+jwt"


class OwnTokens:
    """Makes them and knows them again."""

    def __init__(self, secret: str, clock: Clock) -> None:
        """`secret` is the settings' token_secret, the same on every process."""
        self._key = derived_key(secret, "tokens")
        self._clock = clock

    def guest_token(
        self, guest_id: str, visit_id: str, restaurant_id: str, expires: datetime
    ) -> str:
        """Names a guest, at one visit. Ends at `expires`, or two hours from now if that is sooner.

        Worth nothing once the visit is over: that is asked at each call.
        """
        ends = min(expires, self._clock.now() + GUEST_TOKEN_LASTS)
        claims = {"vis": visit_id, "exp": int(ends.timestamp())}
        return self._sign(_GUEST, guest_id, restaurant_id, claims)

    def device_token(self, device_id: str, restaurant_id: str) -> str:
        """Names a device. Does not expire: that it is still paired is asked at each call."""
        return self._sign(_DEVICE, device_id, restaurant_id, {})

    @staticmethod
    def claimed_by(unproved: Unproved) -> bool:
        """Whether a token says that it is one of ours."""
        return unproved.header.get("typ") in (_GUEST, _DEVICE)

    def verify(self, token: str) -> Verified:
        """Whom it names. Raises TokenInvalid, TokenExpired."""
        claims = signed_claims(token, self._key, _ALGORITHM)
        if claims.get("iss") != _ISSUER or claims.get("aud") != _AUDIENCE:
            raise TokenInvalid
        # The header is part of what the signature covers, and so is believed now.
        kind = jwt.get_unverified_header(token).get("typ")
        return Verified(_principal(kind, claims), self._expires(kind, claims))

    def _sign(self, kind: str, subject: str, restaurant_id: str, more: dict[str, Any]) -> str:
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "sub": subject,
            "rst": restaurant_id,
            "iat": int(self._clock.now().timestamp()),
        }
        return jwt.encode(claims | more, self._key, _ALGORITHM, headers={"typ": kind})

    def _expires(self, kind: object, claims: Claims) -> int | None:
        if kind == _DEVICE:
            return None
        expires = seconds(claims, "exp")
        if self._clock.now().timestamp() >= expires:
            raise TokenExpired
        return expires


def _principal(kind: object, claims: Claims) -> Principal:
    # One id in memory for all who are there: what is kept for a restaurant or a visit is found by
    # it, and there are thousands of those.
    if kind == _GUEST:
        visit_id, restaurant_id = intern(text(claims, "vis")), intern(text(claims, "rst"))
        return Guest(text(claims, "sub"), visit_id, restaurant_id)
    if kind == _DEVICE:
        return Device(text(claims, "sub"), intern(text(claims, "rst")))
    raise TokenInvalid
