"""Waiting for something to become so, instead of for time to pass."""

import asyncio
from collections.abc import Awaitable, Callable

_POLL_SECONDS = 0.03


async def until(is_so: Callable[[], Awaitable[bool]], *, seconds: float = 30) -> None:
    """Returns when it is so. Raises TimeoutError when it takes longer."""
    async with asyncio.timeout(seconds):
        while not await is_so():
            await asyncio.sleep(_POLL_SECONDS)
