"""How much one process takes on at once. Streams are counted apart: they are long and idle."""

from typing import Any

from server.errors import DomainError, Reason
from server.rpc.call import Call, Proceed
from server.rpc.methods import Method


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

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Counts the call while it lasts."""
        now_open, kind, most = self._open, method.streams, self._max[method.streams]

        async def limited(call: Call) -> Any:
            if now_open[kind] >= most:
                raise TooManyCalls(most)
            now_open[kind] += 1
            try:
                return await proceed(call)
            finally:
                now_open[kind] -= 1

        return limited
