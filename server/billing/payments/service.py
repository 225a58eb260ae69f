"""Paying, as people ask for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from pymongo.errors import DuplicateKeyError

from server.billing.accounts.service import PaymentAccounts
from server.billing.bills.service import BillService
from server.billing.payments import creating, everywhere, transitions
from server.billing.payments.commands import PaymentCommands
from server.billing.payments.creating import Place, Wish
from server.billing.payments.domain import Payment
from server.billing.payments.errors import PaymentsNotSetUp, require_currency
from server.catalog.restaurants.service import RestaurantService
from server.clock import Clock
from server.errors import CallerNotAllowed, DomainError, NotFound
from server.ordering.visits.domain import Visit
from server.ordering.visits.service import VisitService
from server.storage.change import ATTEMPTS, step_aside
from server.storage.client import Database

#: Who may call off what a guest has begun, beside the guest.
_MAY_CANCEL = ("OWNER", "MANAGER", "STAFF")


@dataclass(frozen=True, slots=True)
class Canceller:
    """Who calls a payment off."""

    #: The contract's Caller.
    caller: str
    actor: str
    #: A guest's; "" for staff.
    guest_id: str = ""
    visit_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What paying needs to know of the house."""

    restaurants: RestaurantService
    visits: VisitService
    bills: BillService
    accounts: PaymentAccounts
    #: How long a guest may take to pay.
    patience: timedelta


class PaymentService(PaymentCommands):
    """Payments, from the first look at the bill to the own history."""

    def __init__(self, database: Database, around: Around, clock: Clock) -> None:
        """What is `around` is asked; it answers from memory where it can."""
        super().__init__(database, clock)
        self._around = around

    async def create(self, wish: Wish) -> Payment:
        """A guest begins to pay. The same request_id gives the same payment, as it is now.

        Raises ForeignCurrency, InvalidFields, VisitClosed, PaymentsNotSetUp, AmountBelowMinimum,
        NothingDue, AmountAboveDue, RequestIdReused.
        """
        return await self._made(wish, partial(self._online, wish))

    async def take_cash(self, wish: Wish) -> Payment:
        """Staff took cash. The same request_id gives the same payment, as it is now.

        Raises NotFound, ForeignCurrency, InvalidFields, TenderedTooLittle, NothingDue,
        AmountAboveDue, RequestIdReused.
        """
        return await self._made(wish, partial(self._cash, wish))

    async def cancel(self, restaurant_id: str, payment_id: str, canceller: Canceller) -> Payment:
        """It is called off. Raises NotFound, CallerNotAllowed, PaymentStateForbids."""

        def decide(payment: Payment, now: datetime) -> Payment:
            require_seen(payment, canceller.visit_id)
            if canceller.visit_id and payment.guest_id != canceller.guest_id:
                raise CallerNotAllowed(canceller.caller, _MAY_CANCEL)
            return transitions.cancel(payment, canceller.actor, now)

        return await self.apply(restaurant_id, payment_id, decide)

    async def get_seen(self, restaurant_id: str, payment_id: str, visit_id: str) -> Payment:
        """One payment; with a visit, only if it is of that visit. Raises NotFound."""
        payment = await self.get(restaurant_id, payment_id)
        require_seen(payment, visit_id)
        return payment

    async def claim(self, receipt_token: str, user_id: str) -> Payment:
        """Whoever has the receipt keeps the payment. Raises NotFound, NameTaken."""
        payment = await everywhere.by_receipt(self._database, receipt_token)
        if payment is None:
            raise NotFound("receipt", receipt_token)
        return await self.apply(
            payment.restaurant_id,
            payment.id,
            lambda it, now: transitions.claim(it, user_id, now),
        )

    async def claimed(self, user_id: str, before: str, limit: int) -> list[Payment]:
        """What the person has claimed, at all restaurants, newest first."""
        return await everywhere.of_customer(self._database, user_id, before, limit)

    async def _made(self, wish: Wish, decide: Callable[[], Awaitable[Payment]]) -> Payment:
        payments = self.of(wish.restaurant_id)
        for attempt in range(ATTEMPTS):
            try:
                return await payments.insert_once(await decide())
            except DuplicateKeyError:
                # Somebody else of the visit has begun to pay: less is due than we thought.
                if attempt == ATTEMPTS - 1:
                    raise
                await step_aside(attempt)
            except DomainError:
                # What was begun stays begun, whatever has changed since.
                earlier = await payments.find_origin(wish.origin)
                if earlier is None:
                    raise
                return earlier
        raise AssertionError("unreachable")

    async def _online(self, wish: Wish) -> Payment:
        around = self._around
        restaurant = await around.restaurants.get(wish.restaurant_id)
        require_currency(restaurant.currency, wish.currencies)
        creating.require_sensible(wish)
        visit = await around.visits.require_party(wish.restaurant_id, wish.visit_id, wish.guest_id)
        account = await around.accounts.of(wish.restaurant_id)
        if not account.charges_enabled:
            raise PaymentsNotSetUp(account.state)
        place = await self._place(wish, visit)
        creating.require_online_amount(wish, place.currency)
        return creating.online(wish, place, account.stripe_account_id, around.patience)

    async def _cash(self, wish: Wish) -> Payment:
        visit = await self._around.visits.get(wish.restaurant_id, wish.visit_id)
        restaurant = await self._around.restaurants.get(wish.restaurant_id)
        require_currency(restaurant.currency, wish.currencies)
        creating.require_sensible(wish)
        creating.require_tendered(wish)
        return creating.cash(wish, await self._place(wish, visit))

    async def _place(self, wish: Wish, visit: Visit) -> Place:
        bill = await self._around.bills.of_visit(wish.restaurant_id, visit.id)
        creating.require_due(wish, bill.sums)
        return Place(
            visit=visit,
            number=len(bill.payments) + 1,
            currency=bill.currency,
            now=self._clock.now(),
        )


def require_seen(payment: Payment, visit_id: str) -> None:
    """Raises NotFound to a guest of another visit; `visit_id` is "" of staff."""
    if visit_id and payment.visit_id != visit_id:
        raise NotFound("payment", payment.id)
