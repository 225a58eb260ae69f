"""What the refund's workflow does. All of it is harmless when done twice, or too late."""

from temporalio import activity

from server.billing.payments.domain import RefundState
from server.billing.stripe.refunds import Refunds
from server.notifications.messages.commands import MessageCommands
from server.storage.client import bounded
from workflows.names import LOOK_AT_REFUND, TELL_OF_REFUND
from workflows.refund.messages import RefundLook, RefundName, RefundProgress

#: In all, what Stripe takes included.
_SECONDS = 50


class RefundActivities:
    """Local to their workflow as long as everything is there."""

    def __init__(self, refunds: Refunds, messages: MessageCommands) -> None:
        """Each knows all restaurants; an activity names its own."""
        self._refunds = refunds
        self._messages = messages

    @activity.defn(name=LOOK_AT_REFUND)
    async def look(self, look: RefundLook) -> RefundProgress:
        """Asks Stripe for it, or how far it is. Raises NotFound, StripeAway, StripeRefuses."""
        name, again = look.name, look.again or activity.info().attempt > 1
        with bounded(_SECONDS):
            refund = await self._refunds.look(
                name.restaurant_id, name.payment_id, name.refund_id, again=again
            )
        return RefundProgress(state=refund.state.value, pending=refund.state is RefundState.PENDING)

    @activity.defn(name=TELL_OF_REFUND)
    async def tell(self, name: RefundName) -> None:
        """Tells the guest. Raises NotFound."""
        with bounded(_SECONDS):
            await self._messages.refund_ended(name.restaurant_id, name.payment_id, name.refund_id)
