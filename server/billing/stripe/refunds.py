"""Following refunds: each is asked of Stripe once, and seen through."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import Payment, Refund, RefundSeen, RefundState, SeenRefund
from server.billing.payments.foreign_refunds import as_ours, foreign_refund_seen
from server.billing.stripe.client import StripeRefuses
from server.billing.stripe.gateway import StripeGateway
from server.clock import Clock
from server.errors import NotFound

_log = logging.getLogger(__name__)

#: As with PaymentIntents.
_FORGOTTEN = timedelta(minutes=1)
#: Banks take days. What Stripe still does not show then has failed, for people to look into.
_GIVEN_UP = timedelta(days=30)
#: What Stripe refuses for now: the account's money is not there yet, or somebody moves it.
_FOR_NOW = frozenset({"balance_insufficient", "insufficient_funds", "lock_timeout"})
#: It is asked again then.
_PAUSE = timedelta(minutes=30)


class Refunds:
    """Makes them, and looks at them. Harmless when done twice, or too late."""

    def __init__(self, payments: PaymentCommands, stripe: StripeGateway, clock: Clock) -> None:
        """`payments` are those of all restaurants."""
        self._payments = payments
        self._stripe = stripe
        self._clock = clock

    async def look(
        self,
        restaurant_id: str,
        payment_id: str,
        refund_id: str,
        *,
        now: datetime,
        again: bool = False,
    ) -> Refund:
        """Brings the refund and Stripe's together; `again`: what was asked may have happened.

        `now` by whose clock follows it. Raises NotFound, and StripeAway when nobody knows what
        happened.
        """
        payment = await self._payments.get(restaurant_id, payment_id)
        refund = _in(payment, refund_id)
        if not payment.intent_id or _is_settled(refund) or _is_put_off(refund, now):
            return refund
        try:
            seen = await self._seen(payment, refund, now, again)
        except StripeRefuses as refusal:
            _log.warning("Stripe does not show refund %s: %s", refund.id, refusal)
            if now < refund.create_time + _GIVEN_UP:
                return refund
            seen = _refused(refund, refusal)
        payment = await self._payments.refund_seen(restaurant_id, payment_id, refund_id, seen)
        return _in(payment, refund_id)

    async def look_for_others(self, restaurant_id: str, payment_id: str) -> Payment:
        """Takes in what went back of the payment by somebody else's doing, say at Stripe's pages.

        Raises NotFound, StripeAway.
        """
        payment = await self._payments.get(restaurant_id, payment_id)
        for seen in await self._all(payment) if payment.intent_id else []:
            if not seen.refund_id:
                payment = await self._payments.apply(
                    restaurant_id, payment_id, partial(foreign_refund_seen, seen)
                )
        return payment

    async def _all(self, payment: Payment) -> Sequence[RefundSeen]:
        try:
            return await self._stripe.refunds(payment.intent_id)
        except StripeRefuses as refusal:
            _log.warning("Stripe shows no refunds of payment %s: %s", payment.id, refusal)
            return ()

    async def _seen(
        self, payment: Payment, refund: Refund, now: datetime, again: bool
    ) -> RefundSeen:
        if refund.stripe_refund_id:
            return as_ours(await self._stripe.refund(refund.stripe_refund_id), refund.id)
        if again or self._clock.now() - refund.create_time > _FORGOTTEN:
            found = await self._stripe.find_refund(payment, refund)
            if found:
                return found
        try:
            return await self._stripe.create_refund(payment, refund)
        except StripeRefuses as refusal:
            _log.warning("Stripe refuses refund %s: %s", refund.id, refusal)
            refused = _refused(refund, refusal)
            if refusal.code in _FOR_NOW and now < refund.create_time + _GIVEN_UP:
                again_later = refund.refusals + 1
                return replace(refused, status=SeenRefund.PENDING, refusals=again_later)
            return refused


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


def _is_put_off(refund: Refund, now: datetime) -> bool:
    if refund.stripe_refund_id or refund.refuse_time is None:
        return False
    return now < refund.refuse_time + _PAUSE


def _refused(refund: Refund, refusal: StripeRefuses) -> RefundSeen:
    return RefundSeen(
        stripe_refund_id=refund.stripe_refund_id,
        refund_id=refund.id,
        status=SeenRefund.FAILED,
        amount=refund.amount,
        failure_code=refusal.code,
    )
