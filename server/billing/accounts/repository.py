"""Accounts as documents, one a restaurant."""

from collections.abc import Sequence

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.billing.accounts.domain import AccountState, PaymentAccount
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.snapshot import Snapshot, snapshot

COLLECTION = "payment_accounts"
_CHECKING = {"state": AccountState.CHECKING.value}
INDEXES: Sequence[IndexModel] = (
    IndexModel([("restaurant_id", ASCENDING)], name="restaurant", unique=True),
    IndexModel([("stripe_account_id", ASCENDING)], name="stripe_account"),
    IndexModel(
        [("restaurant_id", ASCENDING), ("_id", ASCENDING)],
        name="open",
        partialFilterExpression=_CHECKING,
    ),
)

_PLAIN = (
    "restaurant_id",
    "stripe_account_id",
    "charges_enabled",
    "reason",
    "update_time",
    "version",
)


class AccountRepository:
    """The account of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._accounts = database[COLLECTION]
        self._restaurant_id = restaurant_id

    async def get(self) -> PaymentAccount:
        """What is stored; one that is MISSING, under version 0, if nothing is."""
        document = await self._accounts.find_one({"restaurant_id": self._restaurant_id})
        if document is None:
            return PaymentAccount(restaurant_id=self._restaurant_id)
        return from_document(document)

    async def replace(self, account: PaymentAccount, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        document = to_document(account)
        if version:
            return await documents.replace(self._accounts, document, version)
        try:
            await self._accounts.insert_one(document)
        except DuplicateKeyError:
            return False
        return True


async def restaurants_paid_into(database: Database, stripe_account_id: str) -> list[str]:
    """The restaurants whose guests pay into that account: what Stripe says of it concerns them."""
    found = database[COLLECTION].find({"stripe_account_id": stripe_account_id}, {"_id": 1})
    return sorted([str(document["_id"]) async for document in found])


def open_accounts_everywhere(database: Database) -> Snapshot:
    """Accounts of all restaurants about which Stripe is to be asked, at one moment.

    For the relay alone, which acts for no caller.
    """
    match: Document = {"restaurant_id": {"$gt": ""}} | _CHECKING
    return snapshot(database, COLLECTION, match, {"restaurant_id": 1, "_id": 1})


def topics(head: Head) -> list[Topic]:
    """Whom a change concerns."""
    return [("payment-account", head["restaurant_id"])]


def key_of(head: Head) -> str:
    """The restaurant."""
    return str(head["restaurant_id"])


def to_document(account: PaymentAccount) -> Document:
    """As it is stored."""
    document: Document = {"_id": account.restaurant_id, "state": account.state.value}
    return document | {name: getattr(account, name) for name in _PLAIN}


def from_document(document: Document) -> PaymentAccount:
    """From what is stored."""
    return PaymentAccount(
        state=AccountState(document["state"]), **{name: document[name] for name in _PLAIN}
    )
