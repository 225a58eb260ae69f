"""What the refund's workflow does. All of it is harmless when done twice, or too late."""

from temporalio import activity

from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import Payment, RefundState
from server.billing.stripe.refunds import Refunds
from server.notifications.messages.commands import MessageCommands
from server.storage.client import bounded
from workflows.moments import moment
from workflows.names import LOOK_AT_REFUND, TELL_OF_REFUND
from workflows.refund.messages import RefundLook, RefundName, RefundProgress

#: In all, what Stripe takes included.
_SECONDS = 50
#: In words for the guest.
PAID_TWICE = "Money that was to go back did not, after it had been paid once more."


class RefundActivities:
    """Local to their workflow as long as everything is there."""

    def __init__(
        self, payments: PaymentCommands, refunds: Refunds, messages: MessageCommands
    ) -> None:
        """Each knows all restaurants; an activity names its own."""
        self._payments = payments
        self._refunds = refunds
        self._messages = messages

    @activity.defn(name=LOOK_AT_REFUND)
    async def look(self, look: RefundLook) -> RefundProgress:
        """Asks Stripe for it, or how far it is. Raises NotFound, StripeAway."""
        name, again = look.name, look.again or activity.info().attempt > 1
        with bounded(_SECONDS):
            refund = await self._refunds.look(
                name.restaurant_id,
                name.payment_id,
                name.refund_id,
                now=moment(look.time),
                again=again,
            )
        return RefundProgress(state=refund.state.value, pending=refund.state is RefundState.PENDING)

    @activity.defn(name=TELL_OF_REFUND)
    async def tell(self, name: RefundName) -> None:
        """Tells the guest, and sees to what a refund that failed leaves behind.

        Raises NotFound, StripeAway.
        """
        with bounded(_SECONDS):
            payment = await self._payments.get(name.restaurant_id, name.payment_id)
            refund = payment.refund(name.refund_id)
            if refund is None:
                return
            if refund.state is RefundState.FAILED:
                await self._see_to_the_rest(payment)
            await self._messages.refund_ended(payment, refund)

    async def _see_to_the_rest(self, payment: Payment) -> None:
        # It may have failed because somebody else gave it back; and what stayed may by now have
        # been paid by another guest.
        await self._refunds.look_for_others(payment.restaurant_id, payment.id)
        await self._payments.refund_overpaid(payment.restaurant_id, payment.visit_id, PAID_TWICE)
