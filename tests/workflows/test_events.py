"""Vendors' events are handed on: to the right workflow, once, and until Temporal has heard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from temporalio.client import Client, WorkflowExecution

from server.billing.accounts import repository as account_documents
from server.billing.accounts.domain import PaymentAccount
from server.billing.accounts.repository import AccountRepository
from server.billing.payments import repository as payment_documents
from server.clock import SystemClock
from server.storage.client import Database, connect
from server.storage.inbox import COLLECTION, INDEXES, Concern, Inbox, Subject, Vendor
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod, Temporal
from tests.workflows.waiting import until
from workflows.relay.relay import Relay
from workflows.relay.subjects.events import EventWorkflows


@pytest.fixture
async def events(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """An empty database with the indexes of events, payments and accounts."""
    indexes = {
        COLLECTION: INDEXES,
        payment_documents.COLLECTION: payment_documents.INDEXES,
        account_documents.COLLECTION: account_documents.INDEXES,
    }
    async with connect(mongod_server.uri) as client:
        await ensure_indexes(client[database], indexes)
        yield client[database]


@pytest.fixture
def inbox(events: Database) -> Inbox:
    """Where the server keeps them."""
    return Inbox(events, SystemClock())


@pytest.fixture
async def client(own_temporal: Temporal) -> Client:
    """Of a Temporal without workers: what it was told, it keeps."""
    return await Client.connect(own_temporal.address)


@asynccontextmanager
async def _relaying(database: Database, client: Client) -> AsyncIterator[None]:
    relay = Relay(database, EventWorkflows(client, database), SystemClock(), lease_seconds=2)
    work = asyncio.create_task(relay.run())
    try:
        yield
    finally:
        work.cancel()
        await asyncio.wait([work])


async def _begun(client: Client) -> dict[str, WorkflowExecution]:
    return {one.id: one async for one in client.list_workflows()}


async def _signalled(client: Client, workflow_id: str) -> list[str]:
    """The kinds of news that its workflow was told, in that order."""
    history = await client.get_workflow_handle(workflow_id).fetch_history()
    told = (
        event.workflow_execution_signaled_event_attributes.input.payloads
        for event in history.events
        if event.HasField("workflow_execution_signaled_event_attributes")
    )
    return [json.loads(payloads[0].data)["kind"] for payloads in told]


async def _until_told(database: Database) -> None:
    async def nobody_waits() -> bool:
        return not await database[COLLECTION].count_documents({"waiting": True})

    await until(nobody_waits)


async def _keep(inbox: Inbox, number: int, kind: str, concern: Concern | None) -> None:
    await inbox.keep(Vendor.STRIPE, f"evt_{number}", kind, b"{}", concern)


async def test_each_is_told_to_whoever_follows_what_it_is_about(
    inbox: Inbox, events: Database, client: Client
) -> None:
    account = PaymentAccount(restaurant_id="rst_1").named("acct_1", SystemClock().now())
    await AccountRepository(events, "rst_1").replace(account, 0)
    concerns = [
        Concern(Subject.PAYMENT, "pay_1", "rst_1"),
        Concern(Subject.REFUND, "rfd_1", "rst_1", "pay_1"),
        Concern(Subject.ACCOUNT, "acct_1"),
        Concern(Subject.ACCOUNT, "acct_of_somebody_else"),
        Concern(Subject.INTENT, "pi_of_somebody_else"),
        Concern(Subject.MESSAGE, "msg_1", facts={"sid": "SM1", "status": "sent"}),
        Concern(Subject.PERSON, "user_1"),
        None,
    ]
    async with _relaying(events, client):
        for number, concern in enumerate(concerns):
            await _keep(inbox, number, "any", concern)
        await _until_told(events)

    async def all_are_listed() -> bool:
        return len(await _begun(client)) == 5

    await until(all_are_listed)
    begun = {one.id: (one.workflow_type, one.task_queue) for one in (await _begun(client)).values()}
    assert begun == {
        "pay_1": ("Payment", "payments"),
        "rfd_1": ("Refund", "payments"),
        "account-rst_1": ("Account", "payments"),
        "msg_1": ("Message", "messages"),
        "person-user_1": ("Person", "people"),
    }


async def test_many_about_one_payment_begin_one_workflow(
    inbox: Inbox, events: Database, client: Client
) -> None:
    concern = Concern(Subject.PAYMENT, "pay_1", "rst_1")
    async with _relaying(events, client):
        for number in range(30):
            await _keep(inbox, number, "payment_intent.succeeded", concern)
        await _until_told(events)
    assert (await client.get_workflow_handle("pay_1").describe()).id == "pay_1"


async def test_every_kind_of_news_of_one_workflow_is_told_in_its_order(
    inbox: Inbox, events: Database, client: Client
) -> None:
    person = Concern(Subject.PERSON, "user_1")
    for number, kind in enumerate(("user.updated", "user.deleted", "user.updated")):
        await _keep(inbox, number, kind, person)
    async with _relaying(events, client):
        await _until_told(events)
    assert await _signalled(client, "person-user_1") == ["user.updated", "user.deleted"]


async def test_an_event_about_a_payment_that_cannot_be_read_keeps_nobody_waiting(
    inbox: Inbox, events: Database, client: Client
) -> None:
    broken = {"_id": "pay_1", "intent_id": "pi_1", "restaurant_id": "rst_1", "visit_id": "vis_1"}
    await events[payment_documents.COLLECTION].insert_one(broken)
    await _keep(inbox, 1, "charge.dispute.created", Concern(Subject.INTENT, "pi_1"))
    await _keep(inbox, 2, "any", Concern(Subject.PERSON, "user_1"))
    async with _relaying(events, client):
        await _until_told(events)
    assert await _signalled(client, "person-user_1") == ["any"]


async def test_what_came_while_nobody_relayed_or_temporal_was_away_is_told_later(
    inbox: Inbox, events: Database, client: Client, own_temporal: Temporal
) -> None:
    await _keep(inbox, 1, "any", Concern(Subject.PERSON, "user_1"))
    await own_temporal.stop()
    async with _relaying(events, client):
        await _keep(inbox, 2, "any", Concern(Subject.PERSON, "user_2"))
        assert await events[COLLECTION].count_documents({"waiting": True}) == 2
        await own_temporal.start()
        await _until_told(events)
    for name in ("person-user_1", "person-user_2"):
        assert (await client.get_workflow_handle(name).describe()).workflow_type == "Person"


async def test_an_event_about_a_payment_that_is_settled_begins_nothing(
    inbox: Inbox, events: Database, client: Client
) -> None:
    common = {"restaurant_id": "rst_1", "create_time": SystemClock().now()}
    settled = common | {"_id": "pay_1", "visit_id": "vis_1", "number": 1, "receipt_token": "a"}
    unsure = common | {"_id": "pay_2", "visit_id": "vis_1", "number": 2, "receipt_token": "b"}
    payments = events[payment_documents.COLLECTION]
    await payments.insert_one(settled | {"intent_over": True, "intent_id": "pi_1"})
    await payments.insert_one(unsure | {"intent_over": True, "intent_id": ""})
    async with _relaying(events, client):
        for number in (1, 2):
            concern = Concern(Subject.PAYMENT, f"pay_{number}", "rst_1")
            await _keep(inbox, number, "payment_intent.succeeded", concern)
        await _until_told(events)

    async def pay_2_is_listed() -> bool:
        return "pay_2" in await _begun(client)

    await until(pay_2_is_listed)
    assert set(await _begun(client)) == {"pay_2"}
