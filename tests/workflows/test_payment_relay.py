"""The relay of payments: what people do to them reaches Temporal; what workflows do does not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from server.billing.payments import repository as payment_documents
from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import Method, Payment, PaymentState
from server.billing.payments.refunds import Back, request_refund
from server.billing.payments.repository import PaymentRepository
from server.billing.payments.transitions import cancel
from server.clock import SystemClock
from server.ids import new_id
from server.origin import Origin
from server.storage.client import Database
from server.storage.indexes import ensure_indexes
from tests.support.components import Temporal
from tests.workflows.orders import RESTAURANT, an_order
from tests.workflows.relays import at_work
from tests.workflows.tills import a_payment
from tests.workflows.waiting import until
from workflows.names import payment_workflow_id, refund_workflow_id
from workflows.relay.relay import Relay
from workflows.relay.subjects.payments import PaymentWorkflows

# No worker runs here: what the workflows do with it is another matter.

CLOCK = SystemClock()
_SIGNALED = EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED


@pytest.fixture
async def client(temporal_server: Temporal) -> Client:
    return await Client.connect(temporal_server.address)


@pytest.fixture
async def payments(store: Database) -> PaymentRepository:
    collection = payment_documents.COLLECTION
    await ensure_indexes(store, {collection: payment_documents.INDEXES})
    return PaymentRepository(store, RESTAURANT)


async def test_a_new_payment_gets_its_workflow(
    store: Database, payments: PaymentRepository, client: Client
) -> None:
    async with relaying(store, client):
        payment = await placed(payments)
        await until(partial(is_known, client, payment_workflow_id(payment.id)))
        assert await signals(client, payment) == 0


async def test_a_payment_that_is_called_off_is_told_and_what_its_workflow_did_is_not(
    store: Database, payments: PaymentRepository, client: Client
) -> None:
    commands = PaymentCommands(store, CLOCK)
    async with relaying(store, client):
        payment = await placed(payments)
        await until(partial(is_known, client, payment_workflow_id(payment.id)))
        await commands.intent_made(payment, "pi_1", "pi_1_secret")
        await commands.apply(RESTAURANT, payment.id, lambda it, now: cancel(it, "guest:1", now))
        await until(partial(have_signals, client, payment, 1))
        await commands.expire(RESTAURANT, payment.id)
        last = await placed(payments)
        await until(partial(is_known, client, payment_workflow_id(last.id)))
        assert await signals(client, payment) == 1


async def test_every_refund_gets_its_workflow_even_of_several_at_once(
    store: Database, payments: PaymentRepository, client: Client
) -> None:
    commands = PaymentCommands(store, CLOCK)
    payment = await placed(payments, state=PaymentState.PAID, intent_over=True)
    refunds = [new_id("rfd") for _ in range(3)]
    async with relaying(store, client):
        await until(partial(is_known, client, payment_workflow_id((await placed(payments)).id)))
        for refund_id in refunds:
            await commands.apply(RESTAURANT, payment.id, partial(given_back, refund_id))
        for refund_id in refunds:
            await until(partial(is_known, client, refund_workflow_id(refund_id)))


async def test_a_temporal_that_has_lost_everything_is_told_anew(
    store: Database, payments: PaymentRepository, client: Client
) -> None:
    async with relaying(store, client, remind_seconds=0.3):
        payment = await placed(payments)
        workflow_id = payment_workflow_id(payment.id)
        await until(partial(is_known, client, workflow_id))
        first = (await client.get_workflow_handle(workflow_id).describe()).run_id
        await client.get_workflow_handle(workflow_id).terminate("lost")

        async def is_new() -> bool:
            return (await client.get_workflow_handle(workflow_id).describe()).run_id != first

        await until(is_new)
        assert await signals(client, payment) == 0


async def test_cash_is_told_of_once_and_followed_no_further(
    store: Database, payments: PaymentRepository, client: Client
) -> None:
    async with relaying(store, client):
        first = await placed(payments)
        await until(partial(is_known, client, payment_workflow_id(first.id)))
        cash = await placed(payments, state=PaymentState.PAID, method=Method.CASH)
        await until(partial(is_known, client, payment_workflow_id(cash.id)))
        assert not cash.open


@asynccontextmanager
async def relaying(
    database: Database, client: Client, *, remind_seconds: float = 60
) -> AsyncIterator[None]:
    relay = Relay(database, PaymentWorkflows(client), CLOCK, remind_seconds=remind_seconds)
    async with at_work(relay):
        yield


async def placed(
    payments: PaymentRepository,
    *,
    state: PaymentState = PaymentState.PENDING,
    method: Method = Method.ONLINE,
    intent_over: bool = False,
) -> Payment:
    order = replace(an_order(CLOCK.now()), visit_id=new_id("vis"))
    payment = a_payment(order, 1, CLOCK.now())
    return await payments.insert_once(
        replace(payment, state=state, method=method, intent_over=intent_over)
    )


def given_back(refund_id: str, payment: Payment, now: object) -> Payment:
    origin = Origin("user:1", refund_id, "hash")
    back = Back(refund_id=refund_id, bill_amount=100, reason="Cold.", origin=origin)
    return request_refund(payment, back, CLOCK.now())


async def is_known(client: Client, workflow_id: str) -> bool:
    try:
        await client.get_workflow_handle(workflow_id).describe()
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return False
        raise
    return True


async def signals(client: Client, payment: Payment) -> int:
    handle = client.get_workflow_handle(payment_workflow_id(payment.id))
    history = await handle.fetch_history()
    return sum(event.event_type == _SIGNALED for event in history.events)


async def have_signals(client: Client, payment: Payment, count: int) -> bool:
    return await signals(client, payment) == count
