"""What is new about orders: those that are open, then every change that matters to a workflow."""

import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from operator import attrgetter

from pymongo.errors import OperationFailure

from server.ordering.orders.documents import from_document
from server.ordering.orders.domain import Order
from server.ordering.orders.repository import COLLECTION, open_orders_everywhere
from server.storage.change_feed import HISTORY_LOST, NO_TOKEN_OF_OURS
from server.storage.client import Database, Document
from server.storage.cursor import Position
from workflows.order.convert import order_to_follow, stage_of
from workflows.order.messages import OrderToFollow

_log = logging.getLogger(__name__)

#: How long a quiet stream waits before it says how far it is.
_AWAIT_MILLISECONDS = 500


class HistoryLost(Exception):
    """What happened since is not kept any more: only a snapshot tells where things are."""


@dataclass(frozen=True, slots=True)
class News:
    """What the stream brought: perhaps an order to tell of; and how far it is then."""

    position: Position
    order: OrderToFollow | None = None


class OrderNews:
    """Reads the orders of all restaurants."""

    def __init__(self, database: Database) -> None:
        """Its collection of orders must exist."""
        self._database = database

    async def open_orders(self) -> tuple[list[OrderToFollow], Position]:
        """All that have not ended, newest first, and the moment at which that was so."""
        snapshot = open_orders_everywhere(self._database)
        found = [_readable(one) async for batch in snapshot.batches() for one in batch]
        orders = [order_to_follow(order) for order in found if order]
        return sorted(orders, key=attrgetter("place_time"), reverse=True), snapshot.position

    async def since(self, position: Position) -> AsyncGenerator[News, None]:
        """What was written after the position, in its order, for ever. Raises HistoryLost."""
        try:
            async with await self._database[COLLECTION].watch(
                max_await_time_ms=_AWAIT_MILLISECONDS, **position.start_options()
            ) as stream:
                while stream.alive:
                    change = await stream.try_next()
                    token = (stream.resume_token or {}).get("_data")
                    if token:
                        yield News(Position(token=token), _order_in(change))
        except OperationFailure as error:
            if error.code not in HISTORY_LOST | NO_TOKEN_OF_OURS:
                raise
            raise HistoryLost(str(error)) from error
        raise HistoryLost("the orders' collection was dropped")


def is_news(order: Order) -> bool:
    """Whether its last change brought the order to another stage."""
    earlier = [event.state for event in order.timeline if event.version < order.version]
    return not earlier or stage_of(earlier[-1]) is not stage_of(order.state)


def _order_in(change: Document | None) -> OrderToFollow | None:
    document = change.get("fullDocument") if change else None
    order = _readable(document) if document else None
    return order_to_follow(order) if order and is_news(order) else None


def _readable(document: Document) -> Order | None:
    # An order that this program cannot read must not keep all others waiting.
    try:
        return from_document(document)
    except (KeyError, TypeError, ValueError):
        _log.exception("cannot read order %s; no workflow hears of it", document.get("_id"))
        return None
