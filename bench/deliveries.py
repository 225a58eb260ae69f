"""Changes made at a steady pace, and who has heard of them when."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from here2order.ordering.v1 import order_service_pb2 as orders
from here2order.ordering.v1 import ticket_service_pb2 as tickets

from bench.floor import GUEST, KITCHEN, STAFF, Moves
from bench.watchers import Heard, Watchers

#: An order and its version.
Key = tuple[str, int]
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Deliveries:
    """How late each of them came, in milliseconds, the soonest first."""

    late_ms: Sequence[float]

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.late_ms)

    def at(self, share: float) -> float:
        """So many came no later."""
        return self.late_ms[min(self.count - 1, int(self.count * share))]


async def follow(
    moves: Moves, watchers: Watchers, per_second: int, seconds: float, each: int
) -> Deliveries:
    """Makes changes, and returns when `each` watchers have heard of every one.

    Raises TimeoutError when some did not.
    """
    await watchers.heard()
    written: dict[Key, int] = {}

    async def change() -> None:
        key = await moves.make()
        written[key] = time.monotonic_ns()

    start, loop = time.monotonic(), asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        for number in range(int(per_second * seconds)):
            await asyncio.sleep(max(0.0, start + number / per_second - time.monotonic()))
            group.create_task(change())
    late: list[float] = []
    until = loop.time() + _PATIENCE_SECONDS
    while len(late) < len(written) * each:
        if loop.time() > until:
            raise TimeoutError(f"{len(late)} deliveries came of {len(written) * each}")
        missing = len(written) * each - len(late)
        late += _late(await watchers.heard(at_least=missing), written)
    return Deliveries(sorted(late))


def _late(heard: Sequence[Heard], written: Mapping[Key, int]) -> list[float]:
    keys: dict[bytes, Key | None] = {}
    late = []
    for one in heard:
        if one.message not in keys:
            keys[one.message] = _READ.get(one.kind, _read_bare)(one.message)
        key = keys[one.message]
        if key is not None and key in written:
            # The feed may have been faster than the reply to who wrote.
            late.append(max(0.0, (one.time_ns - written[key]) / 1e6))
    return late


def _read_guests(message: bytes) -> Key | None:
    order = orders.WatchOrderResponse.FromString(message).order
    return order.id, order.version


def _read_staff(message: bytes) -> Key | None:
    order = orders.WatchOrdersResponse.FromString(message).order
    return order.id, order.version


def _read_screen(message: bytes) -> Key | None:
    change = tickets.WatchTicketsResponse.FromString(message).change
    return next(((one.order_id, one.order_version) for one in change.tickets), None)


def _read_bare(message: bytes) -> Key | None:
    order_id, _, rest = message.decode().partition(" ")
    return (order_id, int(rest)) if rest.strip() else None


_READ: Mapping[str, Callable[[bytes], Key | None]] = {
    GUEST: _read_guests,
    STAFF: _read_staff,
    KITCHEN: _read_screen,
}
