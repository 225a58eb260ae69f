"""Payments on the wire, to each as much as they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from here2order.billing.v1 import payment_pb2

from server.billing.payments.domain import (
    Failure,
    FailureKind,
    LedgerEntry,
    Method,
    Payment,
    PaymentEvent,
    PaymentState,
    Refund,
    RefundState,
    Step,
)
from server.ordering.orders.convert import money
from server.rpc.times import to_timestamp

_STATES = {
    state: payment_pb2.PaymentState.Value(f"PAYMENT_STATE_{state}") for state in PaymentState
}
_STATES_OF: Mapping[int, PaymentState] = {number: state for state, number in _STATES.items()}
_STEPS = {step: payment_pb2.PaymentStep.Value(f"PAYMENT_STEP_{step}") for step in Step}
_METHODS = {one: payment_pb2.PaymentMethod.Value(f"PAYMENT_METHOD_{one}") for one in Method}
_FAILURES = {kind: payment_pb2.FailureKind.Value(f"FAILURE_KIND_{kind}") for kind in FailureKind}
_REFUNDS = {state: payment_pb2.RefundState.Value(f"REFUND_STATE_{state}") for state in RefundState}
#: The guest can act.
_TO_PAY = frozenset({Step.AWAITING_GUEST, Step.AWAITING_APPROVAL})


@dataclass(frozen=True, slots=True)
class ShownPayments:
    """Makes the contract's Payments."""

    #: Stripe's publishable key, and where Stripe.js is loaded from.
    publishable_key: str
    script_url: str

    def to_staff(self, payment: Payment) -> payment_pb2.Payment:
        """Where the money went and who did what; not what the guest pays with."""
        return payment_pb2.Payment(
            **_common(payment),
            **_means(payment),
            ledger=[_entry(entry) for entry in payment.ledger],
            timeline=[_event(event) for event in payment.timeline],
            stripe_payment_intent_id=payment.intent_id,
        )

    def to_guest(self, payment: Payment, guest_id: str) -> payment_pb2.Payment:
        """To a guest of the visit: of the others' payments neither the means nor the paper."""
        if payment.guest_id and payment.guest_id == guest_id:
            return self.to_payer(payment)
        shown = payment_pb2.Payment(**_common(payment))
        if not payment.guest_id:  # cash, which everybody at the table has seen
            shown.method = _METHODS[payment.method]
        if payment.failure:
            shown.failure.CopyFrom(payment_pb2.Failure(kind=_FAILURES[payment.failure.kind]))
        return shown

    def to_payer(self, payment: Payment) -> payment_pb2.Payment:
        """To whoever made it, or has its receipt in the own history."""
        return payment_pb2.Payment(
            **_common(payment), **_means(payment), own=True, checkout=self._checkout(payment)
        )

    def _checkout(self, payment: Payment) -> payment_pb2.Checkout | None:
        if payment.step not in _TO_PAY or not payment.client_secret:
            return None
        return payment_pb2.Checkout(
            client_secret=payment.client_secret,
            publishable_key=self.publishable_key,
            script_url=self.script_url,
        )


def states_from_proto(numbers: Sequence[int]) -> list[PaymentState]:
    """From the contract's PaymentStates, none of which is UNSPECIFIED."""
    return [_STATES_OF[number] for number in numbers]


# What everybody at the table may know.
def _common(payment: Payment) -> dict[str, Any]:
    currency = payment.currency
    return {
        "id": payment.id,
        "restaurant_id": payment.restaurant_id,
        "visit_id": payment.visit_id,
        "table_name": payment.table_name,
        "guest_name": payment.guest_name,
        "state": _STATES[payment.shown_state],
        "step": _STEPS[payment.step] if payment.step else None,
        "amount": money(payment.amount, currency),
        "tip_amount": money(payment.tip_amount, currency),
        "total_amount": money(payment.total_amount, currency),
        "refunds": [_refund(refund) for refund in payment.refunds],
        "refunded_amount": money(payment.refunded_amount, currency),
        "create_time": to_timestamp(payment.create_time),
        "update_time": to_timestamp(payment.update_time),
        "expire_time": to_timestamp(payment.expire_time),
        "paid_time": to_timestamp(payment.paid_time),
        "version": payment.version,
    }


def _means(payment: Payment) -> dict[str, Any]:
    currency, cash = payment.currency, not payment.is_online
    return {
        "method": _METHODS[payment.method],
        "method_text": payment.method_text,
        "tendered_amount": money(payment.tendered_amount, currency) if cash else None,
        "change_amount": money(payment.change_amount, currency) if cash else None,
        "failure": _failure(payment.failure) if payment.failure else None,
        "receipt_token": payment.receipt_token if payment.state is PaymentState.PAID else "",
        "dispute": _dispute(payment),
    }


def _failure(failure: Failure) -> payment_pb2.Failure:
    kind = _FAILURES[failure.kind]
    return payment_pb2.Failure(kind=kind, code=failure.code, text=failure.text)


def _refund(refund: Refund) -> payment_pb2.Refund:
    return payment_pb2.Refund(
        id=refund.id,
        state=_REFUNDS[refund.state],
        amount=money(refund.amount, refund.currency),
        tip_amount=money(refund.tip_amount, refund.currency),
        reason=refund.reason,
        lines=[
            payment_pb2.RefundedLine(
                order_id=line.order_id,
                line_key=line.line_key,
                item_name=line.item_name,
                quantity=line.quantity,
                amount=money(line.amount, refund.currency),
            )
            for line in refund.lines
        ],
        failure_code=refund.failure_code,
        automatic=refund.automatic,
        create_time=to_timestamp(refund.create_time),
        end_time=to_timestamp(refund.end_time),
    )


def _dispute(payment: Payment) -> payment_pb2.Dispute | None:
    dispute = payment.dispute
    if dispute is None:
        return None
    return payment_pb2.Dispute(
        stripe_dispute_id=dispute.stripe_dispute_id,
        status=dispute.status,
        reason=dispute.reason,
        amount=money(dispute.amount, payment.currency),
    )


def _entry(entry: LedgerEntry) -> payment_pb2.LedgerEntry:
    return payment_pb2.LedgerEntry(
        time=to_timestamp(entry.time),
        account=entry.account,
        amount=money(entry.amount, entry.currency),
        kind=entry.kind,
        subject_id=entry.subject_id,
    )


def _event(event: PaymentEvent) -> payment_pb2.PaymentEvent:
    return payment_pb2.PaymentEvent(
        time=to_timestamp(event.time), kind=event.kind, actor=event.actor
    )
