"""Stripe, as far as money goes: what was charged, what went back, what a bank holds.

Kept apart from our books, and by other rules, so that both can be held against each other. All that
Stripe ever said is kept too: it may be told late, again, and in any order.
"""

from dataclasses import dataclass, field

from server.billing.payments.domain import (
    DisputeSeen,
    FailureKind,
    IntentSeen,
    IntentStatus,
    Payment,
    RefundSeen,
    RefundState,
    SeenRefund,
)

_S = IntentStatus
_FINAL = {_S.SUCCEEDED, _S.CANCELED}
_HELD = {"needs_response", "under_review", "lost"}


@dataclass(slots=True)
class StripeSide:
    """One PaymentIntent and what became of it."""

    payment_id: str
    total: int
    currency: str
    status: IntentStatus = _S.REQUIRES_PAYMENT_METHOD
    charged: int = 0
    said: list[IntentSeen] = field(default_factory=list)
    refunds: dict[str, list[RefundSeen]] = field(default_factory=dict)
    disputes: list[DisputeSeen] = field(default_factory=list)

    @property
    def intent_id(self) -> str:
        """Its id."""
        return f"pi_{self.payment_id}"

    @property
    def is_over(self) -> bool:
        """Nothing more can be charged."""
        return self.status in _FINAL

    @property
    def returned(self) -> int:
        """What went back, and stayed there."""
        last = (said[-1] for said in self.refunds.values())
        return sum(one.amount for one in last if one.status is SeenRefund.DONE)

    @property
    def held(self) -> int:
        """What a bank holds."""
        if not self.disputes or self.disputes[-1].status not in _HELD:
            return 0
        return self.disputes[-1].amount

    @property
    def kept(self) -> int:
        """What of the guest's money is with the house."""
        return self.charged - self.returned - self.held

    def go(self, status: IntentStatus, received: int = 0, *, declined: bool = False) -> IntentSeen:
        """The guest, the bank or we have moved it on."""
        assert not self.is_over
        self.status, self.charged = status, received
        seen = IntentSeen(
            intent_id=self.intent_id,
            payment_id=self.payment_id,
            status=status,
            amount=self.total,
            amount_received=received,
            currency=self.currency,
            failure_kind=FailureKind.DECLINED if declined else None,
        )
        self.said.append(seen)
        return seen

    def take_refunds(self, payment: Payment) -> None:
        """Those that were asked for since. Stripe refuses what was never charged."""
        for refund in payment.refunds:
            if refund.state is RefundState.PENDING and refund.id not in self.refunds:
                going = sum(
                    said[-1].amount
                    for said in self.refunds.values()
                    if said[-1].status is not SeenRefund.FAILED
                )
                assert going + refund.amount <= self.charged, "more goes back than was charged"
                self._say(refund.id, refund.amount, SeenRefund.PENDING)
                if self.held:  # Stripe knows of the dispute, and we may not yet
                    self._say(refund.id, refund.amount, SeenRefund.FAILED)

    def end_refund(self, refund_id: str, status: SeenRefund) -> None:
        """It has arrived, or the bank has not taken it: also after it seemed to."""
        last = self.refunds[refund_id][-1]
        if last.status is not SeenRefund.FAILED and last.status is not status:
            self._say(refund_id, last.amount, status)

    def dispute(self, status: str) -> None:
        """The guest's bank has something to say about what has not gone back."""
        amount = self.disputes[-1].amount if self.disputes else self.charged - self._going()
        if amount > 0 and not (self.disputes and self.disputes[-1].status in {"won", "lost"}):
            seen = DisputeSeen(
                stripe_dispute_id=f"dp_{self.payment_id}",
                status=status,
                reason="fraudulent",
                amount=amount,
                currency=self.currency,
            )
            self.disputes.append(seen)

    def _going(self) -> int:
        last = (said[-1] for said in self.refunds.values())
        return sum(one.amount for one in last if one.status is not SeenRefund.FAILED)

    def _say(self, refund_id: str, amount: int, status: SeenRefund) -> None:
        seen = RefundSeen(
            stripe_refund_id=f"re_{refund_id}", refund_id=refund_id, status=status, amount=amount
        )
        self.refunds.setdefault(refund_id, []).append(seen)
