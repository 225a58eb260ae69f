"""Orders: each is followed from the phone to its end."""

from collections.abc import Iterable, Sequence

from pymongo import IndexModel
from temporalio.client import Client

from server.ordering.orders.documents import from_document
from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.repository import COLLECTION, INDEXES, open_orders_everywhere
from server.storage.client import Database, Document
from server.storage.snapshot import Snapshot
from workflows.names import ORDER_CHANGED, ORDER_WORKFLOW, ORDERS_QUEUE, order_workflow_id
from workflows.order.convert import order_to_follow, stage_of
from workflows.order.messages import OrderToFollow, Stage
from workflows.relay.handover import Start, start, tell_each

#: Reminding is no hurry.
_REMINDERS_AT_ONCE = 4


class OrderWorkflows:
    """The workflows of orders, as the relay sees them."""

    collection: str = COLLECTION
    indexes: Sequence[IndexModel] = INDEXES
    touched: str = "update_time"

    def __init__(self, client: Client) -> None:
        """`client` is connected, or will be."""
        self._client = client

    def open_everywhere(self, database: Database) -> Snapshot:
        """All that have not ended."""
        return open_orders_everywhere(database)

    def read(self, document: Document, *, fresh: bool) -> OrderToFollow | None:
        """The order, if its last change matters to its workflow."""
        order = from_document(document)
        return order_to_follow(order) if not fresh or is_news(order) else None

    async def tell(self, items: Iterable[OrderToFollow]) -> None:
        """Of several versions of an order the last says all that there is to know."""
        await tell_each({order.name.order_id: order for order in items}, self._tell)

    async def remind(self, items: Iterable[OrderToFollow]) -> None:
        """Starts those that are gone."""
        latest = {order.name.order_id: order for order in items}
        await tell_each(latest, self._start, at_once=_REMINDERS_AT_ONCE)

    async def _tell(self, order: OrderToFollow) -> None:
        # The first version starts the workflow; a later one starts it too, should it come first.
        # So does the end, even when the workflow is over: what was paid in vain is to go back.
        ended = order.progress.stage is Stage.ENDED
        await self._start(order, told=order.progress.version > 1, again=ended)

    async def _start(
        self, order: OrderToFollow, *, told: bool = False, again: bool = False
    ) -> None:
        begin = Start(
            workflow=ORDER_WORKFLOW,
            id=_id_of(order),
            queue=ORDERS_QUEUE,
            argument=order,
            signal=(ORDER_CHANGED, order.progress) if told else None,
            again=again,
        )
        await start(self._client, begin)


def is_news(order: Order) -> bool:
    """Whether its last change brought the order to another stage, or made it ready."""
    earlier = [event.state for event in order.timeline if event.version < order.version]
    if not earlier or stage_of(earlier[-1]) is not stage_of(order.state):
        return True
    return order.state is OrderState.READY is not earlier[-1]


def _id_of(order: OrderToFollow) -> str:
    return order_workflow_id(order.name.order_id)
