"""Who may join a team, rise in it, and leave it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from server.errors import CallerNotAllowed, InvalidFields, NotFound, RequestIdReused
from server.identity.teams import domain
from server.identity.teams.domain import INVITATION_LASTS, MOST_MEMBERS, Invitation, Member, Team
from server.identity.teams.errors import AlreadyMember, InvitationNotOpen, LastOwner
from server.origin import Origin
from server.role import Role

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
LATER = NOW + INVITATION_LASTS


def offer(name: str, by: str, role: Role = Role.STAFF, *, invitee: str = "Asha") -> Invitation:
    return Invitation(
        id=name,
        code_hash=name,
        role=role,
        invitee=invitee,
        invited_by=by,
        expire_time=LATER,
        origin=Origin(f"user:{by}", name, invitee),
    )


def team_of(**roles: Role) -> Team:
    members = tuple(
        Member(restaurant_id="rst_1", user_id=user_id, role=role, join_time=NOW)
        for user_id, role in roles.items()
    )
    return Team(restaurant_id="rst_1", members=members)


TEAM = team_of(
    olga=Role.OWNER, mani=Role.MANAGER, mira=Role.MANAGER, sam=Role.STAFF, carl=Role.CUSTOMER
)


def test_a_new_restaurant_has_its_first_owner() -> None:
    team = domain.found("rst_1", "olga", NOW)
    assert team.role_of("olga") is Role.OWNER
    assert (team.id, team.version, len(team.members)) == ("rst_1", 1, 1)


@pytest.mark.parametrize("role", Role)
def test_an_owner_offers_any_role(role: Role) -> None:
    team = TEAM.invite(offer("one", "olga", role), NOW).accept("one", "asha", NOW)
    assert team.role_of("asha") is role
    assert [one.user_id for one in team.members][-1] == "asha"


@pytest.mark.parametrize("role", [Role.STAFF, Role.CUSTOMER])
def test_a_manager_offers_the_roles_below(role: Role) -> None:
    assert TEAM.invite(offer("one", "mani", role), NOW).invitations


@pytest.mark.parametrize(
    ("by", "role", "allowed"),
    [
        ("mani", Role.OWNER, "OWNER"),
        ("mani", Role.MANAGER, "OWNER"),
        ("sam", Role.CUSTOMER, "OWNER,MANAGER"),
        ("carl", Role.CUSTOMER, "OWNER,MANAGER"),
        ("nobody", Role.CUSTOMER, "OWNER,MANAGER"),
    ],
)
def test_nobody_offers_more_than_they_may(by: str, role: Role, allowed: str) -> None:
    with pytest.raises(CallerNotAllowed) as refused:
        TEAM.invite(offer("one", by, role), NOW)
    assert refused.value.metadata["allowed"] == allowed


def test_the_same_request_offers_once() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW)
    assert team.invite(offer("one", "olga"), NOW) is team
    with pytest.raises(RequestIdReused):
        team.invite(offer("one", "olga", invitee="Ravi"), NOW)


def test_the_same_request_repeats_its_answer_also_when_the_offer_was_taken_up() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW).accept("one", "asha", NOW)
    assert team.invite(offer("one", "olga"), NOW) is team


def test_an_offer_is_taken_up_once() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW).accept("one", "asha", NOW)
    with pytest.raises(InvitationNotOpen):
        team.accept("one", "ravi", NOW)


def test_taking_it_up_again_does_no_harm() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW).accept("one", "asha", NOW)
    assert team.accept("one", "asha", NOW) is team
    risen = team.change_role("olga", "asha", Role.MANAGER, NOW)
    assert risen.accept("one", "asha", NOW) is risen


def test_one_who_was_removed_does_not_come_back_by_the_old_offer() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW).accept("one", "asha", NOW)
    with pytest.raises(InvitationNotOpen):
        team.remove("olga", "asha", NOW).accept("one", "asha", NOW)


def test_a_member_takes_up_no_second_role() -> None:
    team = TEAM.invite(offer("one", "olga", Role.OWNER), NOW)
    with pytest.raises(AlreadyMember) as refused:
        team.accept("one", "sam", NOW)
    assert refused.value.metadata == {"role": "STAFF"}


def test_an_offer_stands_for_seven_days() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW)
    assert team.accept("one", "asha", LATER - timedelta(milliseconds=1)).role_of("asha")
    with pytest.raises(InvitationNotOpen):
        team.accept("one", "asha", LATER)


def test_what_has_expired_is_dropped_by_the_next_write() -> None:
    team = TEAM.invite(offer("one", "olga"), NOW)
    assert team.remove("olga", "sam", LATER).invitations == ()
    offers = team.invite(offer("two", "olga"), LATER - timedelta(seconds=1)).invitations
    assert [one.id for one in offers] == ["one", "two"]


def test_an_unknown_code_opens_nothing() -> None:
    with pytest.raises(InvitationNotOpen):
        TEAM.accept("none", "asha", NOW)


def test_a_manager_who_was_removed_does_not_come_back_by_an_own_offer() -> None:
    team = TEAM.invite(offer("one", "mani"), NOW).remove("olga", "mani", NOW)
    with pytest.raises(InvitationNotOpen):
        team.accept("one", "mani", NOW)


def test_an_owner_who_was_demoted_does_not_rise_by_an_own_offer() -> None:
    team = TEAM.change_role("olga", "mani", Role.OWNER, NOW)
    team = team.invite(offer("owner", "mani", Role.OWNER), NOW)
    team = team.invite(offer("staff", "mani", Role.STAFF), NOW)
    team = team.change_role("olga", "mani", Role.MANAGER, NOW)
    assert [one.id for one in team.invitations] == ["staff"]


@pytest.mark.parametrize(
    ("by", "user_id"), [("mani", "olga"), ("mani", "mira"), ("mani", "mani"), ("sam", "carl")]
)
def test_nobody_touches_those_above_or_beside(by: str, user_id: str) -> None:
    with pytest.raises(CallerNotAllowed):
        TEAM.remove(by, user_id, NOW)
    with pytest.raises(CallerNotAllowed):
        TEAM.change_role(by, user_id, Role.CUSTOMER, NOW)


def test_a_manager_raises_nobody_to_manager() -> None:
    with pytest.raises(CallerNotAllowed):
        TEAM.change_role("mani", "sam", Role.MANAGER, NOW)
    assert TEAM.change_role("mani", "carl", Role.STAFF, NOW).role_of("carl") is Role.STAFF


def test_the_last_owner_stays() -> None:
    for role in (Role.MANAGER, Role.STAFF, Role.CUSTOMER):
        with pytest.raises(LastOwner):
            TEAM.change_role("olga", "olga", role, NOW)
    with pytest.raises(LastOwner):
        TEAM.remove("olga", "olga", NOW)


def test_an_owner_goes_when_there_is_another() -> None:
    two = TEAM.change_role("olga", "sam", Role.OWNER, NOW)
    assert two.remove("olga", "olga", NOW).role_of("sam") is Role.OWNER
    assert two.change_role("olga", "olga", Role.STAFF, NOW).role_of("olga") is Role.STAFF


def test_a_role_one_has_already_changes_nothing() -> None:
    assert TEAM.change_role("olga", "sam", Role.STAFF, NOW) is TEAM
    assert TEAM.change_role("olga", "olga", Role.OWNER, NOW) is TEAM


def test_a_new_role_keeps_ones_place_in_the_team() -> None:
    team = TEAM.change_role("olga", "mani", Role.STAFF, NOW + timedelta(days=1))
    assert [one.user_id for one in team.members] == [one.user_id for one in TEAM.members]
    assert {one.join_time for one in team.members} == {NOW}


def test_a_stranger_is_no_member() -> None:
    with pytest.raises(NotFound):
        TEAM.remove("olga", "nobody", NOW)
    with pytest.raises(NotFound):
        TEAM.change_role("olga", "nobody", Role.STAFF, NOW)


def test_whoever_was_invited_finds_a_seat() -> None:
    crowd = {f"user_{number}": Role.STAFF for number in range(MOST_MEMBERS - 2)}
    team = team_of(olga=Role.OWNER, **crowd).invite(offer("last", "olga"), NOW)
    with pytest.raises(InvalidFields, match="room for 1000"):
        team.invite(offer("one too many", "olga"), NOW)
    assert len(team.accept("last", "asha", NOW).members) == MOST_MEMBERS


def test_a_team_does_not_grow_by_comings_and_goings() -> None:
    team = team_of(olga=Role.OWNER)
    used = tuple(offer(str(number), "olga") for number in range(1_999))
    used = tuple(replace(one, accepted_by="asha") for one in used)
    team = replace(team, invitations=used).invite(offer("last", "olga"), NOW)
    with pytest.raises(InvalidFields):
        team.invite(offer("one too many", "olga"), NOW)
    assert team.invite(offer("one too many", "olga"), LATER).invitations
