"""Session tokens of the sandbox, seen from outside."""

import time
from pathlib import Path

import aiohttp
import jwt
import pytest

from sandbox.clerk import ClerkClient, ClerkError, RunningClerk, start
from tests.unit.sandbox.tokens import public_keys, verified


@pytest.fixture
async def user_id(client: ClerkClient) -> str:
    return (await client.create_user("asha@example.com", first_name="Asha")).id


async def test_a_session_token_says_what_clerks_version_2_says(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    session_id = await client.open_session(user_id)
    claims = await verified(await client.token(session_id), clerk.jwks_url)
    assert set(claims) == {"exp", "fva", "iat", "iss", "nbf", "sid", "sts", "sub", "v"}
    assert claims["iss"] == clerk.issuer
    assert claims["sub"] == user_id
    assert claims["sid"] == session_id
    assert claims["exp"] - claims["iat"] == 60
    assert claims["iat"] - claims["nbf"] == 10
    assert abs(claims["iat"] - time.time()) < 5
    assert (claims["fva"], claims["sts"], claims["v"]) == ([0, -1], "active", 2)


async def test_the_header_names_key_algorithm_and_category(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    header = jwt.get_unverified_header(await client.sign_in(user_id))
    keys = await public_keys(clerk.jwks_url)
    assert header == {
        "alg": "RS256",
        "typ": "JWT",
        "cat": "cl_B7d4PD111AAA",
        "kid": keys.keys[0].key_id,
    }
    assert header["kid"].startswith("ins_")


async def test_both_jwks_addresses_serve_the_same_public_keys(clerk: RunningClerk) -> None:
    well_known = await public_keys(clerk.jwks_url)
    backend = await public_keys(clerk.url + "/v1/jwks")
    assert [key.key_id for key in well_known.keys] == [key.key_id for key in backend.keys]


async def test_no_private_part_of_a_key_is_published(clerk: RunningClerk) -> None:
    async with aiohttp.ClientSession() as http, http.get(clerk.jwks_url) as answer:
        for key in (await answer.json())["keys"]:
            assert set(key) == {"use", "kty", "kid", "alg", "n", "e"}


async def test_the_origin_of_the_caller_becomes_the_authorized_party(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    session_id = await client.open_session(user_id)
    token = await client.token(session_id, authorized_party="http://localhost:8080")
    assert (await verified(token, clerk.jwks_url))["azp"] == "http://localhost:8080"


async def test_a_token_may_live_ten_years_and_not_a_second_more(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    ten_years = 315_360_000
    token = await client.sign_in(user_id, expires_in_seconds=ten_years)
    claims = await verified(token, clerk.jwks_url)
    assert claims["exp"] - claims["iat"] == ten_years
    for refused in (ten_years + 1, 29):
        with pytest.raises(ClerkError) as caught:
            await client.sign_in(user_id, expires_in_seconds=refused)
        assert caught.value.status == 422


async def test_a_token_of_a_template_carries_another_category(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    session_id = await client.open_session(user_id)
    url = f"{clerk.url}/v1/sessions/{session_id}/tokens/long-lived"
    headers = {"Authorization": f"Bearer {clerk.secret_key}"}
    async with aiohttp.ClientSession() as http, http.post(url, headers=headers) as answer:
        token = (await answer.json())["jwt"]
    assert jwt.get_unverified_header(token)["cat"] == "cl_B7d4PD222AAA"
    assert "sid" not in await verified(token, clerk.jwks_url)


async def test_a_pending_session_says_so(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    session_id = await client.steer_session(user_id, status="pending")
    claims = await verified(await client.token(session_id), clerk.jwks_url)
    assert claims["sts"] == "pending"


async def test_an_impersonated_session_names_the_actor(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    actor = {"iss": "https://dashboard.clerk.com", "sid": "sess_x", "sub": "user_support"}
    session_id = await client.steer_session(user_id, actor=actor)
    claims = await verified(await client.token(session_id), clerk.jwks_url)
    assert claims["act"] == actor
    assert claims["sub"] == user_id


async def test_an_active_organization_shows_in_the_token(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    headers = {"Authorization": f"Bearer {clerk.secret_key}"}
    body = {"name": "Chakara Group", "created_by": user_id}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.post(clerk.url + "/v1/organizations", json=body) as answer,
    ):
        organization = await answer.json()
    session_id = await client.open_session(user_id, organization_id=organization["id"])
    claims = await verified(await client.token(session_id), clerk.jwks_url)
    assert claims["o"] == {"id": organization["id"], "rol": "admin", "slg": "chakara-group"}


async def test_an_expired_token_can_be_had(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    token = await client.mint(await client.open_session(user_id), lifetime_seconds=-5)
    with pytest.raises(jwt.ExpiredSignatureError):
        await verified(token, clerk.jwks_url)


async def test_a_forged_token_can_be_had(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    token = await client.mint(await client.open_session(user_id), signed_by_stranger=True)
    with pytest.raises(jwt.InvalidSignatureError):
        await verified(token, clerk.jwks_url)


async def test_claims_can_be_replaced_and_left_out(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    session_id = await client.open_session(user_id)
    token = await client.mint(session_id, claims={"iss": "https://other"}, omit=["sid"])
    claims = await verified(token, clerk.jwks_url)
    assert claims["iss"] == "https://other"
    assert "sid" not in claims


async def test_tokens_and_accounts_survive_a_restart(tmp_path: Path) -> None:
    first = await start(tmp_path, issuer="http://clerk.local")
    async with ClerkClient(first.url, first.secret_key) as client:
        account = await client.create_user("ravi@example.com", external_id="ravi")
        token = await client.sign_in(account.id)
    await first.close()

    again = await start(tmp_path, issuer="http://clerk.local")
    try:
        assert (await verified(token, again.jwks_url))["sub"] == account.id
        async with ClerkClient(again.url, first.secret_key) as client:
            assert await client.find_user("ravi") == account
    finally:
        await again.close()
