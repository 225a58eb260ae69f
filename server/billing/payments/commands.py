"""Commands on payments that exist: all that can be done with a database and a clock."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from server.billing.bills.sums import rounding_of
from server.billing.payments import refunds, transitions
from server.billing.payments.disputes import dispute_seen
from server.billing.payments.domain import DisputeSeen, IntentSeen, Payment, RefundSeen
from server.billing.payments.overpaid import next_refund
from server.billing.payments.repository import PaymentRepository
from server.clock import Clock
from server.errors import VersionMismatch
from server.ordering.orders.commands import OrderCommands
from server.storage.change import ATTEMPTS, change, step_aside
from server.storage.client import Database


class PaymentCommands:
    """Moves payments on. Workers, who create none, need no more than this.

    Everything is harmless when it has been done already, and may be told in any order.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` says when something happened, not whether it is due."""
        self._database = database
        self._orders = OrderCommands(database, clock)
        self._clock = clock

    def of(self, restaurant_id: str) -> PaymentRepository:
        """The payments of one restaurant, for those who only read."""
        return PaymentRepository(self._database, restaurant_id)

    async def get(self, restaurant_id: str, payment_id: str) -> Payment:
        """One payment. Raises NotFound."""
        return await self.of(restaurant_id).get(payment_id)

    async def intent_made(self, payment: Payment, intent_id: str, client_secret: str) -> Payment:
        """Stripe has made the PaymentIntent of the payment, read just now. Raises NotFound."""
        return await self._go_on(
            payment, lambda it, now: transitions.intent_made(it, intent_id, client_secret, now)
        )

    async def no_intent(self, restaurant_id: str, payment_id: str) -> Payment:
        """Stripe has no PaymentIntent of a payment that failed. Raises NotFound."""
        return await self.apply(restaurant_id, payment_id, transitions.no_intent)

    async def intent_lost(self, restaurant_id: str, payment_id: str) -> Payment:
        """Stripe no longer shows the PaymentIntent of a payment that failed. Raises NotFound."""
        return await self.apply(restaurant_id, payment_id, transitions.intent_lost)

    async def observe(self, payment: Payment, seen: IntentSeen) -> Payment:
        """What Stripe says of the payment, read just now, becomes state here, and nowhere else.

        Raises NotFound.
        """
        return await self._go_on(payment, lambda it, now: transitions.observe(it, seen, now))

    async def expire(self, restaurant_id: str, payment_id: str) -> Payment:
        """Nobody paid in time. Raises NotFound."""
        return await self.apply(restaurant_id, payment_id, transitions.expire)

    async def refuse(self, restaurant_id: str, payment_id: str, code: str, text: str) -> Payment:
        """Stripe makes no PaymentIntent of it; `text` is for the guest. Raises NotFound."""
        return await self.apply(
            restaurant_id, payment_id, lambda it, now: transitions.refuse(it, code, text, now)
        )

    async def refund_seen(
        self, restaurant_id: str, payment_id: str, refund_id: str, seen: RefundSeen
    ) -> Payment:
        """What Stripe says of a refund. Raises NotFound."""
        return await self.apply(
            restaurant_id,
            payment_id,
            lambda it, now: refunds.refund_seen(it, refund_id, seen, now),
        )

    async def dispute_seen(self, restaurant_id: str, payment_id: str, seen: DisputeSeen) -> Payment:
        """What Stripe says of a dispute. Raises NotFound."""
        return await self.apply(
            restaurant_id, payment_id, lambda it, now: dispute_seen(it, seen, now)
        )

    async def refund_overpaid(
        self, restaurant_id: str, visit_id: str, reason: str
    ) -> list[tuple[str, str]]:
        """Sends back what was paid for more than is owed; gives the (payment, refund) ids.

        Raises NotFound, VersionMismatch.
        """
        made: list[tuple[str, str]] = []
        attempt = 0
        while (found := await self._next_refund(restaurant_id, visit_id, reason)) is not None:
            if await self.of(restaurant_id).replace(found, found.version - 1):
                made.append((found.id, found.refunds[-1].id))
            elif attempt == ATTEMPTS:
                raise VersionMismatch(found.version - 1, found.version)
            else:
                await step_aside(attempt)
                attempt += 1
        return made

    async def apply(
        self,
        restaurant_id: str,
        payment_id: str,
        decide: Callable[[Payment, datetime], Payment],
        version: int = 0,
    ) -> Payment:
        """One command on one payment. Raises NotFound, VersionMismatch, what `decide` raises."""
        payments, now = self.of(restaurant_id), self._clock.now()
        load = partial(payments.get, payment_id)
        return await change(load, lambda it: decide(it, now), payments.replace, version)

    async def _go_on(
        self, payment: Payment, decide: Callable[[Payment, datetime], Payment]
    ) -> Payment:
        # Between reading and writing lies a call to Stripe. Whoever wrote meanwhile is seen by the
        # version; where there is nothing to write, their own news have us look again.
        payments, now = self.of(payment.restaurant_id), self._clock.now()
        load = partial(payments.get, payment.id)
        return await change(load, lambda it: decide(it, now), payments.replace, 0, payment)

    async def _next_refund(self, restaurant_id: str, visit_id: str, reason: str) -> Payment | None:
        # The payments last: an order that is cancelled later has its own look at them.
        orders = await self._orders.of(restaurant_id).of_visit(visit_id)
        payments = await self.of(restaurant_id).of_visit(visit_id)
        return next_refund(orders, payments, rounding_of(orders), reason, self._clock.now())
