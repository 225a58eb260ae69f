"""Documents that are read far more often than they change, kept until the feed says so."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar, cast

from server.storage.change_feed import ChangeFeed
from server.storage.client import bounded
from server.storage.events import Change, Head

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_MOST = 20_000
_NONE = object()


class FeedCache(Generic[Key, Value]):
    """Loads a value by its key once, and again after each change of its document.

    Another process's write is seen as soon as the feed brings it, milliseconds later; call `drop`
    after a write of one's own to see it at once.
    """

    def __init__(
        self,
        feed: ChangeFeed,
        collection: str,
        load: Callable[[Key], Awaitable[Value]],
        key_of: Callable[[Head], Key],
    ) -> None:
        """`key_of` tells the key from a changed document's head. Nothing is ever deleted."""
        self._load = load
        self._key_of = key_of
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._drops = 0
        feed.listen(collection, self._on_change)
        feed.on_gap(self._on_gap)

    async def get(self, key: Key) -> Value:
        """The value; whatever `load` raises is raised, and not remembered."""
        kept = self._values.get(key, _NONE)
        if kept is not _NONE:
            # In which order they were asked for matters only when some will have to go: to note it
            # touches four places in memory, cold ones where there are thousands of values.
            if len(self._values) > _MOST // 2:
                self._values.move_to_end(key)
            return cast(Value, kept)
        drops = self._drops
        # Also streams ask, and no deadline bounds them.
        with bounded():
            value = await self._load(key)
        if drops == self._drops:  # else a change came in between, and this may be from before it
            self._values[key] = value
            if len(self._values) > _MOST:
                self._values.popitem(last=False)
        return value

    def drop(self, key: Key) -> None:
        """Forgets the value."""
        self._drops += 1
        self._values.pop(key, None)

    def _on_change(self, change: Change) -> None:
        if change.raw is not None:
            self.drop(self._key_of(change.head))

    def _on_gap(self) -> None:
        self._drops += 1
        self._values.clear()
