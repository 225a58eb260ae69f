"""The verifiers of tokens over a sandbox Clerk."""

from collections.abc import AsyncIterator

import pytest

from sandbox.clerk import ClerkClient, RunningClerk
from server.identity.tokens.claims import read_unproved
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import SigningKeys
from server.identity.tokens.own import OwnTokens
from server.rpc.principal import Principal
from tests.support.app import SteeredClock

PARTY = "https://here2order.example"
SECRET = "a secret of a test, long enough for it"


@pytest.fixture
async def clerk(clerk_server: RunningClerk) -> AsyncIterator[ClerkClient]:
    async with ClerkClient(clerk_server.url, clerk_server.secret_key) as client:
        yield client


@pytest.fixture
async def user_id(clerk: ClerkClient) -> str:
    return (await clerk.create_user("asha@example.com", first_name="Asha")).id


@pytest.fixture
async def session(clerk: ClerkClient, user_id: str) -> str:
    return await clerk.open_session(user_id)


@pytest.fixture
async def keys(clerk_server: RunningClerk, clock: SteeredClock) -> AsyncIterator[SigningKeys]:
    made = SigningKeys(clerk_server.jwks_url, clock)
    yield made
    await made.stop()


@pytest.fixture
def clerk_tokens(clerk_server: RunningClerk, keys: SigningKeys, clock: SteeredClock) -> ClerkTokens:
    return ClerkTokens(keys, clock, clerk_server.issuer, (PARTY,))


@pytest.fixture
def own(clock: SteeredClock) -> OwnTokens:
    return OwnTokens(SECRET, clock)


async def principal(tokens: ClerkTokens, token: str) -> Principal:
    return (await tokens.verify(token, read_unproved(token))).principal
