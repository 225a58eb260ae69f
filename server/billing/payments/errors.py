"""What stands in the way of paying and giving back. Amounts in minor units."""

from collections.abc import Sequence

from server.billing.payments.domain import PaymentState
from server.errors import DomainError, FieldViolation, Reason

#: In which currency each amount was said, by its field.
Currencies = Sequence[tuple[str, str]]

_PAST = {"cancel": "cancelled", "refund": "refunded"}


class ForeignCurrency(DomainError):
    """An amount is in another currency than the restaurant's."""

    reason = Reason.CURRENCY_MISMATCH

    def __init__(self, expected: str, wrong: Currencies) -> None:
        """`wrong` must not be empty."""
        field, got = wrong[0]
        super().__init__(
            f"{field}: bills here are in {expected}",
            metadata={"expected": expected, "got": got},
            violations=[
                FieldViolation(f"{field}.currency", f"bills here are in {expected}")
                for field, _ in wrong
            ],
        )


def require_currency(expected: str, said: Currencies) -> None:
    """Raises ForeignCurrency."""
    wrong = [one for one in said if one[1] != expected]
    if wrong:
        raise ForeignCurrency(expected, wrong)


class NothingDue(DomainError):
    """The bill has nothing left to pay."""

    reason = Reason.NOTHING_DUE

    def __init__(self, pending: int) -> None:
        """`pending` is under way, and counts as paid meanwhile."""
        super().__init__("nothing is due", metadata={"pending": str(pending)})


class AmountAboveDue(DomainError):
    """More than is due."""

    reason = Reason.AMOUNT_ABOVE_DUE

    def __init__(self, due: int, amount: int) -> None:
        """What is due, and what was to be paid."""
        super().__init__(
            f"{due} is due, not {amount}", metadata={"due": str(due), "amount": str(amount)}
        )


class AmountBelowMinimum(DomainError):
    """Stripe takes no amount as small as this."""

    reason = Reason.AMOUNT_BELOW_MINIMUM

    def __init__(self, minimum: int, amount: int) -> None:
        """Of amount and tip."""
        super().__init__(
            f"at least {minimum} can be paid online, not {amount}",
            metadata={"minimum": str(minimum), "amount": str(amount)},
        )


class PaymentsNotSetUp(DomainError):
    """The restaurant has no Stripe account that takes charges."""

    reason = Reason.PAYMENTS_NOT_SET_UP

    def __init__(self, account: str) -> None:
        """The account's state."""
        super().__init__("online payments are not set up", metadata={"account": account})


class TenderedTooLittle(DomainError):
    """The guest handed over less than amount and tip."""

    reason = Reason.TENDERED_TOO_LITTLE

    def __init__(self, needed: int, tendered: int) -> None:
        """Amount and tip, and what was handed over."""
        super().__init__(
            f"{needed} is to be paid, and {tendered} was handed over",
            metadata={"needed": str(needed), "tendered": str(tendered)},
        )


class PaymentStateForbids(DomainError):
    """The payment has come too far, or not far enough."""

    reason = Reason.PAYMENT_STATE

    def __init__(self, state: PaymentState | str, action: str) -> None:
        """The state it is in, and what was asked; a bank that holds the money is DISPUTED."""
        super().__init__(
            f"a payment that is {state} cannot be {_PAST[action]}",
            metadata={"state": str(state), "action": action},
        )


class RefundAbovePaid(DomainError):
    """More would go back than was paid."""

    reason = Reason.REFUND_ABOVE_PAID

    def __init__(self, left: int, amount: int) -> None:
        """What has not gone back yet, and what was to go."""
        super().__init__(
            f"{left} is left of it, not {amount}",
            metadata={"left": str(left), "amount": str(amount)},
        )


class LineAlreadyRefunded(DomainError):
    """As many of this line were refunded before, or it is not on the bill."""

    reason = Reason.LINE_ALREADY_REFUNDED

    def __init__(self, line_key: str, left: int) -> None:
        """`left` is how many of it were not refunded."""
        super().__init__(
            f"{left} of the line {line_key!r} are left to refund",
            metadata={"line_key": line_key, "left": str(left)},
        )
