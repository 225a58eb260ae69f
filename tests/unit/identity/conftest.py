"""A sandbox Clerk of its own for every test, and the verifiers over it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.clerk import ClerkClient, RunningClerk, start
from server.identity.tokens.claims import read_unproved
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import SigningKeys
from server.identity.tokens.own import OwnTokens
from server.rpc.principal import Principal
from tests.unit.identity.steered_clock import SteeredClock

PARTY = "https://here2order.example"
SECRET = "a secret of a test, long enough for it"


@pytest.fixture
def clock() -> SteeredClock:
    return SteeredClock()


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[RunningClerk]:
    running = await start(tmp_path / "clerk")
    yield running
    await running.close()


@pytest.fixture
async def clerk(sandbox: RunningClerk) -> AsyncIterator[ClerkClient]:
    async with ClerkClient(sandbox.url, sandbox.secret_key) as client:
        yield client


@pytest.fixture
async def user_id(clerk: ClerkClient) -> str:
    return (await clerk.create_user("asha@example.com", first_name="Asha")).id


@pytest.fixture
async def session(clerk: ClerkClient, user_id: str) -> str:
    return await clerk.open_session(user_id)


@pytest.fixture
async def keys(sandbox: RunningClerk, clock: SteeredClock) -> AsyncIterator[SigningKeys]:
    made = SigningKeys(sandbox.jwks_url, clock)
    yield made
    await made.stop()


@pytest.fixture
def clerk_tokens(sandbox: RunningClerk, keys: SigningKeys, clock: SteeredClock) -> ClerkTokens:
    return ClerkTokens(keys, clock, sandbox.issuer, (PARTY,))


@pytest.fixture
def own(clock: SteeredClock) -> OwnTokens:
    return OwnTokens(SECRET, clock)


async def principal(tokens: ClerkTokens, token: str) -> Principal:
    return (await tokens.verify(token, read_unproved(token))).principal
