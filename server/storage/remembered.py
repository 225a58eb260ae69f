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

    def __init__(
        self,
        load: Callable[[Key], Awaitable[Value]],
        most: int,
        weigh: Callable[[Value], int] = lambda _: 1,
    ) -> None:
        """Keeps values that weigh at most `most` together: those that were asked for last."""
        self._load = load
        self._most = most
        self._weigh = weigh
        self._values: OrderedDict[Key, asyncio.Task[Value]] = OrderedDict()
        self._weights: dict[Key, int] = {}
        self._weight = 0

    async def get(self, key: Key) -> Value:
        """The value; whatever `load` raises is raised to all who wait, and not remembered."""
        task = self._values.get(key)
        if task is None:
            # In a context of its own: the haste of who asks first is not everybody's.
            loading = asyncio.create_task(self._loaded(key), context=Context())
            task = self._values[key] = loading
        elif self._weight > self._most // 2:  # before that, nothing will have to go soon
            self._values.move_to_end(key)
        if task.done():
            return task.result()
        # Somebody who stops waiting does not take the value away from the others.
        return await asyncio.shield(task)

    async def _loaded(self, key: Key) -> Value:
        try:
            with bounded():
                value = await self._load(key)
        except BaseException:
            if self._values.get(key) is asyncio.current_task():
                del self._values[key]
            raise
        if self._values.get(key) is asyncio.current_task():
            self._weights[key] = self._weigh(value)
            self._weight += self._weights[key]
            self._make_room()
        return value

    def _make_room(self) -> None:
        # What is heavier alone than all may be stays until something else comes.
        while self._weight > self._most and len(self._weights) > 1:
            key, _ = self._values.popitem(last=False)
            self._weight -= self._weights.pop(key, 0)
