"""Stripe's objects → facts for the domain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from stripe import StripeObject

from server.billing.payments.domain import (
    DisputeSeen,
    FailureKind,
    IntentSeen,
    IntentStatus,
    RefundSeen,
    SeenRefund,
)
from server.billing.stripe.amounts import from_stripe
from server.billing.stripe.methods import method_of

_REFUNDS: Mapping[str, SeenRefund] = {
    "succeeded": SeenRefund.DONE,
    "failed": SeenRefund.FAILED,
    "canceled": SeenRefund.FAILED,
}
#: The guest's bank asked, and nobody answered, or wrongly.
_NOT_AUTHENTICATED = frozenset(
    {
        "authentication_required",
        "payment_intent_authentication_failure",
        "payment_intent_payment_attempt_expired",
        "payment_method_customer_decline",
        "setup_intent_authentication_failure",
    }
)


@dataclass(frozen=True, slots=True)
class IntentMade:
    """A PaymentIntent, and what lets the guest pay it."""

    seen: IntentSeen
    client_secret: str


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """A Connect account as Stripe showed it."""

    charges_enabled: bool
    #: Stripe's word for why not.
    reason: str


def intent_seen(intent: StripeObject) -> IntentSeen:
    """What a PaymentIntent says; with the method if its latest charge was expanded."""
    values = intent.to_dict()
    error: Mapping[str, Any] = values.get("last_payment_error") or {}
    code: str = error.get("decline_code") or error.get("code") or ""
    method, method_text = method_of(values)
    return IntentSeen(
        intent_id=values["id"],
        payment_id=_metadata(values, "payment_id"),
        status=IntentStatus(values["status"]),
        amount=from_stripe(values["amount"], values["currency"]),
        amount_received=from_stripe(values.get("amount_received") or 0, values["currency"]),
        currency=values["currency"].upper(),
        method=method,
        method_text=method_text,
        failure_kind=_failure_kind(error, code) if error else None,
        failure_code=code,
        failure_text=error.get("message") or "",
        charge_id=_id_of(values.get("latest_charge")),
    )


def intent_made(intent: StripeObject) -> IntentMade:
    """The same, for whom it was made."""
    return IntentMade(intent_seen(intent), intent.to_dict().get("client_secret") or "")


def refund_seen(refund: StripeObject) -> RefundSeen:
    """What a refund says."""
    values = refund.to_dict()
    return RefundSeen(
        stripe_refund_id=values["id"],
        refund_id=_metadata(values, "refund_id"),
        status=_REFUNDS.get(values["status"], SeenRefund.PENDING),
        amount=from_stripe(values["amount"], values["currency"]),
        failure_code=values.get("failure_reason") or "",
    )


def dispute_seen(dispute: StripeObject) -> DisputeSeen:
    """What a dispute says."""
    values = dispute.to_dict()
    return DisputeSeen(
        stripe_dispute_id=values["id"],
        status=values["status"],
        reason=values.get("reason") or "",
        amount=from_stripe(values["amount"], values["currency"]),
        currency=values["currency"].upper(),
        create_time=datetime.fromtimestamp(values["created"], UTC),
    )


def account_seen(account: StripeObject) -> AccountSeen:
    """Whether an account takes charges."""
    values = account.to_dict()
    requirements: Mapping[str, Any] = values.get("requirements") or {}
    reason = requirements.get("disabled_reason") or "charges_disabled"
    return AccountSeen(bool(values.get("charges_enabled")), reason)


def _failure_kind(error: Mapping[str, Any], code: str) -> FailureKind:
    if {error.get("code"), code} & _NOT_AUTHENTICATED:
        return FailureKind.NOT_AUTHENTICATED
    return FailureKind.DECLINED


def _metadata(values: Mapping[str, Any], name: str) -> str:
    found: str = (values.get("metadata") or {}).get(name, "")
    return found


def _id_of(reference: str | Mapping[str, Any] | None) -> str:
    """Of something that may have been expanded."""
    if isinstance(reference, Mapping):
        return str(reference["id"])
    return reference or ""
