"""The dinner, act by act. Each is played by the cast and leaves it changed for the next."""

from collections.abc import Awaitable, Callable

from sandbox.dinner.acts.arrival import arrival
from sandbox.dinner.acts.changed_menu import changed_menu
from sandbox.dinner.acts.first_round import first_round
from sandbox.dinner.acts.goodbye import goodbye
from sandbox.dinner.acts.not_tonight import not_tonight
from sandbox.dinner.acts.paying import paying
from sandbox.dinner.acts.tunnel import tunnel
from sandbox.dinner.cast import Cast

ACTS: tuple[Callable[[Cast], Awaitable[None]], ...] = (
    arrival,
    first_round,
    changed_menu,
    not_tonight,
    tunnel,
    paying,
    goodbye,
)
