"""What we ask of Stripe. Everything raises StripeAway and StripeRefuses, and nothing else.

What creates something names it by our own id, in its metadata and as the idempotency key. The key
is forgotten after a day, so after an answer that never came whoever asks looks for it first.
"""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

from stripe import StripeClient, StripeObject

from server.billing.payments.domain import DisputeSeen, IntentSeen, Payment, Refund, RefundSeen
from server.billing.stripe.amounts import to_stripe
from server.billing.stripe.client import StripeRefuses, plain_errors
from server.billing.stripe.convert import (
    AccountSeen,
    IntentMade,
    account_seen,
    dispute_seen,
    intent_made,
    intent_seen,
    refund_seen,
)

_T = TypeVar("_T", bound=StripeObject)
_PAGE = 100
#: Stripe's clock and ours may differ so much.
_CLOCKS = timedelta(minutes=5)
#: The code for what cannot be done to a PaymentIntent as it is now.
_UNEXPECTED_STATE = "payment_intent_unexpected_state"


class StripeGateway:
    """Our words for Stripe's calls."""

    def __init__(self, client: StripeClient) -> None:
        """`client` is that of the platform: charges go on to the restaurants' accounts."""
        self._stripe = client.v1

    async def create_intent(self, payment: Payment) -> IntentMade:
        """Lets the guest pay. The restaurant is the merchant, and gets all of it."""
        creating = self._stripe.payment_intents.create_async(
            {
                "amount": to_stripe(payment.total_amount, payment.currency),
                "currency": payment.currency.lower(),
                "automatic_payment_methods": {"enabled": True},
                "transfer_data": {"destination": payment.stripe_account_id},
                "on_behalf_of": payment.stripe_account_id,
                "description": f"Table {payment.table_name}",
                "metadata": {
                    "payment_id": payment.id,
                    "restaurant_id": payment.restaurant_id,
                    "visit_id": payment.visit_id,
                },
            },
            {"idempotency_key": payment.id},
        )
        return intent_made(await _answer(creating))

    async def find_intent(self, payment: Payment) -> IntentMade | None:
        """The PaymentIntent that was made for it, should there be one."""
        since = _seconds(payment.create_time - _CLOCKS)
        with plain_errors():
            page = await self._stripe.payment_intents.list_async(
                {"created": {"gte": since}, "limit": _PAGE}
            )
            async for intent in page.auto_paging_iter():
                made = intent_made(intent)
                if made.seen.payment_id == payment.id:
                    return made
        return None

    async def intent(self, intent_id: str) -> IntentSeen:
        """As it is now, with how it was paid."""
        asking = self._stripe.payment_intents.retrieve_async(
            intent_id, {"expand": ["latest_charge"]}
        )
        return intent_seen(await _answer(asking))

    async def cancel_intent(self, intent_id: str) -> IntentSeen:
        """Takes it back if that can still be; how it is then."""
        try:
            return intent_seen(await _answer(self._stripe.payment_intents.cancel_async(intent_id)))
        except StripeRefuses as refusal:
            if refusal.code != _UNEXPECTED_STATE:
                raise
        return await self.intent(intent_id)

    async def create_refund(self, payment: Payment, refund: Refund) -> RefundSeen:
        """Gives money back to the guest, out of the restaurant's account."""
        creating = self._stripe.refunds.create_async(
            {
                "payment_intent": payment.intent_id,
                "amount": to_stripe(refund.amount, refund.currency),
                "reverse_transfer": True,
                "metadata": {
                    "refund_id": refund.id,
                    "payment_id": payment.id,
                    "restaurant_id": payment.restaurant_id,
                },
            },
            {"idempotency_key": _key(refund)},
        )
        return refund_seen(await _answer(creating))

    async def find_refund(self, payment: Payment, refund: Refund) -> RefundSeen | None:
        """The refund that was made for it, should there be one."""
        found = await self.refunds(payment.intent_id)
        return next((seen for seen in found if seen.refund_id == refund.id), None)

    async def refunds(self, intent_id: str) -> list[RefundSeen]:
        """All that went back of it, whoever gave it back."""
        with plain_errors():
            page = await self._stripe.refunds.list_async(
                {"payment_intent": intent_id, "limit": _PAGE}
            )
            return [refund_seen(one) async for one in page.auto_paging_iter()]

    async def refund(self, stripe_refund_id: str) -> RefundSeen:
        """As it is now."""
        return refund_seen(await _answer(self._stripe.refunds.retrieve_async(stripe_refund_id)))

    async def disputes(self, intent_id: str) -> list[DisputeSeen]:
        """What banks dispute of a payment."""
        asking = self._stripe.disputes.list_async({"payment_intent": intent_id, "limit": _PAGE})
        return [dispute_seen(one) for one in (await _answer(asking)).data]

    async def account(self, account_id: str) -> AccountSeen:
        """Whether it takes charges."""
        return account_seen(await _answer(self._stripe.accounts.retrieve_async(account_id)))


async def _answer(call: Awaitable[_T]) -> _T:
    with plain_errors():
        return await call


def _key(refund: Refund) -> str:
    # Under a key that was answered with a refusal, Stripe gives that answer again.
    return f"{refund.id}-{refund.refusals}" if refund.refusals else refund.id


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
