"""No unary call outlives its client's deadline, nor our own."""

import asyncio
from typing import Any

from server.errors import DomainError, Reason
from server.rpc.call import Call, Proceed
from server.storage.client import bounded

#: For clients that set no deadline, and the most that others get.
_SECONDS = 15.0


class DeadlineExceeded(DomainError):
    """It took too long."""

    reason = Reason.DEADLINE_EXCEEDED

    def __init__(self, seconds: float) -> None:
        """After how many seconds it was given up."""
        super().__init__(
            "not done in time; send the same request again",
            metadata={"seconds": f"{seconds:.3g}"},
        )


async def keep_deadline(call: Call, proceed: Proceed) -> Any:
    """Gives up a unary call in time to say so. Streams have no deadline."""
    if call.method.streams:
        return await proceed(call)
    # The stubs forget that there may be none.
    remaining: float | None = call.context.time_remaining()
    seconds = _SECONDS if remaining is None else min(remaining, _SECONDS)
    try:
        async with asyncio.timeout(seconds):
            with bounded(seconds):
                return await proceed(call)
    except TimeoutError:
        raise DeadlineExceeded(seconds) from None
