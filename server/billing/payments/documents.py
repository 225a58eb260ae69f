"""Payments as documents. The only place that knows how a payment looks when it is stored."""

from dataclasses import asdict
from typing import Any

from server.billing.payments.domain import (
    Dispute,
    Failure,
    FailureKind,
    LedgerEntry,
    Method,
    Payment,
    PaymentEvent,
    PaymentState,
    Refund,
    RefundedLine,
    RefundState,
    Step,
)
from server.storage.client import Document
from server.storage.once import origin_from_document, origin_to_document

_PLAIN = (
    "restaurant_id",
    "visit_id",
    "number",
    "table_name",
    "guest_id",
    "guest_name",
    "method_text",
    "currency",
    "amount",
    "tip_amount",
    "tendered_amount",
    "change_amount",
    "create_time",
    "update_time",
    "expire_time",
    "paid_time",
    "version",
    "stripe_account_id",
    "intent_id",
    "client_secret",
    "intent_over",
    "customer_id",
    "receipt_token",
)


def to_document(payment: Payment) -> Document:
    """As it is stored. What follows from the rest is stored where something is asked by it."""
    document: Document = {name: getattr(payment, name) for name in _PLAIN}
    return (
        document
        | {
            "_id": payment.id,
            "state": payment.state.value,
            "shown_state": payment.shown_state.value,
            "open": payment.open,
            "step": payment.step.value if payment.step else None,
            "method": payment.method.value,
            "failure": _failure_to_document(payment.failure),
            "refunds": [_refund_to_document(refund) for refund in payment.refunds],
            "disputes": [asdict(dispute) for dispute in payment.disputes],
            "ledger": [asdict(entry) for entry in payment.ledger],
            "timeline": [asdict(event) for event in payment.timeline],
            "origin": origin_to_document(payment.origin),
        }
        | _pieces(payment)
    )


def from_document(document: Document) -> Payment:
    """From what is stored."""
    plain: dict[str, Any] = {name: document[name] for name in _PLAIN}
    return Payment(
        id=document["_id"],
        state=PaymentState(document["state"]),
        step=Step(document["step"]) if document["step"] else None,
        method=Method(document["method"]),
        failure=_failure_from_document(document["failure"]),
        refunds=tuple(_refund_from_document(refund) for refund in document["refunds"]),
        disputes=_disputes_from_document(document),
        ledger=tuple(LedgerEntry(**entry) for entry in document["ledger"]),
        timeline=tuple(PaymentEvent(**event) for event in document["timeline"]),
        origin=origin_from_document(document),
        **plain,
    )


def _pieces(payment: Payment) -> Document:
    # What is gone of the bill's lines. Left out if it is nothing: the unique index over it takes
    # an empty list for a value.
    lines = (line for refund in payment.refunds if refund.is_going for line in refund.lines)
    gone = [[line.order_id, line.line_key, piece] for line in lines for piece in line.pieces]
    return {"returned_pieces": ["/".join(map(str, one)) for one in gone]} if gone else {}


def _failure_to_document(failure: Failure | None) -> Document | None:
    return asdict(failure) | {"kind": failure.kind.value} if failure else None


def _failure_from_document(document: Document | None) -> Failure | None:
    return Failure(**document | {"kind": FailureKind(document["kind"])}) if document else None


def _disputes_from_document(document: Document) -> tuple[Dispute, ...]:
    # Once a payment had room for one.
    alone = document.get("dispute")
    found = document.get("disputes", [alone] if alone else [])
    return tuple(Dispute(**one) for one in found)


def _refund_to_document(refund: Refund) -> Document:
    changed: Document = {
        "state": refund.state.value,
        "lines": [asdict(one) for one in refund.lines],
    }
    origin = origin_to_document(refund.origin) if refund.origin else None
    return asdict(refund) | changed | {"origin": origin}


def _refund_from_document(document: Document) -> Refund:
    lines = tuple(
        RefundedLine(**line | {"pieces": tuple(line["pieces"])}) for line in document["lines"]
    )
    origin = origin_from_document(document) if document["origin"] else None
    state = RefundState(document["state"])
    return Refund(**document | {"state": state, "lines": lines, "origin": origin})
