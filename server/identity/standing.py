"""Whether one who was admitted may go on: an open stream outlives the token it began with."""

from collections.abc import Sequence

from server.errors import CallerNotAllowed
from server.identity.tokens.authenticator import StandingCheck
from server.rpc.call import Call
from server.rpc.interceptors.access import RoleOf
from server.rpc.principal import Device, Guest, Member, Principal
from server.storage.events import Change, Topic


class Standing:
    """Ends streams at once whose caller has lost what let them in: role, pairing or visit."""

    def __init__(
        self, *, role_of: RoleOf, require_open_visit: StandingCheck, require_paired: StandingCheck
    ) -> None:
        """The same that authentication and access ask."""
        self._role_of = role_of
        self._require_open_visit = require_open_visit
        self._require_paired = require_paired

    def topics(self, principal: Principal) -> frozenset[Topic]:
        """The changes after which it must be asked again."""
        match principal:
            case Member():
                return frozenset({("team", principal.restaurant_id)})
            case Device():
                return frozenset({("device", principal.device_id)})
            case Guest():
                return frozenset({("visit", principal.visit_id)})
            case _:
                return frozenset()

    def watcher(self, call: Call) -> "Watcher":
        """Who watches, for a stream's View to ask about."""
        return Watcher(self, call.principal, call.method.callers)

    async def confirm(self, principal: Principal, allowed: Sequence[str]) -> None:
        """That this caller may still do what the callers `allowed` may.

        All three answer from memory, and bound what they have to read. Raises CallerNotAllowed,
        DeviceRevoked, VisitClosed.
        """
        match principal:
            case Member():
                role = await self._role_of(principal.user_id, principal.restaurant_id)
                if role is None or role not in allowed:
                    raise CallerNotAllowed(role or "USER", allowed)
            case Device():
                await self._require_paired(principal.restaurant_id, principal.device_id)
            case Guest():
                await self._require_open_visit(principal.restaurant_id, principal.visit_id)
            case _:
                pass


class Watcher:
    """The Admission of one who watches."""

    __slots__ = ("_allowed", "_principal", "_standing", "topics")

    def __init__(self, standing: Standing, principal: Principal, allowed: Sequence[str]) -> None:
        """`principal` was admitted as one of the callers `allowed`."""
        self._standing = standing
        self._principal = principal
        self._allowed = allowed
        self.topics = standing.topics(principal)

    def is_touched_by(self, change: Change) -> bool:
        """Whether it must be confirmed again after this."""
        return not self.topics.isdisjoint(change.topics)

    async def confirm(self) -> None:
        """Raises as Standing.confirm does."""
        await self._standing.confirm(self._principal, self._allowed)
