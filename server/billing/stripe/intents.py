"""Following PaymentIntents: whatever Stripe says of one becomes the payment's state."""

import logging
from datetime import timedelta

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import IntentStatus, Payment, PaymentState
from server.billing.stripe.client import StripeAway, StripeRefuses
from server.billing.stripe.convert import IntentMade
from server.billing.stripe.gateway import StripeGateway
from server.clock import Clock

_log = logging.getLogger(__name__)

#: Who comes back so late may have forgotten that it was asked before, and so may Stripe.
_FORGOTTEN = timedelta(minutes=1)


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
        self, restaurant_id: str, payment_id: str, *, expired: bool = False, again: bool = False
    ) -> Payment:
        """Brings the payment and its PaymentIntent together.

        `expired`: the guest's time is up. `again`: what was asked before may have happened.
        """
        payment = await self._payments.get(restaurant_id, payment_id)
        if not payment.is_online or payment.intent_over:
            return payment
        begun = bool(payment.intent_id)
        if not begun:
            payment = await self._begin(payment, again)
        if payment.intent_over:
            return payment
        if begun and not expired and payment.state is PaymentState.PENDING:
            seen = await self._stripe.intent(payment.intent_id)
            payment = await self._payments.observe(restaurant_id, payment_id, seen)
        failed = payment.state is PaymentState.FAILED and not payment.intent_over
        return await self._take_back(payment) if expired or failed else payment

    async def look_at_disputes(self, restaurant_id: str, payment_id: str) -> Payment:
        """What banks say of it."""
        payment = await self._payments.get(restaurant_id, payment_id)
        if payment.intent_id:
            for seen in await self._stripe.disputes(payment.intent_id):
                payment = await self._payments.dispute_seen(restaurant_id, payment_id, seen)
        return payment

    async def _begin(self, payment: Payment, again: bool) -> Payment:
        key = (payment.restaurant_id, payment.id)
        try:
            made = await self._made(payment, again)
        except StripeRefuses as refusal:
            _log.warning("Stripe refuses payment %s: %s", payment.id, refusal)
            return await self._payments.refuse(*key, refusal.code, "")
        if made is None:
            return await self._payments.no_intent(*key)
        known = await self._payments.intent_made(*key, made.seen.intent_id, made.client_secret)
        if made.seen.status is IntentStatus.REQUIRES_PAYMENT_METHOD:
            return known
        # It was found, and has come further than a new one.
        return await self._payments.observe(*key, await self._stripe.intent(made.seen.intent_id))

    async def _made(self, payment: Payment, again: bool) -> IntentMade | None:
        pending = payment.state is PaymentState.PENDING
        if again or not pending or self._clock.now() - payment.create_time > _FORGOTTEN:
            found = await self._stripe.find_intent(payment)
            if found or not pending:
                return found
        return await self._stripe.create_intent(payment)

    async def _take_back(self, payment: Payment) -> Payment:
        key = (payment.restaurant_id, payment.id)
        try:
            seen = await self._stripe.cancel_intent(payment.intent_id)
        except StripeAway:
            # The bill waits for nobody. Should the money have come, it goes back.
            await self._payments.expire(*key)
            raise
        if seen.status is not IntentStatus.SUCCEEDED:
            await self._payments.expire(*key)
        return await self._payments.observe(*key, seen)
