"""Who may give which role: to offer it, to change to it or from it, to take it away.

Who may call which RPC at all stands in the contract.
"""

from collections.abc import Mapping

from server.errors import CallerNotAllowed
from server.role import Role

_MAY_GIVE: Mapping[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(Role),
    Role.MANAGER: frozenset({Role.STAFF, Role.CUSTOMER}),
    Role.STAFF: frozenset(),
    Role.CUSTOMER: frozenset(),
}


def may_give(by: Role | None, *roles: Role) -> bool:
    """Whether one with the role `by`, or with none, may give all of these."""
    return by is not None and _MAY_GIVE[by].issuperset(roles)


def require_may_give(by: Role | None, *roles: Role) -> None:
    """Raises CallerNotAllowed."""
    if not may_give(by, *roles):
        raise CallerNotAllowed(by or "USER", [one for one in Role if may_give(one, *roles)])
