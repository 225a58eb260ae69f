"""Credentials that are worth nothing: none, expired, forged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import jwt

from server.identity.tokens.own import OwnTokens
from tests.rpc.access.callers import Caller
from tests.support.api import bearer
from tests.support.app import RunningApp, SteeredClock
from tests.support.house import House, Seat

_OTHER_SECRET = "a secret of somebody else, long enough as well"


async def worthless(app: RunningApp, house: House, seat: Seat) -> list[Caller]:
    """Callers whom nothing may be granted, whatever they call: they would be the most powerful."""
    session = await app.clerk.open_session(house.user_ids["OWNER"])
    owner = await app.clerk.token(session)
    device = house.tokens["DEVICE"]
    tokens = {
        "TOKEN_EXPIRED": {
            "expired owner": await app.clerk.mint(session, lifetime_seconds=-60),
            "expired guest": _guest_token(app, house, seat, timedelta(hours=-3)),
        },
        "TOKEN_INVALID": {
            "owner by another key": await app.clerk.mint(session, signed_by_stranger=True),
            "owner of another issuer": await app.clerk.mint(
                session, claims={"iss": "https://clerk.elsewhere.example"}
            ),
            "guest by another secret": _signed_by_another(seat.token),
            "device by another secret": _signed_by_another(device),
            "owner without a signature": _unsigned(owner),
            "guest without a signature": _unsigned(seat.token),
            "device without a signature": _unsigned(device),
            "guest who became a device": _with_head_of(device, seat.token),
            "no token at all": "let me in",
        },
    }
    made = [
        Caller(name=name, metadata=bearer(token), refusal=("UNAUTHENTICATED", reason))
        for reason, named in tokens.items()
        for name, token in named.items()
    ]
    missing = ("UNAUTHENTICATED", "TOKEN_MISSING")
    basic = [("authorization", "Basic b2xnYTo=")]
    return [
        Caller(name="nobody", metadata=[], refusal=missing),
        Caller(name="somebody with a password", metadata=basic, refusal=missing),
        *made,
    ]


def _guest_token(app: RunningApp, house: House, seat: Seat, ahead: timedelta) -> str:
    then = SteeredClock(ahead)
    tokens = OwnTokens(app.app.settings.token_secret, then)
    expires = then.now() + timedelta(hours=1)
    return tokens.guest_token(seat.guest_id, seat.visit_id, house.restaurant_id, expires)


def _signed_by_another(token: str) -> str:
    header = jwt.get_unverified_header(token)
    return jwt.encode(_claims(token), _OTHER_SECRET, header["alg"], header)


def _unsigned(token: str) -> str:
    header = jwt.get_unverified_header(token) | {"alg": "none"}
    return jwt.encode(_claims(token), "", "none", header)


def _with_head_of(other: str, token: str) -> str:
    _, claims, signature = token.split(".")
    return ".".join([other.partition(".")[0], claims, signature])


def _claims(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims
