"""Clerk's session tokens, claims version 2.

Rules: Clerk's guides "Session tokens" and "Manual JWT verification". RS256 and nothing else; the
issuer exactly ours; `azp` one of our origins where it is there; a pending session is no session.
"""

from server.clock import Clock
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
from server.identity.tokens.jwks import SigningKeys
from server.rpc.principal import User

_ALGORITHM = "RS256"
_LEEWAY_SECONDS = 5
_VERSION = 2
#: As long as the contract allows a user's id to be.
_MOST_ID = 80


class ClerkTokens:
    """Verifies session tokens of one Clerk instance."""

    def __init__(
        self, keys: SigningKeys, clock: Clock, issuer: str, authorized_parties: tuple[str, ...]
    ) -> None:
        """`authorized_parties` are origins that may stand in `azp`; none at all accepts any."""
        self._keys = keys
        self._clock = clock
        self._issuer = issuer
        self._parties = frozenset(authorized_parties)

    async def verify(self, token: str, unproved: Unproved) -> Verified:
        """Whom it names. Raises TokenInvalid, TokenExpired, KeysUnavailable."""
        # Asked before the key is looked for: a stranger's token must not make us fetch keys.
        if unproved.header.get("alg") != _ALGORITHM or unproved.claims.get("iss") != self._issuer:
            raise TokenInvalid
        key = await self._keys.find(text(unproved.header, "kid"))
        claims = signed_claims(token, key, _ALGORITHM)
        self._require_session(claims)
        self._require_time(claims)
        return Verified(_user(claims), seconds(claims, "exp") + _LEEWAY_SECONDS)

    def _require_session(self, claims: Claims) -> None:
        # The instance's key also signs tokens for others, from its templates: those have an
        # audience, or no session, or both.
        is_session = claims.get("v") == _VERSION and "aud" not in claims and text(claims, "sid")
        is_active = claims.get("sts", "active") == "active"
        if not (is_session and is_active and claims.get("iss") == self._issuer):
            raise TokenInvalid
        if "azp" in claims and self._parties and text(claims, "azp") not in self._parties:
            raise TokenInvalid

    def _require_time(self, claims: Claims) -> None:
        now = self._clock.now().timestamp()
        latest_start = max(seconds(claims, "nbf"), seconds(claims, "iat"))
        if now + _LEEWAY_SECONDS < latest_start:
            raise TokenInvalid
        if now - _LEEWAY_SECONDS >= seconds(claims, "exp"):
            raise TokenExpired


def _user(claims: Claims) -> User:
    user_id = text(claims, "sub")
    if len(user_id) > _MOST_ID:
        raise TokenInvalid
    return User(user_id, _impersonator(claims))


def _impersonator(claims: Claims) -> str:
    actor = claims.get("act")
    if actor is None:
        return ""
    if not isinstance(actor, dict):
        raise TokenInvalid
    return text(actor, "sub")
