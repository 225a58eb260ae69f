"""What the order's workflow is told of the order's state."""

import pytest

from server.ordering.orders.domain import OrderState
from workflows.order.convert import stage_of
from workflows.order.messages import Stage


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (OrderState.PLACED, Stage.WAITING),
        (OrderState.ACCEPTED, Stage.TAKEN),
        (OrderState.IN_PREPARATION, Stage.TAKEN),
        (OrderState.READY, Stage.TAKEN),
        (OrderState.SERVED, Stage.ENDED),
        (OrderState.CANCELLED, Stage.ENDED),
        (OrderState.REJECTED, Stage.ENDED),
        (OrderState.EXPIRED, Stage.ENDED),
    ],
)
def test_every_state_is_at_a_stage(state: OrderState, stage: Stage) -> None:
    assert stage_of(state) is stage


def test_no_state_was_forgotten() -> None:
    assert {stage_of(state) for state in OrderState} == set(Stage)
