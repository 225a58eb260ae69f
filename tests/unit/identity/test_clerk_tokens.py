"""Which of Clerk's tokens are believed, and which of those that only look like one are not."""

import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.utils import base64url_encode

from sandbox.clerk import ClerkClient, RunningClerk
from server.identity.tokens.claims import TokenExpired, TokenInvalid, read_unproved
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import SigningKeys
from server.rpc.principal import User
from tests.support.app import SteeredClock
from tests.unit.identity.conftest import PARTY, principal


async def test_a_session_token_names_its_user(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, user_id: str
) -> None:
    assert await principal(clerk_tokens, await clerk.token(session)) == User(user_id)


async def test_it_may_come_from_our_own_pages_only(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, user_id: str
) -> None:
    ours = await clerk.token(session, authorized_party=PARTY)
    assert await principal(clerk_tokens, ours) == User(user_id)
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, await clerk.token(session, authorized_party="https://evil.x"))
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, await clerk.mint(session, claims={"azp": ["a", "list"]}))


async def test_without_configured_parties_any_page_will_do(
    clerk_server: RunningClerk,
    clerk: ClerkClient,
    keys: SigningKeys,
    clock: SteeredClock,
    session: str,
    user_id: str,
) -> None:
    tokens = ClerkTokens(keys, clock, clerk_server.issuer, ())
    token = await clerk.token(session, authorized_party="https://anywhere.example")
    assert await principal(tokens, token) == User(user_id)


async def test_who_acts_for_somebody_else_is_remembered(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, user_id: str
) -> None:
    session = await clerk.steer_session(user_id, actor={"sub": "user_support"})
    assert await principal(clerk_tokens, await clerk.token(session)) == User(
        user_id, "user_support"
    )


async def test_a_pending_session_is_none(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, user_id: str
) -> None:
    session = await clerk.steer_session(user_id, status="pending")
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, await clerk.mint(session))


async def test_a_token_ends_five_seconds_after_its_time(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, clock: SteeredClock
) -> None:
    token = await clerk.token(session)
    expires = read_unproved(token).claims["exp"]
    clock.pass_time(seconds=expires - clock.now().timestamp() + 3)
    verified = await clerk_tokens.verify(token, read_unproved(token))
    assert verified.expires == expires + 5
    clock.pass_time(seconds=3)
    with pytest.raises(TokenExpired):
        await principal(clerk_tokens, token)


async def test_a_clock_of_ours_that_is_slow_by_less_than_five_seconds_does_no_harm(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, clock: SteeredClock, user_id: str
) -> None:
    now = int(clock.now().timestamp())
    early = await clerk.mint(session, claims={"nbf": now + 3})
    assert await principal(clerk_tokens, early) == User(user_id)
    with pytest.raises(TokenInvalid):
        await principal(
            clerk_tokens,
            await clerk.mint(session, claims={"nbf": int(clock.now().timestamp()) + 9}),
        )


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.clerk.example"},
        {"v": 1},
        {"v": "2"},
        {"aud": "another-service"},
        {"sts": "pending"},
        {"sts": "expired"},
        {"sub": ""},
        {"sub": 7},
        {"sub": "u" * 81},
        {"sid": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": 1e400},
        {"nbf": None},
        {"iat": 32_503_680_000},
        {"act": "user_support"},
        {"act": {}},
    ],
    ids=str,
)
async def test_a_genuine_signature_under_wrong_claims_proves_nothing(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, claims: dict[str, Any]
) -> None:
    token = await clerk.mint(session, claims=claims)
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, token)


@pytest.mark.parametrize("name", ["iss", "sub", "sid", "exp", "nbf", "iat", "v"])
async def test_no_claim_may_be_missing(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, name: str
) -> None:
    token = await clerk.mint(session, omit=[name])
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, token)


async def test_a_strangers_signature_is_refused(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str
) -> None:
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, await clerk.mint(session, signed_by_stranger=True))


async def test_another_algorithm_is_refused(
    clerk_server: RunningClerk, clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str
) -> None:
    token = await clerk.token(session)
    claims = dict(read_unproved(token).claims)
    kid = clerk_server.instance.keys.current.kid
    private = clerk_server.instance.keys.current.private
    curve = ec.generate_private_key(ec.SECP256R1())
    forged = [
        jwt.encode(claims, "", "none", headers={"kid": kid}),
        jwt.encode(claims, private, "RS512", headers={"kid": kid}),
        jwt.encode(claims, private, "PS256", headers={"kid": kid}),
        jwt.encode(claims, curve, "ES256", headers={"kid": kid}),
        _signed_with_the_public_key(clerk_server, claims),
        token.rsplit(".", 1)[0] + ".",
        _with_header(token, {"alg": "none", "kid": kid}),
        _with_header(token, {"alg": "RS256", "kid": kid, "crit": ["x"], "x": 1}),
        _with_header(token, {"alg": "RS256"}),
        _with_header(token, {"alg": "RS256", "kid": 7}),
        _with_header(token, {"alg": "RS256", "kid": kid, "b64": False}),
    ]
    for one in forged:
        with pytest.raises(TokenInvalid):
            await principal(clerk_tokens, one)


async def test_a_critical_header_that_we_do_not_know_is_refused_though_signed(
    clerk_server: RunningClerk, clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str
) -> None:
    key = clerk_server.instance.keys.current
    claims = dict(read_unproved(await clerk.token(session)).claims)
    headers = {"kid": key.kid, "crit": ["b64"], "b64": True}
    token = jwt.encode(claims, key.private, "RS256", headers=headers)
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, token)


async def test_a_changed_token_is_refused(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str
) -> None:
    header, _, signature = (await clerk.token(session)).split(".")
    claims = dict(read_unproved(await clerk.token(session)).claims) | {"sub": "user_owner"}
    payload = base64url_encode(json.dumps(claims).encode()).decode()
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, f"{header}.{payload}.{signature}")


def _signed_with_the_public_key(clerk_server: RunningClerk, claims: dict[str, Any]) -> str:
    # By hand: libraries refuse to make this one.
    key = clerk_server.instance.keys.current
    public = key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    segments = ({"alg": "HS256", "kid": key.kid}, claims)
    signed = b".".join(base64url_encode(json.dumps(one).encode()) for one in segments)
    signature = base64url_encode(hmac.digest(public, signed, "sha256"))
    return f"{signed.decode()}.{signature.decode()}"


def _with_header(token: str, header: dict[str, Any]) -> str:
    encoded = base64url_encode(json.dumps(header).encode()).decode()
    return f"{encoded}.{token.split('.', 1)[1]}"
