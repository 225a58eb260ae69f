"""The Stripe account that a restaurant's guests pay into."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class AccountState(StrEnum):
    """How far it is set up. The names are the contract's."""

    MISSING = "MISSING"
    CHECKING = "CHECKING"
    READY = "READY"
    RESTRICTED = "RESTRICTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAccount:
    """A restaurant's account, as Stripe has last described it."""

    restaurant_id: str
    state: AccountState = AccountState.MISSING
    #: "acct_…", or empty.
    stripe_account_id: str = ""
    #: Guests can pay into it. Stays as it was while Stripe is asked again.
    charges_enabled: bool = False
    #: Of a restricted one: Stripe's word.
    reason: str = ""
    update_time: datetime | None = None
    #: 0 if none was ever named.
    version: int = 0

    def named(self, stripe_account_id: str, now: datetime) -> "PaymentAccount":
        """With that account, about which Stripe is to be asked; of another one nothing is known."""
        same = stripe_account_id == self.stripe_account_id
        return replace(
            self,
            state=AccountState.CHECKING,
            stripe_account_id=stripe_account_id,
            charges_enabled=same and self.charges_enabled,
            reason="",
            update_time=now,
            version=self.version + 1,
        )

    def checked(
        self, stripe_account_id: str, charges_enabled: bool, reason: str, now: datetime
    ) -> "PaymentAccount":
        """With what Stripe says about the account; about another one it is of no interest."""
        if stripe_account_id != self.stripe_account_id:
            return self
        told = replace(
            self,
            state=AccountState.READY if charges_enabled else AccountState.RESTRICTED,
            charges_enabled=charges_enabled,
            reason="" if charges_enabled else reason,
        )
        if told == self:
            return self
        return replace(told, update_time=now, version=self.version + 1)
