"""Domain → messages: the rules of orders, told as facts."""

from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.transitions import ORDER_MOVES
from workflows.order.messages import OrderName, OrderProgress, OrderToFollow, Stage


def order_to_follow(order: Order) -> OrderToFollow:
    """All that the order's workflow needs to know."""
    return OrderToFollow(
        name=OrderName(order.restaurant_id, order.id),
        place_time=order.place_time,
        escalate_after_seconds=order.escalate_after_seconds,
        expire_after_seconds=order.expire_after_seconds,
        progress=progress_of(order),
    )


def progress_of(order: Order) -> OrderProgress:
    """How far the order is."""
    return OrderProgress(
        stage_of(order.state),
        order.state.value,
        order.version,
        ready=order.state is OrderState.READY,
    )


def stage_of(state: OrderState) -> Stage:
    """An order waits for as long as it may expire."""
    if state in ORDER_MOVES["expire"]:
        return Stage.WAITING
    return Stage.TAKEN if state.is_open else Stage.ENDED
