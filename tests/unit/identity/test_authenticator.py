"""From a token to the one who calls with it."""

from datetime import timedelta

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.clerk import ClerkClient, RunningClerk
from server.errors import DomainError, Reason
from server.identity.keys import derived_key
from server.identity.tokens.authenticator import Authenticator
from server.identity.tokens.claims import TokenExpired, TokenInvalid, read_unproved
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import SigningKeys
from server.identity.tokens.own import OwnTokens
from server.rpc.principal import Device, Guest, User
from tests.support.app import SteeredClock
from tests.unit.identity.conftest import SECRET


class Over(DomainError):
    """What a token is bound to does not stand any more."""

    reason = Reason.VISIT_CLOSED

    def __init__(self) -> None:
        super().__init__("over")


class Standing:
    """What is open and paired, and how often that was asked."""

    def __init__(self) -> None:
        self.over: set[str] = set()
        self.asked: list[str] = []

    async def __call__(self, restaurant_id: str, key: str) -> None:
        assert restaurant_id == "rst_1"
        self.asked.append(key)
        if key in self.over:
            raise Over


@pytest.fixture
def standing() -> Standing:
    return Standing()


@pytest.fixture
def authenticate(
    clerk_tokens: ClerkTokens,
    own: OwnTokens,
    clock: SteeredClock,
    keys: SigningKeys,
    standing: Standing,
) -> Authenticator:
    made = Authenticator(
        clerk_tokens, own, clock, require_open_visit=standing, require_paired=standing
    )
    keys.on_withdrawn(made.forget)
    return made


def _guest(own: OwnTokens, clock: SteeredClock) -> str:
    return own.guest_token("gst_1", "vis_1", "rst_1", clock.now() + timedelta(hours=1))


async def test_each_kind_of_token_is_recognised(
    authenticate: Authenticator,
    own: OwnTokens,
    clock: SteeredClock,
    clerk: ClerkClient,
    user_id: str,
) -> None:
    assert await authenticate(await clerk.sign_in(user_id)) == User(user_id)
    assert await authenticate(_guest(own, clock)) == Guest("gst_1", "vis_1", "rst_1")
    assert await authenticate(own.device_token("dev_1", "rst_1")) == Device("dev_1", "rst_1")


async def test_whether_a_visit_is_open_is_asked_at_every_call(
    authenticate: Authenticator, own: OwnTokens, clock: SteeredClock, standing: Standing
) -> None:
    token = _guest(own, clock)
    await authenticate(token)
    await authenticate(token)
    assert standing.asked == ["vis_1", "vis_1"]
    standing.over.add("vis_1")
    with pytest.raises(Over):
        await authenticate(token)


async def test_whether_a_device_is_paired_is_asked_at_every_call(
    authenticate: Authenticator, own: OwnTokens, standing: Standing
) -> None:
    token = own.device_token("dev_1", "rst_1")
    await authenticate(token)
    standing.over.add("dev_1")
    with pytest.raises(Over):
        await authenticate(token)


async def test_a_remembered_token_ends_when_it_expires(
    authenticate: Authenticator,
    own: OwnTokens,
    clock: SteeredClock,
    clerk: ClerkClient,
    user_id: str,
) -> None:
    person, guest = await clerk.sign_in(user_id), _guest(own, clock)
    await authenticate(person)
    await authenticate(guest)
    clock.pass_time(seconds=66)
    await authenticate(guest)
    with pytest.raises(TokenExpired):
        await authenticate(person)
    clock.pass_time(seconds=3600)
    with pytest.raises(TokenExpired):
        await authenticate(guest)


async def test_a_remembered_token_is_worth_nothing_once_its_key_was_withdrawn(
    authenticate: Authenticator, keys: SigningKeys, clerk: ClerkClient, user_id: str
) -> None:
    token = await clerk.sign_in(user_id)
    await authenticate(token)
    await clerk.rotate_key(keep_previous=False)
    assert await authenticate(token) == User(user_id)  # nobody has told us yet
    await keys.fetch()
    with pytest.raises(TokenInvalid):
        await authenticate(token)


async def test_no_more_is_remembered_than_has_room(
    clerk_tokens: ClerkTokens, own: OwnTokens, clock: SteeredClock, standing: Standing
) -> None:
    authenticate = Authenticator(
        clerk_tokens,
        own,
        clock,
        require_open_visit=standing,
        require_paired=standing,
        most_remembered=3,
    )
    tokens = [own.device_token(f"dev_{number}", "rst_1") for number in range(5)]
    for token in tokens:
        await authenticate(token)
    assert len(authenticate._remembered) == 3
    assert await authenticate(tokens[0]) == Device("dev_0", "rst_1")


async def test_neither_kind_passes_for_the_other(
    authenticate: Authenticator,
    own: OwnTokens,
    clock: SteeredClock,
    clerk_server: RunningClerk,
    clerk: ClerkClient,
    user_id: str,
) -> None:
    person = dict(read_unproved(await clerk.sign_in(user_id)).claims)
    guest = dict(read_unproved(_guest(own, clock)).claims)
    ours, theirs = derived_key(SECRET, "tokens"), clerk_server.instance.keys.current
    forged = [
        jwt.encode(guest, theirs.private, "RS256", {"kid": theirs.kid, "typ": "h2o-guest+jwt"}),
        jwt.encode(guest, theirs.private, "RS256", {"kid": theirs.kid}),
        jwt.encode(person, ours, "HS256", {"kid": theirs.kid}),
        jwt.encode(person, ours, "HS256", {"typ": "h2o-guest+jwt"}),
        jwt.encode(person | guest, ours, "HS256", {"kid": theirs.kid}),
    ]
    for token in forged:
        with pytest.raises(TokenInvalid):
            await authenticate(token)


async def test_strangers_tokens_make_us_fetch_nothing(
    authenticate: Authenticator, clerk: ClerkClient, clerk_server: RunningClerk
) -> None:
    key = clerk_server.instance.keys.current
    for claims in ({}, {"iss": "https://elsewhere.example"}):
        with pytest.raises(TokenInvalid):
            await authenticate(jwt.encode(claims, key.private, "RS256", {"kid": "unknown"}))
    assert (await clerk.stats()).jwks_fetches == 0


_SEGMENT = st.text("ABCabc019-_=", max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    st.text(max_size=80)
    | st.builds("{}.{}.{}".format, _SEGMENT, _SEGMENT, _SEGMENT)
    | st.builds(lambda depth: "W1tb" * depth + ".e30.e30", st.integers(1, 3000))
)
async def test_nothing_but_a_refusal_comes_of_garbage(
    authenticate: Authenticator, token: str
) -> None:
    with pytest.raises(TokenInvalid):
        await authenticate(token)
