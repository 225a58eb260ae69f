"""Clerk's keys: fetched once for everybody, kept through an outage, renewed when they turn."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from sandbox.clerk import ClerkClient, RunningClerk
from server.identity.tokens.claims import TokenInvalid
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import KeysUnavailable, SigningKeys
from server.rpc.principal import User
from tests.support.app import SteeredClock
from tests.support.serving import served
from tests.unit.identity.conftest import principal


async def until(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not fact():
            await asyncio.sleep(0.005)


async def test_many_callers_cause_one_fetch(
    clerk_server: RunningClerk, clerk: ClerkClient, keys: SigningKeys
) -> None:
    await clerk.set_jwks("held")
    kid = clerk_server.instance.keys.current.kid
    callers = [asyncio.create_task(keys.find(kid)) for _ in range(50)]
    await until(lambda: clerk_server.instance.gate.waiting > 0)
    await clerk.set_jwks("ok")
    found = await asyncio.gather(*callers)
    assert len({id(key) for key in found}) == 1
    assert (await clerk.stats()).jwks_fetches == 1


async def test_one_who_gives_up_does_not_take_the_others_fetch_along(
    clerk_server: RunningClerk, clerk: ClerkClient, keys: SigningKeys
) -> None:
    await clerk.set_jwks("held")
    kid = clerk_server.instance.keys.current.kid
    impatient = asyncio.create_task(keys.find(kid))
    patient = asyncio.create_task(keys.find(kid))
    await until(lambda: clerk_server.instance.gate.waiting > 0)
    impatient.cancel()
    await asyncio.wait([impatient])
    await clerk.set_jwks("ok")
    assert (await patient).key_size == 2048
    assert (await clerk.stats()).jwks_fetches == 1


async def test_a_new_key_is_found_at_once(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, session: str, user_id: str
) -> None:
    older = await clerk.token(session)
    assert await principal(clerk_tokens, older) == User(user_id)
    await clerk.rotate_key()
    assert await principal(clerk_tokens, await clerk.token(session)) == User(user_id)
    assert await principal(clerk_tokens, older) == User(user_id)
    assert (await clerk.stats()).jwks_fetches == 2


async def test_unknown_keys_are_looked_for_once_in_thirty_seconds(
    clerk: ClerkClient, keys: SigningKeys, clock: SteeredClock
) -> None:
    await keys.fetch()
    for _ in range(20):
        with pytest.raises(TokenInvalid):
            await keys.find("ins_of_nobody")
    assert (await clerk.stats()).jwks_fetches == 2
    clock.pass_time(seconds=31)
    for _ in range(20):
        with pytest.raises(TokenInvalid):
            await keys.find("ins_of_nobody")
    assert (await clerk.stats()).jwks_fetches == 3


async def test_known_keys_outlive_their_source(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, keys: SigningKeys, session: str, user_id: str
) -> None:
    await keys.fetch()
    token = await clerk.token(session)
    for fault in ("unavailable", "garbage", "empty"):
        await clerk.set_jwks(fault)
        assert not await keys.fetch()
        assert await principal(clerk_tokens, token) == User(user_id)


async def test_during_an_outage_an_unknown_key_is_no_proof_of_forgery(
    clerk_server: RunningClerk, clerk: ClerkClient, keys: SigningKeys, clock: SteeredClock
) -> None:
    await clerk.set_jwks("unavailable")
    kid = clerk_server.instance.keys.current.kid
    with pytest.raises(KeysUnavailable):
        await keys.find(kid)
    await clerk.set_jwks("ok")
    with pytest.raises(KeysUnavailable):
        await keys.find(kid)
    clock.pass_time(seconds=1.1)
    assert (await keys.find(kid)).key_size == 2048


async def test_a_withdrawn_key_is_forgotten_and_so_is_what_it_proved(
    clerk: ClerkClient, clerk_tokens: ClerkTokens, keys: SigningKeys, session: str
) -> None:
    forgotten: list[bool] = []
    keys.on_withdrawn(lambda: forgotten.append(True))
    token = await clerk.token(session)
    await principal(clerk_tokens, token)
    await clerk.rotate_key()
    assert await keys.fetch()
    assert not forgotten
    await clerk.rotate_key(keep_previous=False)
    assert await keys.fetch()
    assert forgotten
    with pytest.raises(TokenInvalid):
        await principal(clerk_tokens, token)


async def test_keys_are_renewed_in_the_background_through_an_outage(
    clerk_server: RunningClerk, clerk: ClerkClient, clock: SteeredClock
) -> None:
    await clerk.set_jwks("unavailable")
    keys = SigningKeys(clerk_server.jwks_url, clock, refresh_seconds=0.01)
    keys.start()
    await until(lambda: clerk_server.instance.gate.fetches >= 2)
    await clerk.set_jwks("ok")
    seen = clerk_server.instance.gate.fetches
    await until(lambda: clerk_server.instance.gate.fetches >= seen + 2)
    assert (await keys.find(clerk_server.instance.keys.current.kid)).key_size == 2048
    await keys.stop()
    assert keys._refresher is not None
    assert keys._refresher.done()


@pytest.fixture
async def hostile(clock: SteeredClock) -> AsyncIterator[SigningKeys]:
    """A source that answers without end after a redirect that must not be followed."""

    async def flood(_: web.Request) -> web.Response:
        return web.Response(body=b'{"keys": [' + b" " * 200_000 + b"]}")

    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound("/flood")

    app = web.Application()
    app.add_routes([web.get("/flood", flood), web.get("/elsewhere", elsewhere)])
    async with served(app) as origin:
        yield SigningKeys(origin, clock)


@pytest.mark.parametrize("path", ["/flood", "/elsewhere"])
async def test_an_answer_without_end_or_from_elsewhere_is_refused(
    hostile: SigningKeys, path: str
) -> None:
    hostile._url += path
    assert not await hostile.fetch()
