"""Naming a restaurant's account, and asking for it from memory."""

from functools import partial

from server.billing.accounts.domain import PaymentAccount
from server.billing.accounts.repository import COLLECTION, AccountRepository, key_of
from server.clock import Clock
from server.storage.cache import FeedCache
from server.storage.change import change
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database


class PaymentAccounts:
    """The accounts of all restaurants, the ones in use kept in memory."""

    def __init__(self, database: Database, feed: ChangeFeed, clock: Clock) -> None:
        """What workers learn is known as soon as `feed` brings it."""
        self._accounts = partial(AccountRepository, database)
        self._clock = clock
        self._cache: FeedCache[str, PaymentAccount] = FeedCache(feed, COLLECTION, self.read, key_of)

    async def of(self, restaurant_id: str) -> PaymentAccount:
        """The restaurant's account, from memory if possible; MISSING if none was named."""
        return await self._cache.get(restaurant_id)

    async def read(self, restaurant_id: str) -> PaymentAccount:
        """The restaurant's account as it is stored."""
        return await self._accounts(restaurant_id).get()

    async def name(
        self, restaurant_id: str, stripe_account_id: str, expected_version: int
    ) -> PaymentAccount:
        """From now on guests pay into that one, once Stripe has said that it takes charges.

        Raises VersionMismatch.
        """
        accounts, now = self._accounts(restaurant_id), self._clock.now()

        def decide(account: PaymentAccount) -> PaymentAccount:
            return account.named(stripe_account_id, now)

        named = await change(accounts.get, decide, accounts.replace, expected_version)
        self._cache.drop(restaurant_id)
        return named
