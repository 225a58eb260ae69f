"""Following refunds: each is asked of Stripe once, and seen through."""

import logging
from datetime import timedelta

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import Payment, Refund, RefundSeen, RefundState, SeenRefund
from server.billing.stripe.client import StripeRefuses
from server.billing.stripe.gateway import StripeGateway
from server.clock import Clock
from server.errors import NotFound

_log = logging.getLogger(__name__)

#: As with PaymentIntents.
_FORGOTTEN = timedelta(minutes=1)


class Refunds:
    """Makes them, and looks at them. Harmless when done twice, or too late."""

    def __init__(self, payments: PaymentCommands, stripe: StripeGateway, clock: Clock) -> None:
        """`payments` are those of all restaurants."""
        self._payments = payments
        self._stripe = stripe
        self._clock = clock

    async def look(
        self, restaurant_id: str, payment_id: str, refund_id: str, *, again: bool = False
    ) -> Refund:
        """Brings the refund and Stripe's together; `again`: what was asked may have happened.

        Raises NotFound, and StripeAway when nobody knows what happened.
        """
        payment = await self._payments.get(restaurant_id, payment_id)
        refund = _in(payment, refund_id)
        if not payment.intent_id or _is_settled(refund):
            return refund
        seen = await self._seen(payment, refund, again)
        payment = await self._payments.refund_seen(restaurant_id, payment_id, refund_id, seen)
        return _in(payment, refund_id)

    async def _seen(self, payment: Payment, refund: Refund, again: bool) -> RefundSeen:
        if refund.stripe_refund_id:
            return await self._stripe.refund(refund.stripe_refund_id)
        if again or self._clock.now() - refund.create_time > _FORGOTTEN:
            found = await self._stripe.find_refund(payment, refund)
            if found:
                return found
        try:
            return await self._stripe.create_refund(payment, refund)
        except StripeRefuses as refusal:
            _log.warning("Stripe refuses refund %s: %s", refund.id, refusal)
            return _refused(refund, refusal)


def _in(payment: Payment, refund_id: str) -> Refund:
    refund = payment.refund(refund_id)
    if refund is None:
        raise NotFound("refund", refund_id)
    return refund


def _is_settled(refund: Refund) -> bool:
    # One that is done may still fail: banks send money back days later.
    return refund.state is RefundState.FAILED or (
        refund.state is RefundState.DONE and not refund.stripe_refund_id
    )


def _refused(refund: Refund, refusal: StripeRefuses) -> RefundSeen:
    return RefundSeen(
        stripe_refund_id="",
        refund_id=refund.id,
        status=SeenRefund.FAILED,
        amount=refund.amount,
        failure_code=refusal.code,
    )
