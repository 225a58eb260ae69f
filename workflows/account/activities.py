"""What the account's workflow does. Harmless when done twice."""

from temporalio import activity

from server.billing.stripe.accounts import Accounts
from server.storage.client import bounded
from workflows.account.messages import AccountName, AccountProgress
from workflows.names import LOOK_AT_ACCOUNT

#: In all, what Stripe takes included.
_SECONDS = 50


class AccountActivities:
    """Local to their workflow as long as everything is there."""

    def __init__(self, accounts: Accounts) -> None:
        """It knows all restaurants; an activity names its own."""
        self._accounts = accounts

    @activity.defn(name=LOOK_AT_ACCOUNT)
    async def look(self, name: AccountName) -> AccountProgress:
        """Asks Stripe about it. Raises StripeAway."""
        with bounded(_SECONDS):
            account = await self._accounts.look(name.restaurant_id)
        return AccountProgress(state=account.state.value)
