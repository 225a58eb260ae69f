"""What goes into the account's workflow. It stands in histories: see workflows/payment/messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountName:
    """Whose account: what its workflow is started with."""

    restaurant_id: str
