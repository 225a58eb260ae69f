"""What goes into the account's workflow and comes out of it.

All of it stands in histories: fields may be added, with a default, and never change their meaning.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountName:
    """Whose account: what its workflow is started with."""

    restaurant_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountProgress:
    """What Stripe has said."""

    #: The domain's word for it, for people who read histories.
    state: str
