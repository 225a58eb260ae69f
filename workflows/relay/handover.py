"""Handing orders over to Temporal."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from workflows.names import ORDER_CHANGED, ORDER_WORKFLOW, ORDERS_QUEUE, order_workflow_id
from workflows.order.messages import OrderToFollow, Stage

_log = logging.getLogger(__name__)

_CALL = timedelta(seconds=10)
#: Calls under way at once. One order's never overtake each other: there is one of each at a time.
_AT_ONCE = 32


class OrderWorkflows:
    """The workflows of orders, as the relay sees them."""

    def __init__(self, client: Client) -> None:
        """`client` is connected, or will be."""
        self._client = client

    async def tell(self, orders: Iterable[OrderToFollow]) -> None:
        """Returns when Temporal has heard of all of them. Raises RPCError, in a group.

        Of several versions of an order only the last is told: it says all that there is to know.
        """
        latest = {order.name.order_id: order for order in orders}
        at_once = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for order in latest.values():
                group.create_task(self._tell(order, at_once))

    async def _tell(self, order: OrderToFollow, at_once: asyncio.Semaphore) -> None:
        async with at_once:
            try:
                if order.progress.stage is Stage.ENDED:
                    await self._signal(order)
                else:
                    await self._start(order)
            except RPCError as error:
                if error.status is not RPCStatusCode.INVALID_ARGUMENT:
                    raise
                # It will be refused every time, and must not keep all others waiting.
                _log.exception("Temporal refuses order %s", order.name.order_id)

    async def _start(self, order: OrderToFollow) -> None:
        # The first version starts the workflow; a later one starts it too, should it come first.
        signal = ORDER_CHANGED if order.progress.version > 1 else None
        try:
            await self._client.start_workflow(
                ORDER_WORKFLOW,
                order,
                id=order_workflow_id(order.name.order_id),
                task_queue=ORDERS_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                start_signal=signal,
                start_signal_args=[order.progress] if signal else [],
                rpc_timeout=_CALL,
            )
        except WorkflowAlreadyStartedError:
            _log.debug("the workflow of order %s has ended", order.name.order_id)

    async def _signal(self, order: OrderToFollow) -> None:
        handle = self._client.get_workflow_handle(order_workflow_id(order.name.order_id))
        try:
            await handle.signal(ORDER_CHANGED, order.progress, rpc_timeout=_CALL)
        except RPCError as error:
            # An order that ended before its workflow began, or a workflow that ended it, needs
            # nothing more.
            if not _no_such_workflow(error):
                raise


def _no_such_workflow(error: RPCError) -> bool:
    if error.status is not RPCStatusCode.NOT_FOUND:
        return False
    kinds = [detail.type_url.rpartition(".")[2] for detail in error.grpc_status.details]
    return "NamespaceNotFoundFailure" not in kinds
