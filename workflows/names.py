"""Every name by which programs find each other in Temporal. They stand in histories: keep them."""

#: Workflows and activities of orders.
ORDERS_QUEUE = "orders"
#: What the worker's builds are versions of; see workflows/worker.py.
DEPLOYMENT = "here2order"

ORDER_WORKFLOW = "Order"
#: Signal: the order has come further.
ORDER_CHANGED = "changed"
ESCALATE_ORDER = "escalate_order"
EXPIRE_ORDER = "expire_order"


def order_workflow_id(order_id: str) -> str:
    """The workflow that follows an order has the order's own id."""
    return order_id
