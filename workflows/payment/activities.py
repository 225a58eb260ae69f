"""What the payment's workflow does. All of it is harmless when done twice, or too late."""

from temporalio import activity

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import PaymentState
from server.billing.stripe.intents import Intents
from server.notifications.messages.commands import MessageCommands
from server.storage.client import bounded
from workflows.names import LOOK_AT_PAYMENT, SETTLE_PAYMENT
from workflows.payment.convert import progress_of
from workflows.payment.messages import PaymentLook, PaymentName, PaymentProgress

#: In all, what Stripe takes included.
_SECONDS = 50
#: In words for the guest.
OVERPAID = "Less was owed in the end than had been paid."


class PaymentActivities:
    """Local to their workflow as long as everything is there."""

    def __init__(
        self, payments: PaymentCommands, intents: Intents, messages: MessageCommands
    ) -> None:
        """Each knows all restaurants; an activity names its own."""
        self._payments = payments
        self._intents = intents
        self._messages = messages

    @activity.defn(name=LOOK_AT_PAYMENT)
    async def look(self, look: PaymentLook) -> PaymentProgress:
        """Asks Stripe, and makes, keeps or takes back the PaymentIntent.

        Raises NotFound, StripeAway, StripeRefuses.
        """
        key = (look.name.restaurant_id, look.name.payment_id)
        again = look.again or activity.info().attempt > 1
        with bounded(_SECONDS):
            payment = await self._intents.look(*key, expired=look.expired, again=again)
            if look.disputes:
                payment = await self._intents.look_at_disputes(*key)
        return progress_of(payment)

    @activity.defn(name=SETTLE_PAYMENT)
    async def settle(self, name: PaymentName) -> None:
        """Sends back what is too much, and tells the guest. Raises NotFound."""
        with bounded(_SECONDS):
            payment = await self._payments.get(name.restaurant_id, name.payment_id)
            if payment.state is PaymentState.PAID:
                await self._payments.refund_overpaid(name.restaurant_id, payment.visit_id, OVERPAID)
            await self._messages.payment_changed(name.restaurant_id, name.payment_id)
