"""Key rotation and the faults of the JWKS endpoint."""

import asyncio

import aiohttp
import jwt
import pytest

from sandbox.clerk import ClerkClient, RunningClerk
from tests.unit.sandbox.tokens import verified


async def test_after_a_rotation_old_and_new_tokens_verify(
    clerk: RunningClerk, client: ClerkClient
) -> None:
    user = await client.create_user("asha@example.com")
    old = await client.sign_in(user.id)
    kid = await client.rotate_key()
    new = await client.sign_in(user.id)
    assert jwt.get_unverified_header(new)["kid"] == kid != jwt.get_unverified_header(old)["kid"]
    assert (await verified(old, clerk.jwks_url))["sub"] == user.id
    assert (await verified(new, clerk.jwks_url))["sub"] == user.id


async def test_a_rotation_can_withdraw_the_older_keys(
    clerk: RunningClerk, client: ClerkClient
) -> None:
    user = await client.create_user("asha@example.com")
    old = await client.sign_in(user.id)
    await client.rotate_key(keep_previous=False)
    with pytest.raises(KeyError):
        await verified(old, clerk.jwks_url)


async def test_every_fetch_of_the_keys_is_counted(clerk: RunningClerk, client: ClerkClient) -> None:
    async with aiohttp.ClientSession() as http:
        for path in ("/.well-known/jwks.json", "/v1/jwks", "/v1/jwks"):
            async with http.get(clerk.url + path):
                pass
    stats = await client.stats()
    assert (stats.jwks_fetches, stats.issuer) == (3, clerk.issuer)


@pytest.mark.parametrize(
    ("mode", "status", "content"),
    [("unavailable", 503, "upstream"), ("garbage", 200, "<!doctype"), ("empty", 200, '"keys": []')],
)
async def test_the_key_endpoint_fails_on_demand_and_is_mended(
    clerk: RunningClerk, client: ClerkClient, mode: str, status: int, content: str
) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.post(clerk.url + "/sandbox/jwks", json={"mode": mode}) as answer:
            assert answer.status == 200
        async with http.get(clerk.jwks_url) as answer:
            assert answer.status == status
            assert content in await answer.text()
        await client.set_jwks("ok")
        async with http.get(clerk.jwks_url) as answer:
            assert len((await answer.json())["keys"]) == 1


async def test_callers_can_be_held_until_the_endpoint_is_mended(
    clerk: RunningClerk, client: ClerkClient
) -> None:
    await client.set_jwks("held")
    async with aiohttp.ClientSession() as http:

        async def fetch() -> int:
            async with http.get(clerk.jwks_url) as answer:
                return len((await answer.json())["keys"])

        callers = [asyncio.create_task(fetch()) for _ in range(3)]
        while (await client.stats()).jwks_waiting < 3:
            assert not any(caller.done() for caller in callers)
        await client.set_jwks("ok")
        assert await asyncio.gather(*callers) == [1, 1, 1]


async def test_a_slow_endpoint_answers_in_the_end(clerk: RunningClerk, client: ClerkClient) -> None:
    await client.set_jwks("slow", delay_seconds=0.05)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with aiohttp.ClientSession() as http, http.get(clerk.jwks_url) as answer:
        assert answer.status == 200
    assert loop.time() - begun >= 0.05


async def test_closing_lets_held_callers_go(clerk: RunningClerk, client: ClerkClient) -> None:
    await client.set_jwks("held")
    async with aiohttp.ClientSession() as http:
        caller = asyncio.create_task(http.get(clerk.jwks_url))
        while (await client.stats()).jwks_waiting < 1:
            assert not caller.done()
        await clerk.close()
        (await caller).release()
