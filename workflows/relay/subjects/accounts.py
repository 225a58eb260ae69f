"""Accounts that were named, and about which Stripe is to be asked."""

from collections.abc import Iterable, Sequence

from pymongo import IndexModel
from temporalio.client import Client

from server.billing.accounts.domain import AccountState
from server.billing.accounts.repository import (
    COLLECTION,
    INDEXES,
    from_document,
    open_accounts_everywhere,
)
from server.storage.client import Database, Document
from server.storage.snapshot import Snapshot
from workflows.account.messages import AccountName
from workflows.names import ACCOUNT_WORKFLOW, NEWS, PAYMENTS_QUEUE, account_workflow_id
from workflows.news import News
from workflows.relay.handover import Start, start, tell_each


class AccountWorkflows:
    """The workflows of accounts, as the relay sees them."""

    collection: str = COLLECTION
    indexes: Sequence[IndexModel] = INDEXES
    touched: str = "update_time"

    def __init__(self, client: Client) -> None:
        """`client` is connected, or will be."""
        self._client = client

    def open_everywhere(self, database: Database) -> Snapshot:
        """All about which Stripe has not been asked yet."""
        return open_accounts_everywhere(database)

    def read(self, document: Document, *, fresh: bool) -> AccountName | None:
        """The account, if it was just named."""
        account = from_document(document)
        asked = account.state is AccountState.CHECKING
        return AccountName(account.restaurant_id) if asked else None

    async def tell(self, items: Iterable[AccountName]) -> None:
        """One that is being looked at already may be another one by now."""
        named = {item.restaurant_id: item for item in items}
        await tell_each(named, lambda item: start(self._client, _start_of(item, "named")))

    async def remind(self, items: Iterable[AccountName]) -> None:
        """Starts those that are gone."""
        open_ones = {item.restaurant_id: item for item in items}
        await tell_each(open_ones, lambda item: start(self._client, _start_of(item, "")))


def _start_of(item: AccountName, news: str) -> Start:
    return Start(
        workflow=ACCOUNT_WORKFLOW,
        id=account_workflow_id(item.restaurant_id),
        queue=PAYMENTS_QUEUE,
        argument=item,
        signal=(NEWS, News(news)) if news else None,
        again=True,
    )
