"""Following PaymentIntents: whatever Stripe says of one becomes the payment's state."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import DisputeSeen, IntentStatus, Payment, PaymentState
from server.billing.stripe.client import StripeAway, StripeRefuses
from server.billing.stripe.convert import IntentMade
from server.billing.stripe.gateway import StripeGateway
from server.clock import Clock

_log = logging.getLogger(__name__)

#: Who comes back so late may have forgotten that it was asked before, and so may Stripe.
_FORGOTTEN = timedelta(minutes=1)
#: What Stripe has not shown for so long after the guest's time was up, it never will.
_GIVEN_UP = timedelta(days=3)


class Intents:
    """Makes them, looks at them, and takes them back. Harmless when done twice, or too late.

    Everything raises NotFound, and StripeAway when nobody knows what happened: then ask again, and
    say so.
    """

    def __init__(self, payments: PaymentCommands, stripe: StripeGateway, clock: Clock) -> None:
        """`payments` are those of all restaurants."""
        self._payments = payments
        self._stripe = stripe
        self._clock = clock

    async def look(
        self, restaurant_id: str, payment_id: str, *, now: datetime, again: bool = False
    ) -> Payment:
        """Brings the payment and its PaymentIntent together; one whose time is up fails.

        `now` by whose clock waits for it. `again`: what was asked before may have happened.
        """
        payment = await self._payments.get(restaurant_id, payment_id)
        if not payment.is_online or payment.intent_over:
            return payment
        due = _is_due(payment, now)
        if due and not payment.intent_id:
            # Nobody can have paid what nobody was shown.
            payment = await self._payments.expire(restaurant_id, payment_id)
        try:
            return await self._compared(payment, due, again)
        except StripeAway:
            if due:  # The bill waits for nobody. Money that came goes back.
                return await self._payments.expire(restaurant_id, payment_id)
            raise
        except StripeRefuses as refusal:
            return await self._not_shown(payment, refusal, now)

    async def look_at_disputes(self, restaurant_id: str, payment_id: str) -> Payment:
        """What banks say of it."""
        payment = await self._payments.get(restaurant_id, payment_id)
        for seen in await self._disputes(payment) if payment.intent_id else []:
            payment = await self._payments.dispute_seen(restaurant_id, payment_id, seen)
        return payment

    async def _compared(self, payment: Payment, due: bool, again: bool) -> Payment:
        if not payment.intent_id:
            payment = await self._begin(payment, again)
        elif not due and payment.state is PaymentState.PENDING:
            seen = await self._stripe.intent(payment.intent_id)
            payment = await self._payments.observe(payment, seen)
        if payment.intent_over or not (due or payment.state is PaymentState.FAILED):
            return payment
        return await self._take_back(payment)

    async def _not_shown(self, payment: Payment, refusal: StripeRefuses, now: datetime) -> Payment:
        """Stripe has an intent, and does not tell of it: nobody pays that in the end."""
        key = (payment.restaurant_id, payment.id)
        _log.warning("Stripe does not show payment %s: %s", payment.id, refusal)
        if payment.expire_time is None or now < payment.expire_time:
            return await self._payments.get(*key)
        payment = await self._payments.expire(*key)
        given_up = payment.expire_time is not None and now >= payment.expire_time + _GIVEN_UP
        return await self._payments.intent_lost(*key) if given_up else payment

    async def _disputes(self, payment: Payment) -> Sequence[DisputeSeen]:
        try:
            return await self._stripe.disputes(payment.intent_id)
        except StripeRefuses as refusal:
            _log.warning("Stripe shows no disputes of payment %s: %s", payment.id, refusal)
            return ()

    async def _begin(self, payment: Payment, again: bool) -> Payment:
        key = (payment.restaurant_id, payment.id)
        try:
            made = await self._made(payment, again)
        except StripeRefuses as refusal:
            if payment.state is not PaymentState.PENDING:
                raise
            _log.warning("Stripe refuses payment %s: %s", payment.id, refusal)
            return await self._payments.refuse(*key, refusal.code, "")
        if made is None:
            return await self._payments.no_intent(*key)
        known = await self._payments.intent_made(payment, made.seen.intent_id, made.client_secret)
        if made.seen.status is IntentStatus.REQUIRES_PAYMENT_METHOD:
            return known
        # It was found, and has come further than a new one.
        return await self._payments.observe(known, await self._stripe.intent(made.seen.intent_id))

    async def _made(self, payment: Payment, again: bool) -> IntentMade | None:
        pending = payment.state is PaymentState.PENDING
        if again or not pending or self._clock.now() - payment.create_time > _FORGOTTEN:
            found = await self._stripe.find_intent(payment)
            if found or not pending:
                return found
        return await self._stripe.create_intent(payment)

    async def _take_back(self, payment: Payment) -> Payment:
        seen = await self._stripe.cancel_intent(payment.intent_id)
        if seen.status is not IntentStatus.SUCCEEDED:
            payment = await self._payments.expire(payment.restaurant_id, payment.id)
        return await self._payments.observe(payment, seen)


def _is_due(payment: Payment, now: datetime) -> bool:
    if payment.state is not PaymentState.PENDING or payment.expire_time is None:
        return False
    return now >= payment.expire_time
