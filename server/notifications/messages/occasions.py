"""What is worth telling a guest: of an order, a payment, a refund. Rules, and no more."""

from dataclasses import dataclass, replace

from server.billing.payments.domain import (
    FailureKind,
    Payment,
    PaymentState,
    Refund,
    RefundState,
)
from server.notifications.messages.amounts import in_words
from server.notifications.messages.domain import MessageKind
from server.ordering.orders.domain import Order, OrderState

_REFERENCE_LENGTH = 6
_TOO_LATE = "too_late"
_ENDED_BY_THE_HOUSE = frozenset({OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something to tell."""

    kind: MessageKind
    #: The order's or the payment's id.
    subject_id: str
    #: Tells it from others of its kind and subject: a refund's id.
    part_id: str = ""
    text_key: str
    #: Of the text, after the first, which is the restaurant's name.
    variables: tuple[str, ...]
    visit_id: str
    table_name: str
    #: Whom; "": everybody in the party.
    guest_id: str


def of_order(order: Order) -> Occasion | None:
    """What there is to tell of an order as it is now; None if there is nothing."""
    match order.state:
        case OrderState.ACCEPTED | OrderState.IN_PREPARATION:
            # One that was accepted as it was placed surprises nobody.
            if order.timeline[0].state is not OrderState.PLACED:
                return None
            return _of_order(order, MessageKind.ORDER_ACCEPTED)
        case OrderState.READY:
            return _of_order(order, MessageKind.ORDER_READY)
        case state if state in _ENDED_BY_THE_HOUSE and not _took_it_back(order):
            return _end_of(order)
        case _:
            return None


def of_payment(payment: Payment, public_url: str) -> Occasion | None:
    """What there is to tell of a payment as it is now; None if there is nothing."""
    if not payment.guest_id:
        return None
    amount = in_words(payment.total_amount, payment.currency)
    if payment.state is PaymentState.PAID:
        receipt = f"{public_url}/receipt/{payment.receipt_token}"
        return _of_payment(payment, MessageKind.PAYMENT_PAID, "PAYMENT_PAID", (amount, receipt))
    if payment.state is not PaymentState.FAILED or payment.failure is None:
        return None
    if payment.failure.kind is FailureKind.CANCELLED:
        return None
    late = payment.failure.kind is FailureKind.TOO_LATE
    key = "PAYMENT_TOO_LATE" if late else "PAYMENT_FAILED"
    variables = (amount, reference(payment.id))
    told = _of_payment(payment, MessageKind.PAYMENT_FAILED, key, variables)
    # Who was told that nothing was taken has to hear that something came.
    return replace(told, part_id=_TOO_LATE) if late else told


def of_refund(payment: Payment, refund: Refund) -> Occasion | None:
    """What there is to tell of a refund as it is now; None if there is nothing."""
    if refund.state is not RefundState.DONE or not payment.guest_id:
        return None
    return Occasion(
        kind=MessageKind.REFUND_DONE,
        subject_id=payment.id,
        part_id=refund.id,
        text_key="REFUND_DONE",
        variables=(in_words(refund.amount, refund.currency), reference(refund.id)),
        visit_id=payment.visit_id,
        table_name=payment.table_name,
        guest_id=payment.guest_id,
    )


def reference(subject_id: str) -> str:
    """The part of an id by which people speak of it."""
    return subject_id[-_REFERENCE_LENGTH:].upper()


def _of_payment(
    payment: Payment, kind: MessageKind, text_key: str, variables: tuple[str, ...]
) -> Occasion:
    return Occasion(
        kind=kind,
        subject_id=payment.id,
        text_key=text_key,
        variables=variables,
        visit_id=payment.visit_id,
        table_name=payment.table_name,
        guest_id=payment.guest_id,
    )


def _of_order(order: Order, kind: MessageKind) -> Occasion:
    return _told(order, kind, kind.value, (order.number, order.table_name))


def _end_of(order: Order) -> Occasion:
    if order.end_reason:
        variables: tuple[str, ...] = (order.number, order.end_reason)
        return _told(order, MessageKind.ORDER_ENDED, "ORDER_ENDED", variables)
    return _told(order, MessageKind.ORDER_ENDED, "ORDER_ENDED_SILENT", (order.number,))


def _told(order: Order, kind: MessageKind, text_key: str, variables: tuple[str, ...]) -> Occasion:
    return Occasion(
        kind=kind,
        subject_id=order.id,
        text_key=text_key,
        variables=variables,
        visit_id=order.visit_id,
        table_name=order.table_name,
        guest_id=order.guest_id,
    )


def _took_it_back(order: Order) -> bool:
    """Whether a guest did, who knows."""
    return order.timeline[-1].actor.startswith("guest:")
