"""What a call without, with a bad and with a stale token gets."""

import jwt
import pytest
from here2order.identity.v1 import team_service_pb2

from sandbox.clerk import RunningClerk
from server.errors import Reason
from tests.rpc.identity.conftest import House, Metadata, refused_for
from tests.support.api import bearer


async def ask(house: House, metadata: Metadata) -> None:
    request = team_service_pb2.ListMyMembershipsRequest()
    await house.api.team.ListMyMemberships(request, metadata=metadata)


@pytest.mark.parametrize(
    "metadata", [(), (("authorization", "Bearer "),), (("authorization", "Basic b2xnYTo="),)]
)
async def test_without_a_token(house: House, metadata: Metadata) -> None:
    with refused_for(Reason.TOKEN_MISSING):
        await ask(house, metadata)


async def test_with_a_forged_token(house: House, clerk_server: RunningClerk) -> None:
    person = await house.clerk.create_user("asha@example.com")
    session = await house.clerk.open_session(person.id)
    claims = jwt.decode(await house.clerk.token(session), options={"verify_signature": False})
    forged = [
        "garbage",
        jwt.encode(claims, "", "none", {"kid": clerk_server.instance.keys.current.kid}),
        jwt.encode(claims, "x" * 64, "HS256"),
        await house.clerk.mint(session, signed_by_stranger=True),
        await house.clerk.mint(session, claims={"iss": "https://clerk.elsewhere.example"}),
    ]
    for token in forged:
        with refused_for(Reason.TOKEN_INVALID):
            await ask(house, bearer(token))


async def test_with_a_stale_token(house: House) -> None:
    person = await house.clerk.create_user("asha@example.com")
    token = await house.clerk.sign_in(person.id)
    await ask(house, bearer(token))
    house.clock.pass_time(seconds=66)
    with refused_for(Reason.TOKEN_EXPIRED):
        await ask(house, bearer(token))


async def test_through_a_turn_of_the_key(house: House) -> None:
    person = await house.clerk.create_user("asha@example.com")
    before = await house.clerk.sign_in(person.id)
    await ask(house, bearer(before))
    await house.clerk.rotate_key()
    await ask(house, bearer(await house.clerk.sign_in(person.id)))
    await ask(house, bearer(before))


async def test_through_an_outage_of_clerk(house: House) -> None:
    person = await house.clerk.create_user("asha@example.com")
    await ask(house, bearer(await house.clerk.sign_in(person.id)))
    await house.clerk.set_jwks("unavailable")
    await ask(house, bearer(await house.clerk.sign_in(person.id)))
    await house.clerk.rotate_key()
    with refused_for(Reason.UNAVAILABLE):
        await ask(house, bearer(await house.clerk.sign_in(person.id)))
