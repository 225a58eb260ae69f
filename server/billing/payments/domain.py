"""A payment as a fact: one attempt to pay some of a visit's bill, and what became of the money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from server.billing.payments.seen import DisputeSeen as DisputeSeen
from server.billing.payments.seen import IntentSeen as IntentSeen
from server.billing.payments.seen import IntentStatus as IntentStatus
from server.billing.payments.seen import RefundSeen as RefundSeen
from server.billing.payments.seen import SeenRefund as SeenRefund
from server.billing.payments.states import FailureKind as FailureKind
from server.billing.payments.states import Method as Method
from server.billing.payments.states import PaymentState as PaymentState
from server.billing.payments.states import RefundState as RefundState
from server.billing.payments.states import Step as Step
from server.origin import Origin

#: Stripe's words for disputes that are over.
_DECIDED = frozenset({"won", "lost", "warning_closed", "prevented"})
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why no money was taken."""

    kind: FailureKind
    #: Stripe's decline code or error code; may be empty.
    code: str = ""
    #: In words for the guest.
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundedLine:
    """What a refund by lines is for."""

    order_id: str
    line_key: str
    item_name: str
    #: Which of the line's pieces, counted from 1: none goes back twice.
    pieces: tuple[int, ...]
    amount: int

    @property
    def quantity(self) -> int:
        """How many of the line."""
        return len(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money on its way back. Amounts in minor units of its currency."""

    id: str
    state: RefundState
    #: Its payment's, unless money came in another one.
    currency: str
    #: In all.
    amount: int
    #: How much of it is tip.
    tip_amount: int = 0
    reason: str
    lines: tuple[RefundedLine, ...] = ()
    #: Stripe's code; of a pending one, for why it cannot be done yet.
    failure_code: str = ""
    #: By the house's own rules, and nobody's request.
    automatic: bool = False
    stripe_refund_id: str = ""
    #: How often Stripe said that it cannot be done yet, and when it last did.
    refusals: int = 0
    refuse_time: datetime | None = None
    create_time: datetime
    end_time: datetime | None = None
    #: The request that made it; None for an automatic one.
    origin: Origin | None = None

    @property
    def bill_amount(self) -> int:
        """How much of it is for the bill."""
        return self.amount - self.tip_amount

    @property
    def is_going(self) -> bool:
        """It went back, or is on its way."""
        return self.state is not RefundState.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The guest's bank has taken the money back, or wants to."""

    stripe_dispute_id: str
    #: Stripe's word.
    status: str
    reason: str
    amount: int
    #: When the bank began it.
    create_time: datetime | None = None

    @property
    def is_over(self) -> bool:
        """It is decided: nothing comes after that."""
        return self.status in _DECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One side of a movement of money; those of each movement sum to 0."""

    time: datetime
    #: stripe, cash_drawer: where money is. bill, tips: what it is for. disputes: what banks hold.
    account: str
    #: Into the account, or out of it if negative.
    amount: int
    currency: str
    #: paid, came_too_late, refunded, refund_failed, disputed, dispute_won.
    kind: str
    #: The refund's or the dispute's id; "" for the payment itself.
    subject_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEvent:
    """Something that happened: what, when, and by whom."""

    time: datetime
    kind: str
    #: "guest:…", "user:…" or "system:".
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One attempt to pay. Amounts in minor units of its currency."""

    id: str
    restaurant_id: str
    visit_id: str
    #: Within the visit: 1, 2, 3, …; no two payments of a visit have the same.
    number: int
    table_name: str
    #: "" if staff took it.
    guest_id: str
    guest_name: str
    #: PENDING, PAID or FAILED.
    state: PaymentState
    #: Of a pending one.
    step: Step | None
    method: Method
    method_text: str = ""
    currency: str
    #: For the bill.
    amount: int
    #: On top of it.
    tip_amount: int = 0
    #: Cash that was handed over, and what was given back of it.
    tendered_amount: int = 0
    change_amount: int = 0
    failure: Failure | None = None
    refunds: tuple[Refund, ...] = ()
    #: As they were heard of, one for each of Stripe's ids.
    disputes: tuple[Dispute, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    timeline: tuple[PaymentEvent, ...]
    create_time: datetime
    update_time: datetime
    #: A pending one fails then; None for cash.
    expire_time: datetime | None = None
    paid_time: datetime | None = None
    version: int = 1
    #: The Connect account that it pays into.
    stripe_account_id: str = ""
    #: The PaymentIntent; "" until it is made.
    intent_id: str = ""
    client_secret: str = ""
    #: Nothing can come through the PaymentIntent any more: Stripe said so.
    intent_over: bool = False
    #: Who keeps it in the own history, by Clerk's id.
    customer_id: str = ""
    #: The last part of the receipt's address.
    receipt_token: str
    origin: Origin

    @property
    def total_amount(self) -> int:
        """Amount and tip."""
        return self.amount + self.tip_amount

    @property
    def is_online(self) -> bool:
        """Through Stripe."""
        return self.method is not Method.CASH

    @property
    def open(self) -> bool:
        """Somebody still has to follow it: money may come, or is on its way back."""
        going = any(refund.state is RefundState.PENDING for refund in self.refunds)
        return going or (self.is_online and not self.intent_over)

    @property
    def refunded_amount(self) -> int:
        """What went back or is on its way back, the tip too."""
        return sum(refund.amount for refund in self._going())

    @property
    def shown_state(self) -> PaymentState:
        """As people see it: with what became of the money after it was paid."""
        if self.state is not PaymentState.PAID or not self.refunded_amount:
            return self.state
        if self.refunded_amount < self.total_amount:
            return PaymentState.PARTIALLY_REFUNDED
        return PaymentState.REFUNDED

    @property
    def amount_left(self) -> int:
        """What of the amount is paid, and not on its way back."""
        if self.state is not PaymentState.PAID:
            return 0
        return self.amount - sum(refund.bill_amount for refund in self._going())

    @property
    def tip_left(self) -> int:
        """What of the tip is paid, and not on its way back."""
        if self.state is not PaymentState.PAID:
            return 0
        return self.tip_amount - sum(refund.tip_amount for refund in self._going())

    @property
    def dispute(self) -> Dispute | None:
        """The one that matters: an undecided one, then the newest."""
        return max(self.disputes, key=_matters, default=None)

    def refund(self, refund_id: str) -> Refund | None:
        """The refund with this id, or None."""
        return next((refund for refund in self.refunds if refund.id == refund_id), None)

    def _going(self) -> Iterator[Refund]:
        return (refund for refund in self.refunds if refund.is_going)


def _matters(dispute: Dispute) -> tuple[bool, datetime, str]:
    began = dispute.create_time or _LONG_AGO
    return not dispute.is_over, began, dispute.stripe_dispute_id
