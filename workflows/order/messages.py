"""What goes into the order's workflow and comes out of it.

All of it stands in histories: fields may be added, with a default, and never change their meaning.
The facts a workflow decides on are facts here, told by who knows the rules (convert.py), so that
neither a new rule nor a new state of orders upsets a workflow that runs already.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """As much of an order's state as its workflow has to know."""

    #: For the house to take it.
    WAITING = "WAITING"
    #: The house has it in hand.
    TAKEN = "TAKEN"
    #: Nothing more can happen.
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """How far an order is, at one of its versions."""

    stage: Stage
    #: The domain's word for it, for people who read histories.
    state: str
    #: Of the order; tells which of two is the later.
    version: int
    #: The kitchen is done. An earlier build, which knows no such thing, still reads the rest.
    ready: bool = False


@dataclass(frozen=True, slots=True)
class OrderName:
    """Which order."""

    restaurant_id: str
    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderToFollow:
    """What the workflow is started with: the order as it was found."""

    name: OrderName
    #: In UTC; both limits count from here.
    place_time: datetime
    escalate_after_seconds: int
    expire_after_seconds: int
    progress: OrderProgress
