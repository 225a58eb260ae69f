"""What the payment's workflow does. All of it is harmless when done twice, or too late."""

from temporalio import activity

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import PaymentState
from server.billing.stripe.intents import Intents
from server.billing.stripe.refunds import Refunds
from server.notifications.messages.commands import MessageCommands
from server.storage.client import bounded
from workflows.moments import moment
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
        self,
        payments: PaymentCommands,
        intents: Intents,
        refunds: Refunds,
        messages: MessageCommands,
    ) -> None:
        """Each knows all restaurants; an activity names its own."""
        self._payments = payments
        self._intents = intents
        self._refunds = refunds
        self._messages = messages

    @activity.defn(name=LOOK_AT_PAYMENT)
    async def look(self, look: PaymentLook) -> PaymentProgress:
        """Asks Stripe, and makes, keeps or takes back the PaymentIntent.

        Every attempt decides for itself whether the guest's time is up. Raises NotFound,
        StripeAway.
        """
        key = (look.name.restaurant_id, look.name.payment_id)
        again = look.again or activity.info().attempt > 1
        with bounded(_SECONDS):
            payment = await self._intents.look(*key, now=moment(look.time), again=again)
            if look.refunds:
                payment = await self._refunds.look_for_others(*key)
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
            await self._messages.payment_changed(payment)
