"""Following accounts: whether guests can pay into the one that a restaurant has named."""

from server.billing.accounts.commands import AccountCommands
from server.billing.accounts.domain import PaymentAccount
from server.billing.stripe.client import StripeRefuses
from server.billing.stripe.convert import AccountSeen
from server.billing.stripe.gateway import StripeGateway


class Accounts:
    """Asks Stripe about them. Harmless when done twice."""

    def __init__(self, accounts: AccountCommands, stripe: StripeGateway) -> None:
        """`accounts` are those of all restaurants."""
        self._accounts = accounts
        self._stripe = stripe

    async def look(self, restaurant_id: str) -> PaymentAccount:
        """Asks, and writes down the answer. Raises StripeAway."""
        account = await self._accounts.get(restaurant_id)
        if not account.stripe_account_id:
            return account
        seen = await self._seen(account.stripe_account_id)
        return await self._accounts.checked(
            restaurant_id, account.stripe_account_id, seen.charges_enabled, seen.reason
        )

    async def _seen(self, stripe_account_id: str) -> AccountSeen:
        try:
            return await self._stripe.account(stripe_account_id)
        except StripeRefuses as refusal:  # it is not there, or not connected with us
            return AccountSeen(charges_enabled=False, reason=refusal.code or "unknown_account")
