"""Teams through the whole server."""

import asyncio
from uuid import uuid4

import grpc
from here2order.identity.v1 import team_pb2
from here2order.identity.v1 import team_service_pb2 as pb

from server.errors import Reason
from server.storage.client import connect
from tests.rpc.identity.conftest import House, Person, reasons, refused_for
from tests.support.components import Mongod

OWNER, MANAGER = team_pb2.ROLE_OWNER, team_pb2.ROLE_MANAGER
STAFF, CUSTOMER = team_pb2.ROLE_STAFF, team_pb2.ROLE_CUSTOMER
WEEK = 7 * 86_400


async def roles(house: House, by: Person, restaurant_id: str) -> list[tuple[str, int]]:
    request = pb.ListMembersRequest(restaurant_id=restaurant_id)
    reply = await house.api.team.ListMembers(request, metadata=by.metadata)
    return [(one.user_id, one.role) for one in reply.members]


async def change(
    house: House, by: Person, restaurant_id: str, whom: Person, role: team_pb2.Role.ValueType
) -> team_pb2.Member:
    request = pb.ChangeMemberRoleRequest(
        restaurant_id=restaurant_id, user_id=whom.user_id, role=role
    )
    return (await house.api.team.ChangeMemberRole(request, metadata=by.metadata)).member


async def remove(house: House, by: Person, restaurant_id: str, whom: Person) -> None:
    request = pb.RemoveMemberRequest(restaurant_id=restaurant_id, user_id=whom.user_id)
    await house.api.team.RemoveMember(request, metadata=by.metadata)


async def test_who_makes_a_restaurant_owns_it(
    house: House, olga: Person, restaurant_id: str
) -> None:
    assert await roles(house, olga, restaurant_id) == [(olga.user_id, OWNER)]


async def test_one_who_is_invited_joins_and_may_work_at_once(
    house: House, olga: Person, restaurant_id: str
) -> None:
    mani = await house.person("mani")
    with refused_for(Reason.NOT_FOUND):
        await roles(house, mani, restaurant_id)
    invitation = await house.invite(olga, restaurant_id, MANAGER)
    assert invitation.restaurant_id == restaurant_id
    assert (invitation.role, invitation.invitee) == (MANAGER, "Asha")
    assert abs(invitation.expire_time.seconds - int(house.clock.now().timestamp()) - WEEK) < 60
    member = await house.accept(mani, invitation.code)
    assert (member.restaurant_id, member.user_id) == (restaurant_id, mani.user_id)
    assert await roles(house, mani, restaurant_id) == [
        (olga.user_id, OWNER),
        (mani.user_id, MANAGER),
    ]


async def test_the_same_request_gives_the_same_invitation(
    house: House, olga: Person, restaurant_id: str
) -> None:
    request_id = str(uuid4())
    invitations = await asyncio.gather(
        *(house.invite(olga, restaurant_id, STAFF, request_id) for _ in range(20))
    )
    assert len({one.SerializeToString(deterministic=True) for one in invitations}) == 1
    with refused_for(Reason.REQUEST_ID_REUSED):
        await house.invite(olga, restaurant_id, MANAGER, request_id)
    await house.accept(await house.person("asha"), invitations[0].code)
    assert await house.invite(olga, restaurant_id, STAFF, request_id) == invitations[0]


async def test_of_many_who_hold_a_code_one_gets_in(
    house: House, olga: Person, restaurant_id: str
) -> None:
    code = (await house.invite(olga, restaurant_id, STAFF)).code
    people = [await house.person(f"person{number}") for number in range(5)]
    results = await asyncio.gather(
        *(house.accept(one, code) for one in people), return_exceptions=True
    )
    failures = reasons(results)
    assert len(failures) == 4
    assert set(failures) == {Reason.INVITATION_NOT_OPEN}
    assert len(await roles(house, olga, restaurant_id)) == 2


async def test_accepting_twice_does_no_harm(house: House, olga: Person, restaurant_id: str) -> None:
    code = (await house.invite(olga, restaurant_id, STAFF)).code
    asha = await house.person("asha")
    first = await house.accept(asha, code)
    assert await house.accept(asha, code.lower()) == first


async def test_codes_that_do_not_open_anything(
    house: House, olga: Person, restaurant_id: str
) -> None:
    asha = await house.person("asha")
    with refused_for(Reason.INVITATION_NOT_OPEN):
        await house.accept(asha, "A" * 28)
    invitation = await house.invite(olga, restaurant_id, STAFF)
    with refused_for(Reason.ALREADY_MEMBER):
        await house.accept(olga, invitation.code)
    house.clock.pass_time(seconds=WEEK + 1)
    with refused_for(Reason.INVITATION_NOT_OPEN):
        await house.accept(asha, invitation.code)


async def test_no_code_is_stored(
    house: House, olga: Person, restaurant_id: str, mongod_server: Mongod, database: str
) -> None:
    code = (await house.invite(olga, restaurant_id, STAFF)).code
    async with connect(mongod_server.uri) as client:
        assert code not in str(await client[database]["teams"].find_one({}))


async def test_managers_offer_and_manage_only_those_below(
    house: House, olga: Person, restaurant_id: str
) -> None:
    mani = await house.hire(olga, restaurant_id, MANAGER)
    sam = await house.hire(mani, restaurant_id, STAFF)
    for role in (OWNER, MANAGER):
        with refused_for(Reason.CALLER_NOT_ALLOWED):
            await house.invite(mani, restaurant_id, role)
        with refused_for(Reason.CALLER_NOT_ALLOWED):
            await change(house, mani, restaurant_id, sam, role)
    with refused_for(Reason.CALLER_NOT_ALLOWED):
        await remove(house, mani, restaurant_id, olga)
    assert (await change(house, mani, restaurant_id, sam, CUSTOMER)).role == CUSTOMER
    await remove(house, mani, restaurant_id, sam)
    assert len(await roles(house, olga, restaurant_id)) == 2


async def test_the_last_owner_stays(house: House, olga: Person, restaurant_id: str) -> None:
    with refused_for(Reason.LAST_OWNER):
        await change(house, olga, restaurant_id, olga, STAFF)
    with refused_for(Reason.LAST_OWNER):
        await remove(house, olga, restaurant_id, olga)
    with refused_for(Reason.NOT_FOUND):
        await remove(house, olga, restaurant_id, await house.person("stranger"))


async def test_of_two_owners_who_demote_each_other_at_once_one_stays(
    house: House, olga: Person, restaurant_id: str
) -> None:
    for _ in range(5):
        otto = await house.hire(olga, restaurant_id, OWNER)
        results = await asyncio.gather(
            change(house, olga, restaurant_id, otto, MANAGER),
            change(house, otto, restaurant_id, olga, MANAGER),
            return_exceptions=True,
        )
        assert reasons(results) == [Reason.CALLER_NOT_ALLOWED]
        olga_failed = isinstance(results[0], grpc.RpcError)
        owner, other = (otto, olga) if olga_failed else (olga, otto)
        team = dict(await roles(house, owner, restaurant_id))
        assert (team[owner.user_id], team[other.user_id]) == (OWNER, MANAGER)
        olga = owner


async def test_a_new_role_counts_from_the_next_call_on(
    house: House, olga: Person, restaurant_id: str
) -> None:
    mani = await house.hire(olga, restaurant_id, MANAGER)
    await roles(house, mani, restaurant_id)
    await change(house, olga, restaurant_id, mani, STAFF)
    with refused_for(Reason.CALLER_NOT_ALLOWED):
        await roles(house, mani, restaurant_id)
    await remove(house, olga, restaurant_id, mani)
    with refused_for(Reason.NOT_FOUND):
        await roles(house, mani, restaurant_id)


async def test_everybody_learns_where_they_are_a_member(
    house: House, olga: Person, restaurant_id: str
) -> None:
    other_owner = await house.person("otto")
    other_id = await house.found(other_owner)
    asha = await house.hire(olga, restaurant_id, STAFF)
    await house.accept(asha, (await house.invite(other_owner, other_id, CUSTOMER)).code)
    reply = await house.api.team.ListMyMemberships(
        pb.ListMyMembershipsRequest(), metadata=asha.metadata
    )
    assert {(one.restaurant_id, one.user_id, one.role) for one in reply.memberships} == {
        (restaurant_id, asha.user_id, STAFF),
        (other_id, asha.user_id, CUSTOMER),
    }
    stranger = await house.person("stranger")
    reply = await house.api.team.ListMyMemberships(
        pb.ListMyMembershipsRequest(), metadata=stranger.metadata
    )
    assert not reply.memberships


async def test_another_restaurants_team_does_not_exist(
    house: House, olga: Person, restaurant_id: str
) -> None:
    otto = await house.person("otto")
    await house.found(otto)
    with refused_for(Reason.NOT_FOUND):
        await roles(house, otto, restaurant_id)
    with refused_for(Reason.NOT_FOUND):
        await house.invite(otto, restaurant_id, CUSTOMER)
    with refused_for(Reason.NOT_FOUND):
        await remove(house, otto, restaurant_id, olga)


async def test_a_whole_crew_joins_in_the_same_second(
    house: House, olga: Person, restaurant_id: str
) -> None:
    crew = [await house.person(f"cook{number}") for number in range(40)]
    offers = await asyncio.gather(*(house.invite(olga, restaurant_id, STAFF) for _ in crew))
    joined = await asyncio.gather(
        *(house.accept(person, one.code) for person, one in zip(crew, offers, strict=True))
    )
    assert len(joined) == 40
    assert len(await roles(house, olga, restaurant_id)) == 41
