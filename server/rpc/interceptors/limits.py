"""How much one process takes on at once. Streams are counted apart: they are long and idle."""

from typing import Any

from server.errors import DomainError, Reason
from server.rpc.call import Call, Proceed


class TooManyCalls(DomainError):
    """This process has as much to do as it can do well."""

    reason = Reason.TOO_MANY_CALLS

    def __init__(self, limit: int) -> None:
        """`limit` calls are at work."""
        super().__init__(
            "too many calls at once; wait a moment and try again", metadata={"limit": str(limit)}
        )


class Limits:
    """Refuses what is over the limit at once, instead of letting everybody wait."""

    def __init__(self, max_calls: int, max_streams: int) -> None:
        """Unary calls and streams that may be open at the same time."""
        self._max = {False: max_calls, True: max_streams}
        self._open = {False: 0, True: 0}

    async def __call__(self, call: Call, proceed: Proceed) -> Any:
        """Counts the call while it lasts."""
        streams = call.method.streams
        if self._open[streams] >= self._max[streams]:
            raise TooManyCalls(self._max[streams])
        self._open[streams] += 1
        try:
            return await proceed(call)
        finally:
            self._open[streams] -= 1
