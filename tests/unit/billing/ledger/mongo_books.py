"""The books of one visit in MongoDB, through the very services and commands of the product."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NoReturn, Self, TypeVar

from server.app import INDEXES
from server.billing.accounts import repository as account_documents
from server.billing.accounts.domain import AccountState, PaymentAccount
from server.billing.accounts.service import PaymentAccounts
from server.billing.bills.service import BillService
from server.billing.payments.creating import Wish
from server.billing.payments.domain import DisputeSeen, IntentSeen, Payment, RefundSeen
from server.billing.payments.giving_back import LineWish, RefundWish
from server.billing.payments.refund_service import RefundService
from server.billing.payments.service import Around, Canceller, PaymentService
from server.catalog.restaurants import repository as restaurant_documents
from server.catalog.restaurants.service import RestaurantService
from server.catalog.tables.service import TableService
from server.ids import new_id
from server.ordering.orders import documents as order_documents
from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.repository import COLLECTION as ORDERS
from server.ordering.visits import repository as visit_documents
from server.ordering.visits.service import VisitService
from server.origin import Origin
from server.storage.change_feed import ChangeFeed
from server.storage.client import Client, Database
from server.storage.indexes import ensure_indexes
from tests.unit.billing.ledger.books import HOUSE
from tests.unit.ordering.builders import NOW, visit

_T = TypeVar("_T")
_GUEST = "guest:gst_1"


@dataclass(slots=True)
class Seconds:
    """A clock that moves on by a second whenever somebody looks."""

    looks: int = 0

    def now(self) -> datetime:
        """A second later than before."""
        self.looks += 1
        return NOW + timedelta(seconds=self.looks)


@dataclass(slots=True)
class Store:
    """The database and what works on it."""

    runner: asyncio.Runner
    database: Database
    clock: Seconds
    orders: OrderCommands
    payments: PaymentService
    refunds: RefundService

    @classmethod
    def open(cls, runner: asyncio.Runner, client: Client, name: str) -> Self:
        """With a restaurant whose guests can pay online."""
        database, clock = client[name], Seconds()
        # Never started: nothing that is remembered here changes.
        feed = ChangeFeed(database)
        restaurants = RestaurantService(database, feed, clock, found_team=_never, used_ids=_never)
        visits = VisitService(database, feed, TableService(database, restaurants), clock)
        orders = OrderCommands(database, clock)
        bills = BillService(database, restaurants, visits, orders)
        around = Around(
            restaurants=restaurants,
            visits=visits,
            bills=bills,
            accounts=PaymentAccounts(database, feed, clock),
            patience=timedelta(minutes=15),
        )
        runner.run(_furnish(database))
        payments = PaymentService(database, around, clock)
        return cls(runner, database, clock, orders, payments, RefundService(database, bills, clock))


class MongoBooks:
    """As MemoryBooks. What may meet at one document is done twice at once."""

    def __init__(self, store: Store) -> None:
        """A party that has just sat down."""
        self._store = store
        self._visit = visit(id=new_id("vis"), expire_time=NOW + timedelta(days=3650))
        self._requests = 0
        seated = visit_documents.to_document(replace(self._visit, table_id=self._visit.id))
        self._run(store.database[visit_documents.COLLECTION].insert_one(seated))

    def orders(self) -> Sequence[Order]:
        """All of them."""
        return self._run(self._store.orders.of(HOUSE.id).of_visit(self._visit.id))

    def payments(self) -> Sequence[Payment]:
        """All of them, oldest first."""
        return self._run(self._store.payments.of(HOUSE.id).of_visit(self._visit.id))

    def place(self, order: Order) -> None:
        """One more."""
        placed = replace(order, visit_id=self._visit.id, origin=self._origin())
        document = order_documents.to_document(placed)
        self._run(self._store.database[ORDERS].insert_one(document))

    def end(self, order: Order, state: OrderState) -> None:
        """It will not be made."""
        ended = replace(order, state=state, version=order.version + 1)
        assert self._run(self._store.orders.of(HOUSE.id).replace(ended, order.version))

    def pay(self, amount: int, tip: int) -> Payment:
        """Online: the phone sends it twice."""
        wish = self._wish(amount, tip)
        return self._both(self._store.payments.create(wish), self._store.payments.create(wish))

    def cash(self, amount: int, tip: int) -> Payment:
        """In notes."""
        return self._run(self._store.payments.take_cash(self._wish(amount, tip)))

    def prepare(self, payment: Payment, intent_id: str) -> Payment:
        """Stripe has an intent of it."""
        made = self._store.payments.intent_made(payment, intent_id, "secret")
        return self._run(made)

    def no_intent(self, payment: Payment) -> Payment:
        """Stripe has none."""
        return self._run(self._store.payments.no_intent(HOUSE.id, payment.id))

    def observe(self, payment: Payment, seen: IntentSeen) -> Payment:
        """Stripe was asked, by two at once."""
        observe = self._store.payments.observe
        return self._both(observe(payment, seen), observe(payment, seen))

    def cancel(self, payment: Payment) -> Payment:
        """The guest calls it off."""
        canceller = Canceller("GUEST", _GUEST, payment.guest_id, payment.visit_id)
        return self._run(self._store.payments.cancel(HOUSE.id, payment.id, canceller))

    def expire(self, payment: Payment) -> Payment:
        """Nobody paid in time."""
        return self._run(self._store.payments.expire(HOUSE.id, payment.id))

    def refuse(self, payment: Payment) -> Payment:
        """Stripe makes no intent of it."""
        refused = self._store.payments.refuse(HOUSE.id, payment.id, "account_invalid", "")
        return self._run(refused)

    def refund(self, payment: Payment, amount: int | None, lines: Sequence[LineWish]) -> Payment:
        """Staff give back: the page sends it twice."""
        wish = RefundWish(
            restaurant_id=HOUSE.id,
            payment_id=payment.id,
            amount=amount,
            lines=tuple(lines),
            reason="It was cold.",
            origin=self._origin(),
        )
        return self._both(self._store.refunds.refund(wish), self._store.refunds.refund(wish))

    def refund_seen(self, payment: Payment, refund_id: str, seen: RefundSeen) -> Payment:
        """Stripe was asked."""
        return self._run(self._store.payments.refund_seen(HOUSE.id, payment.id, refund_id, seen))

    def dispute_seen(self, payment: Payment, seen: DisputeSeen) -> Payment:
        """Stripe was asked."""
        return self._run(self._store.payments.dispute_seen(HOUSE.id, payment.id, seen))

    def refund_overpaid(self) -> None:
        """What was paid for more than is owed goes back: two workers see to it at once."""
        refund = self._store.payments.refund_overpaid
        self._both(
            refund(HOUSE.id, self._visit.id, "Will not be made."),
            refund(HOUSE.id, self._visit.id, "Will not be made."),
        )

    def close(self) -> None:
        """The visit stays where it is; the next one has its own."""

    def _wish(self, amount: int, tip: int) -> Wish:
        return Wish(
            restaurant_id=HOUSE.id,
            visit_id=self._visit.id,
            guest_id="gst_1",
            amount=amount,
            tip_amount=tip,
            tendered_amount=amount + tip,
            currencies=(),
            origin=self._origin(),
        )

    def _origin(self) -> Origin:
        self._requests += 1
        return Origin(_GUEST, f"{self._visit.id} {self._requests}", "hash")

    def _run(self, doing: Awaitable[_T]) -> _T:
        return self._store.runner.run(_awaited(doing))

    def _both(self, one: Awaitable[_T], other: Awaitable[_T]) -> _T:
        return self._run(_at_once(one, other))


async def _awaited(doing: Awaitable[_T]) -> _T:
    return await doing


async def _at_once(one: Awaitable[_T], other: Awaitable[_T]) -> _T:
    first, second = await asyncio.gather(one, other, return_exceptions=True)
    for result in (first, second):
        if isinstance(result, BaseException):
            raise result
    assert not isinstance(first, BaseException)
    return first


async def _furnish(database: Database) -> None:
    await ensure_indexes(database, INDEXES)
    house = replace(HOUSE, origin=Origin("user:user_1", "opened", "hash"))
    restaurants = database[restaurant_documents.COLLECTION]
    await restaurants.insert_one(restaurant_documents.to_document(house))
    account = PaymentAccount(
        restaurant_id=HOUSE.id,
        state=AccountState.READY,
        stripe_account_id="acct_1",
        charges_enabled=True,
        update_time=NOW,
        version=1,
    )
    accounts = database[account_documents.COLLECTION]
    await accounts.insert_one(account_documents.to_document(account))


async def _never(*_: object) -> NoReturn:
    raise AssertionError("nobody opens or changes a restaurant here")
