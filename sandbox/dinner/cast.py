"""Everybody of the evening, and what they share."""

from dataclasses import dataclass, field

from here2order.catalog.v1.table_pb2 import Table
from here2order.ordering.v1.order_pb2 import LineRequest, Order
from here2order.ordering.v1.visit_pb2 import Visit

from sandbox.dinner.faults import RefusedError
from sandbox.dinner.house import House
from sandbox.dinner.parties.guest import GuestPhone
from sandbox.dinner.parties.manager import Manager
from sandbox.dinner.parties.party import Party
from sandbox.dinner.parties.screen import KitchenScreen
from sandbox.dinner.parties.waiter import Waiter
from sandbox.dinner.transcript import Transcript
from sandbox.dinner.turns import Turn
from sandbox.dinner.wires.stripe_books import LocalStripe
from sandbox.dinner.wires.twilio import LocalTwilio

_NOBODY_THERE = ("UNAVAILABLE", "DEADLINE_EXCEEDED")


@dataclass(slots=True, kw_only=True)
class Cast:
    """The parties; the acts add what happens."""

    tell: Transcript
    house: House
    table: Table
    #: Two dinners must not change one menu at once.
    at_menu: Turn
    ana: GuestPhone
    rui: GuestPhone
    fire: KitchenScreen
    pots: KitchenScreen
    devika: Waiter
    faisal: Manager
    #: None where the stack uses the real one, or none.
    stripe: LocalStripe | None
    twilio: LocalTwilio | None
    #: Ana's; every evening another one.
    phone_number: str
    visit: Visit = field(default_factory=Visit)
    first: Order = field(default_factory=Order)
    second: Order = field(default_factory=Order)
    #: What Rui wants to have next.
    basket: list[LineRequest] = field(default_factory=list)

    @property
    def parties(self) -> tuple[Party, ...]:
        """All of them."""
        return self.ana, self.rui, self.fire, self.pots, self.devika, self.faisal

    async def go_home(self) -> None:
        """However the evening went, nothing of it stays: orders, visit, screens, menu."""
        for party in self.parties:
            await party.leave()
        for undo in (
            self.pots.brings_back,
            self.faisal.rolls_back,
            self.devika.clear_table,
            self.faisal.revoke_screens,
        ):
            try:
                await undo()
            except RefusedError as error:  # must not keep the others from it
                self.tell.is_told(error.who, f"{error.rpc}: {error.refusal}")
                if error.refusal.code in _NOBODY_THERE:
                    break
        self.at_menu.give_back()
