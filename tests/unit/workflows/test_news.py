"""Which changes of an order are worth telling its workflow."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from server.ordering.orders import transitions
from server.ordering.orders.domain import Order, OrderState
from tests.workflows.orders import STATION, an_order
from workflows.relay.subjects.orders import is_news

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
Change = Callable[[Order], Order]


def accept(order: Order) -> Order:
    return transitions.accept(order, "user:1", NOW)


def reject(order: Order) -> Order:
    return transitions.reject(order, "user:1", NOW, "no")


def start(order: Order) -> Order:
    return transitions.start(order, STATION, "device:1", NOW)


def bump(order: Order) -> Order:
    return transitions.bump(order, STATION, "device:1", NOW)


def recall(order: Order) -> Order:
    return transitions.recall(order, STATION, "device:1", NOW)


def serve(order: Order) -> Order:
    return transitions.serve(order, "user:1", NOW)


def cancel(order: Order) -> Order:
    return transitions.cancel(order, "guest:1", NOW, "")


def escalate(order: Order) -> Order:
    return transitions.escalate(order, NOW)


def expire(order: Order) -> Order:
    return transitions.expire(order, NOW)


@pytest.mark.parametrize("state", [OrderState.PLACED, OrderState.ACCEPTED])
def test_a_new_order_is_news(state: OrderState) -> None:
    assert is_news(an_order(NOW, state=state))


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ([], accept),
        ([], start),
        ([], bump),
        ([], reject),
        ([], cancel),
        ([escalate], expire),
        ([escalate], accept),
        ([accept], cancel),
        ([accept, bump], serve),
        ([start], bump),
        ([bump, recall], bump),
    ],
)
def test_taking_an_order_finishing_it_and_ending_it_is_news(
    before: list[Change], change: Change
) -> None:
    assert is_news(change(after(before)))


@pytest.mark.parametrize(
    ("before", "change"),
    [([], escalate), ([accept], start), ([bump], recall)],
)
def test_work_on_an_order_is_none(before: list[Change], change: Change) -> None:
    assert not is_news(change(after(before)))


def after(changes: list[Change]) -> Order:
    order = an_order(NOW)
    for change in changes:
        order = change(order)
    return order
