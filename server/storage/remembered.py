"""Values that never change, kept in memory."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from contextvars import Context
from typing import Generic, TypeVar

from server.storage.client import bounded

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Loads a value by its key once, however many ask for it at the same time.

    For what never changes under its key; what does belongs into a FeedCache.
    """

    def __init__(self, load: Callable[[Key], Awaitable[Value]], most: int) -> None:
        """Keeps `most` values: those that were asked for last."""
        self._load = load
        self._most = most
        self._values: OrderedDict[Key, asyncio.Task[Value]] = OrderedDict()

    async def get(self, key: Key) -> Value:
        """The value; whatever `load` raises is raised to all who wait, and not remembered."""
        task = self._values.get(key)
        if task is None:
            # In a context of its own: the haste of who asks first is not everybody's.
            loading = asyncio.create_task(self._loaded(key), context=Context())
            task = self._values[key] = loading
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        self._values.move_to_end(key)
        # Somebody who stops waiting does not take the value away from the others.
        return await asyncio.shield(task)

    async def _loaded(self, key: Key) -> Value:
        try:
            with bounded():
                return await self._load(key)
        except BaseException:
            if self._values.get(key) is asyncio.current_task():
                del self._values[key]
            raise
