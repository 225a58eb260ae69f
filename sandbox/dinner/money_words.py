"""Bills, payments and messages to guests, in words."""

from collections.abc import Iterator

from here2order.billing.v1.bill_pb2 import Bill, BillState
from here2order.billing.v1.payment_pb2 import (
    FailureKind,
    Payment,
    PaymentState,
    PaymentStep,
    Refund,
    RefundState,
)
from here2order.notifications.v1.contact_pb2 import Channel
from here2order.notifications.v1.message_pb2 import Message, MessageKind, MessageState

from sandbox.dinner.words import money

_STEPS = {
    PaymentStep.PAYMENT_STEP_PREPARING: "is being prepared",
    PaymentStep.PAYMENT_STEP_AWAITING_GUEST: "waits for the guest",
    PaymentStep.PAYMENT_STEP_AWAITING_APPROVAL: "waits for the bank's approval",
    PaymentStep.PAYMENT_STEP_PROCESSING: "is approved, and not there yet",
}
_CHANNELS = {Channel.CHANNEL_SMS: "SMS", Channel.CHANNEL_WHATSAPP: "WhatsApp"}


def standing(payment: Payment) -> str:
    """Where a payment stands."""
    if payment.step:
        return _STEPS[payment.step]
    state = PaymentState.Name(payment.state).removeprefix("PAYMENT_STATE_")
    return state.lower().replace("_", " ")


def in_the_books(payment: Payment) -> str:
    """A payment as the books have it."""
    return f"{_whose(payment)} by {payment.method_text or 'nothing yet'}, {standing(payment)}"


def refund_state(state: int) -> str:
    """As people say it."""
    return RefundState.Name(RefundState.ValueType(state)).removeprefix("REFUND_STATE_").lower()


def last_refund(payment: Payment) -> Refund:
    """An empty one if there is none."""
    return payment.refunds[-1] if payment.refunds else Refund()


def payment_news(before: Payment, payment: Payment) -> str:
    """What is new about a payment; empty if nothing is that people would care for."""
    if _refunds(before) != _refunds(payment):
        return f"{_whose(payment)}: {_refund_news(last_refund(payment))}"
    if (before.state, before.step) == (payment.state, payment.step):
        return ""
    if payment.state == PaymentState.PAYMENT_STATE_FAILED:
        kind = FailureKind.Name(payment.failure.kind).removeprefix("FAILURE_KIND_").lower()
        # Others of the party are not told what the bank said.
        why = f": “{payment.failure.text}”" if payment.failure.text else ""
        return f"{_whose(payment)} failed, {kind.replace('_', ' ')}{why}"
    by = f" by {payment.method_text}" if payment.method_text else ""
    joined = " " if payment.step else " is "
    return f"{_whose(payment)}{joined}{standing(payment)}{by}"


def bill_news(before: Bill, bill: Bill) -> Iterator[str]:
    """What is new about the bill: each payment, and what it comes to."""
    old = {payment.id: payment for payment in before.payments}
    for payment in bill.payments:
        news = payment_news(old.get(payment.id, Payment()), payment)
        if news:
            yield news
    if bill_sums(before) != bill_sums(bill):
        yield f"the bill: {bill_sums(bill)}"


def bill_sums(bill: Bill) -> str:
    """The bill in one line."""
    state = BillState.Name(bill.state).removeprefix("BILL_STATE_").lower().replace("_", " ")
    parts = [f"total {money(bill.total_amount)}"]
    for name in ("paid", "pending", "returned", "overpaid"):
        amount = getattr(bill, f"{name}_amount")
        if amount.amount:
            parts.append(f"{name} {money(amount)}")
    return f"{', '.join(parts)}, due {money(bill.due_amount)} ({state})"


def message_state(state: int) -> str:
    """As people say it."""
    name = MessageState.Name(MessageState.ValueType(state)).removeprefix("MESSAGE_STATE_")
    return name.lower().replace("_", " ")


def message_news(before: Message, message: Message) -> Iterator[str]:
    """How a message fares: each try, and its state."""
    kind = MessageKind.Name(message.kind).removeprefix("MESSAGE_KIND_").lower().replace("_", " ")
    tries = [(it.channel, it.status, it.error_code) for it in before.attempts]
    for number, attempt in enumerate(message.attempts):
        if (attempt.channel, attempt.status, attempt.error_code) not in tries[number : number + 1]:
            why = f", {attempt.error_code}: {attempt.error_text}" if attempt.error_code else ""
            yield f"“{kind}” by {_CHANNELS[attempt.channel]} is {attempt.status}{why}"
    if before.state != message.state:
        yield f"“{kind}” to {message.masked_phone} is {message_state(message.state)}"


def _whose(payment: Payment) -> str:
    tip = f" with a tip of {money(payment.tip_amount)}" if payment.tip_amount.amount else ""
    return f"{payment.guest_name or 'Somebody'}'s {money(payment.amount)}{tip}"


def _refunds(payment: Payment) -> list[tuple[str, int]]:
    return [(refund.id, refund.state) for refund in payment.refunds]


def _refund_news(refund: Refund) -> str:
    state = refund_state(refund.state)
    return f"the refund of {money(refund.amount)} is {state}: “{refund.reason}”"
