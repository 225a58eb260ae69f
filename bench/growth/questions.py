"""What the product asks of its database while guests order, kitchens watch and the relay tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bench.growth.plans import Ask
from server.billing.accounts.repository import open_accounts_everywhere
from server.billing.payments.everywhere import by_intent
from server.billing.payments.repository import PaymentRepository, open_payments_everywhere
from server.billing.payments.states import PaymentState
from server.catalog.menus.availability.repository import AvailabilityRepository
from server.catalog.menus.repository import MenuVersionRepository
from server.catalog.restaurants.repository import RestaurantRepository
from server.catalog.tables.repository import table_of_code
from server.clock import SystemClock
from server.identity.devices.repository import DeviceRepository
from server.identity.teams.repository import TeamRepository
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages.domain import MessageState
from server.notifications.messages.repository import MessageRepository, open_messages_everywhere
from server.notifications.presence.repository import Presence
from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.repository import COLLECTION, OrderRepository, open_orders_everywhere
from server.ordering.visits.repository import VisitRepository
from server.origin import Origin
from server.storage.client import Database
from server.storage.group_commit import GroupCommit
from server.storage.inbox import waiting_events_everywhere
from server.storage.snapshot import Snapshot

_PAGE = 51
_S = OrderState
_NOW = SystemClock().now()


@dataclass(frozen=True, slots=True)
class About:
    """One order of the past, and whose it is."""

    order: Order

    def questions(self) -> Sequence[tuple[str, Ask]]:
        """All of them, by what they are for."""
        return [
            *self._placing(),
            *self._orders(),
            *self._lists(),
            *self._streams(),
            *self._money_and_words(),
            *_relay(),
        ]

    def _placing(self) -> list[tuple[str, Ask]]:
        order = self.order
        origin = Origin(order.origin.caller, order.origin.request_id, order.origin.content_hash)
        return [
            ("scan: table of a code", lambda it: table_of_code(it, "none")),
            ("scan: open visit at a table", lambda it: self._visits(it).open_at(order.table_id)),
            ("place: visit", lambda it: self._visits(it).get(order.visit_id)),
            ("place: restaurant", lambda it: RestaurantRepository(it, self._house).get()),
            ("place: menu version", lambda it: MenuVersionRepository(it, self._house).latest()),
            ("place: menu", lambda it: MenuVersionRepository(it, self._house).content(1)),
            ("place: what is out", lambda it: AvailabilityRepository(it, self._house).get()),
            ("place: same request before", lambda it: self._of(it).find_origin(origin)),
        ]

    def _orders(self) -> list[tuple[str, Ask]]:
        order, visit_id = self.order, self.order.visit_id
        return [
            ("order: one", lambda it: self._of(it).get(order.id)),
            ("order: write", lambda it: self._of(it).replace(order, order.version + 1)),
            ("bill: orders of a visit", lambda it: self._of(it).of_visit(visit_id)),
            ("access: role at a restaurant", lambda it: TeamRepository(it, self._house).roles()),
            ("access: device", lambda it: DeviceRepository(it, self._house).state_of("dev_none")),
        ]

    def _lists(self) -> list[tuple[str, Ask]]:
        of_visit = self.order.visit_id
        lists: list[tuple[str, Ask]] = [
            ("list: newest orders", self._newest),
            ("list: next page", lambda it: self._newest(it, before=self.order.id)),
            ("list: orders of a visit", lambda it: self._newest(it, visit_id=of_visit)),
            ("list: open visits", lambda it: self._visits(it).list_open("", _NOW, _PAGE)),
            ("list: open tickets", lambda it: self._of(it).list_open("", _PAGE)),
        ]
        for states in (
            [_S.SERVED],
            [_S.PLACED],
            [_S.CANCELLED, _S.EXPIRED],
            [_S.READY, _S.REJECTED],
        ):
            named = ", ".join(state.value.lower() for state in states)
            lists.append((f"list: {named}", partial(self._newest, states=states)))
        return lists

    def _streams(self) -> list[tuple[str, Ask]]:
        visit_id = self.order.visit_id
        return [
            ("stream: open orders", lambda it: _all(self._of(it).open_snapshot())),
            ("stream: orders of a visit", lambda it: _all(self._of(it).visit_snapshot(visit_id))),
            ("stream: payments", lambda it: _all(self._payments(it).snapshot_since(_TODAY))),
            ("stream: messages", lambda it: _all(self._messages(it).snapshot_since(_TODAY))),
        ]

    def _money_and_words(self) -> list[tuple[str, Ask]]:
        visit_id = self.order.visit_id
        return [
            ("bill: payments of a visit", lambda it: self._payments(it).of_visit(visit_id)),
            ("list: payments", self._newest_payments),
            ("list: failed payments", partial(self._newest_payments, states=[PaymentState.FAILED])),
            ("list: messages", self._newest_messages),
            ("list: failed messages", partial(self._newest_messages, states=[MessageState.FAILED])),
            ("tell: contacts of a visit", lambda it: self._contacts(it).of_visit(visit_id)),
            ("tell: is the guest there", lambda it: Presence(it).is_present("gst_none", _NOW)),
            ("webhook: payment of an intent", lambda it: by_intent(it, "pi_none")),
        ]

    @property
    def _house(self) -> str:
        return self.order.restaurant_id

    def _of(self, it: Database) -> OrderRepository:
        return OrderRepository(it, GroupCommit(it[COLLECTION]), self._house)

    async def _newest(
        self, it: Database, states: Sequence[OrderState] = (), visit_id: str = "", before: str = ""
    ) -> object:
        orders = self._of(it)
        return await orders.newest(visit_id=visit_id, states=states, before=before, limit=_PAGE)

    async def _newest_payments(self, it: Database, states: Sequence[PaymentState] = ()) -> object:
        payments = self._payments(it)
        return await payments.newest(visit_id="", states=states, before="", limit=_PAGE)

    async def _newest_messages(self, it: Database, states: Sequence[MessageState] = ()) -> object:
        messages = self._messages(it)
        return await messages.newest(visit_id="", states=states, before=None, limit=_PAGE)

    def _visits(self, it: Database) -> VisitRepository:
        return VisitRepository(it, self._house)

    def _payments(self, it: Database) -> PaymentRepository:
        return PaymentRepository(it, self._house)

    def _messages(self, it: Database) -> MessageRepository:
        return MessageRepository(it, self._house)

    def _contacts(self, it: Database) -> ContactRepository:
        return ContactRepository(it, self._house)


_TODAY = _NOW - timedelta(hours=12)


def _relay() -> list[tuple[str, Ask]]:
    return [
        ("relay: open orders", lambda it: _all(open_orders_everywhere(it))),
        ("relay: open payments", lambda it: _all(open_payments_everywhere(it))),
        ("relay: open messages", lambda it: _all(open_messages_everywhere(it))),
        ("relay: accounts to ask about", lambda it: _all(open_accounts_everywhere(it))),
        ("relay: events that wait", lambda it: _all(waiting_events_everywhere(it))),
    ]


async def _all(found: Snapshot) -> None:
    async for _ in found.batches():
        pass
