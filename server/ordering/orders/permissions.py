"""Who may do what to an order, where it depends on how far the order is.

Who may call which RPC at all stands in the contract.
"""

from collections.abc import Mapping

from server.errors import CallerNotAllowed
from server.ordering.orders.domain import Order, OrderState

_O = OrderState

#: Until when each caller may take an order back.
_MAY_CANCEL: Mapping[str, frozenset[OrderState]] = {
    "GUEST": frozenset({_O.PLACED}),
    "STAFF": frozenset({_O.PLACED, _O.ACCEPTED, _O.IN_PREPARATION}),
    "MANAGER": frozenset({_O.PLACED, _O.ACCEPTED, _O.IN_PREPARATION, _O.READY}),
    "OWNER": frozenset({_O.PLACED, _O.ACCEPTED, _O.IN_PREPARATION, _O.READY}),
}


def require_may_cancel(order: Order, caller: str) -> None:
    """Raises CallerNotAllowed when others may take it back now, and this caller may not.

    `caller` is the contract's Caller. A state in which nobody may is the transitions' matter.
    """
    allowed = [who for who, states in _MAY_CANCEL.items() if order.state in states]
    if allowed and caller not in allowed:
        raise CallerNotAllowed(caller, allowed)
