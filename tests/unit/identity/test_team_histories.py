"""Whatever happens to a team, some things hold."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.errors import DomainError
from server.identity.teams import domain
from server.identity.teams.domain import Team
from server.identity.teams.permissions import may_give
from server.role import Role
from tests.unit.identity.test_team import NOW, offer

Command = Callable[[Team, int], Team]

_PEOPLE = st.sampled_from(["olga", "mani", "sam", "carl"])
_ROLES = st.sampled_from(Role)
_OFFERS = st.sampled_from("abcdef")


def _invite(name: str, by: str, role: Role) -> Command:
    return lambda team, day: team.invite(offer(name, by, role), NOW + timedelta(days=day))


def _accept(name: str, user_id: str) -> Command:
    return lambda team, day: team.accept(name, user_id, NOW + timedelta(days=day))


def _change(by: str, user_id: str, role: Role) -> Command:
    return lambda team, day: team.change_role(by, user_id, role, NOW + timedelta(days=day))


def _remove(by: str, user_id: str) -> Command:
    return lambda team, day: team.remove(by, user_id, NOW + timedelta(days=day))


_COMMANDS = st.one_of(
    st.builds(_invite, _OFFERS, _PEOPLE, _ROLES),
    st.builds(_accept, _OFFERS, _PEOPLE),
    st.builds(_change, _PEOPLE, _PEOPLE, _ROLES),
    st.builds(_remove, _PEOPLE, _PEOPLE),
)


@given(st.lists(st.tuples(_COMMANDS, st.integers(0, 8)), max_size=60))
def test_no_history_takes_the_last_owner_or_lets_anybody_rise_unasked(
    history: list[tuple[Command, int]],
) -> None:
    team = domain.found("rst_1", "olga", NOW)
    for command, day in sorted(history, key=lambda step: step[1]):
        before = team
        try:
            team = command(team, day)
        except DomainError:
            continue
        assert team is before or team.version == before.version + 1
        people = [one.user_id for one in team.members]
        assert len(people) == len(set(people))
        assert Role.OWNER in {one.role for one in team.members}
        for one in team.invitations:
            assert one.accepted_by or may_give(team.role_of(one.invited_by), one.role)
