"""Until when who may take an order back."""

import pytest

from server.errors import CallerNotAllowed
from server.ordering.orders.domain import OrderState
from server.ordering.orders.permissions import require_may_cancel
from tests.unit.ordering.builders import order

_O = OrderState
_STAFF = {_O.PLACED, _O.ACCEPTED, _O.IN_PREPARATION}
_RUN_THE_PLACE = {*_STAFF, _O.READY}
_MAY = {
    "GUEST": {_O.PLACED},
    "STAFF": _STAFF,
    "MANAGER": _RUN_THE_PLACE,
    "OWNER": _RUN_THE_PLACE,
    "DEVICE": set(),
    "CUSTOMER": set(),
}


@pytest.mark.parametrize("state", [state for state in OrderState if state.is_open])
@pytest.mark.parametrize("caller", _MAY)
def test_until_when_who_may_take_an_order_back(caller: str, state: OrderState) -> None:
    one = order(state=state)
    if state in _MAY[caller]:
        require_may_cancel(one, caller)
        return
    with pytest.raises(CallerNotAllowed) as caught:
        require_may_cancel(one, caller)
    others = {who for who, states in _MAY.items() if state in states}
    assert set(caught.value.metadata["allowed"].split(",")) == others


@pytest.mark.parametrize("state", [state for state in OrderState if not state.is_open])
@pytest.mark.parametrize("caller", _MAY)
def test_of_what_is_over_the_state_is_what_forbids_it(caller: str, state: OrderState) -> None:
    require_may_cancel(order(state=state), caller)
