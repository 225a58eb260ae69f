"""What Stripe says about an account: all that can be done with a database and a clock."""

from functools import partial

from server.billing.accounts.domain import PaymentAccount
from server.billing.accounts.repository import AccountRepository
from server.clock import Clock
from server.storage.change import change
from server.storage.client import Database


class AccountCommands:
    """Writes down what was learnt. Workers, who name no accounts, need no more than this."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` says when something happened."""
        self._accounts = partial(AccountRepository, database)
        self._clock = clock

    async def get(self, restaurant_id: str) -> PaymentAccount:
        """The account as it is stored; one that is MISSING if none was named."""
        return await self._accounts(restaurant_id).get()

    async def checked(
        self, restaurant_id: str, stripe_account_id: str, charges_enabled: bool, reason: str
    ) -> PaymentAccount:
        """Stripe was asked about the account. Harmless if another one was named in between.

        `reason` is Stripe's word for why it takes no charges; it counts for nothing if it does.
        """
        accounts, now = self._accounts(restaurant_id), self._clock.now()

        def decide(account: PaymentAccount) -> PaymentAccount:
            return account.checked(stripe_account_id, charges_enabled, reason, now)

        return await change(accounts.get, decide, accounts.replace, 0)
