"""What a client keeps of what its streams have shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from here2order.ordering.v1.order_pb2 import Order
from here2order.ordering.v1.order_service_pb2 import OrderSnapshot


class OrderMessage(Protocol):
    """WatchOrderResponse and WatchOrdersResponse, which differ in their names alone."""

    cursor: str

    @property
    def snapshot(self) -> OrderSnapshot: ...
    @property
    def order(self) -> Order: ...


@dataclass(slots=True)
class OrderBook:
    """Of each order the newest that came, and every version in the order of arrival."""

    on_news: Callable[[Order | None, Order], None]
    cursor: str = ""
    snapshots: int = 0
    beats: int = 0
    orders: dict[str, Order] = field(default_factory=dict)
    versions: dict[str, list[int]] = field(default_factory=dict)

    def take(self, kind: str, message: OrderMessage) -> None:
        """A message of that kind: snapshot, order or heartbeat."""
        if kind == "snapshot":
            self.snapshots += not message.snapshot.more
            for order in message.snapshot.orders:
                self._hold(order)
        elif kind == "order":
            self._hold(message.order)
        else:
            self.beats += 1
        self.cursor = message.cursor or self.cursor

    def only_rises(self) -> bool:
        """Nothing came twice, and nothing went backwards."""
        return all(_rises(seen) for seen in self.versions.values())

    def _hold(self, order: Order) -> None:
        before = self.orders.get(order.id)
        self.orders[order.id] = order
        self.versions.setdefault(order.id, []).append(order.version)
        self.on_news(before, order)


def _rises(versions: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(versions))
