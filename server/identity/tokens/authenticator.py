"""From a token to the one who calls with it."""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from server.clock import Clock
from server.identity.tokens.claims import Verified, read_unproved
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.own import OwnTokens
from server.rpc.principal import Device, Guest, Principal

#: Asked at each call with the restaurant and with what the token is bound to there; raises if that
#: is over.
StandingCheck = Callable[[str, str], Awaitable[object]]

_MOST_REMEMBERED = 20_000


class Authenticator:
    """Tells whose token it is, and that what the token is bound to still stands.

    That a token is genuine is worked out once and remembered until the token expires. Whether the
    visit is still open and the device still paired is asked every time.
    """

    def __init__(
        self,
        clerk: ClerkTokens,
        own: OwnTokens,
        clock: Clock,
        *,
        require_open_visit: StandingCheck,
        require_paired: StandingCheck,
        most_remembered: int = _MOST_REMEMBERED,
    ) -> None:
        """What the checks raise, the caller gets."""
        self._clerk = clerk
        self._own = own
        self._clock = clock
        self._require_open_visit = require_open_visit
        self._require_paired = require_paired
        self._most_remembered = most_remembered
        self._remembered: OrderedDict[bytes, Verified] = OrderedDict()

    async def __call__(self, token: str, *, after_visit: bool = False) -> Principal:
        """Whose token it is: a User, Guest or Device; with `after_visit`, also a guest who left.

        Raises TokenInvalid, TokenExpired, KeysUnavailable, DeviceRevoked, VisitClosed.
        """
        key = hashlib.sha256(token.encode()).digest()
        verified = self._recall(key)
        if verified is None:
            verified = await self._verify(token)
            self._remember(key, verified)
        principal = verified.principal
        if isinstance(principal, Guest):
            if not after_visit:
                await self._require_open_visit(principal.restaurant_id, principal.visit_id)
        elif isinstance(principal, Device):
            await self._require_paired(principal.restaurant_id, principal.device_id)
        return principal

    def forget(self) -> None:
        """Every token is verified anew: a key was withdrawn."""
        self._remembered.clear()

    async def _verify(self, token: str) -> Verified:
        unproved = read_unproved(token)
        if OwnTokens.claimed_by(unproved):
            return self._own.verify(token)
        return await self._clerk.verify(token, unproved)

    def _recall(self, key: bytes) -> Verified | None:
        verified = self._remembered.get(key)
        if verified is None:
            return None
        if verified.expires is not None and self._clock.now().timestamp() >= verified.expires:
            del self._remembered[key]
            return None
        if len(self._remembered) > self._most_remembered // 2:
            self._remembered.move_to_end(key)
        return verified

    def _remember(self, key: bytes, verified: Verified) -> None:
        self._remembered[key] = verified
        if len(self._remembered) > self._most_remembered:
            self._remembered.popitem(last=False)
