"""Why no money was taken, in words for the guest."""

from collections.abc import Mapping

from server.billing.payments.domain import Failure, FailureKind

_TEXTS: Mapping[FailureKind, str] = {
    FailureKind.DECLINED: "The bank declined. Another card, or another way to pay, may do.",
    FailureKind.NOT_AUTHENTICATED: "The bank's question was not answered. Try again.",
    FailureKind.EXPIRED: "Nobody paid in time. Nothing was taken.",
    FailureKind.CANCELLED: "The payment was called off. Nothing was taken.",
    FailureKind.TOO_LATE: "The money came after the payment had ended, and goes back.",
    FailureKind.REFUSED: "This cannot be paid online. Please ask the staff.",
}
_TEXT = 300


def failure(kind: FailureKind, code: str = "", text: str = "") -> Failure:
    """A failure with Stripe's words, or with ours where it has none."""
    return Failure(kind=kind, code=code, text=text[:_TEXT] or _TEXTS[kind])
