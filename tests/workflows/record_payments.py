"""`python -m tests.workflows.record_payments [name …]`: as record.py, for what happens at Stripe.

A story lives through a payment, and saves the history of one workflow.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from temporalio.client import Client

from deploy.local import mongod, temporal
from deploy.local.ports import free_port
from server.billing.payments.domain import Payment, PaymentState
from server.billing.payments.repository import COLLECTION, INDEXES
from server.clock import SystemClock
from server.storage.client import connect
from server.storage.indexes import ensure_indexes
from tests.workflows.orders import open_house
from tests.workflows.record import HISTORIES
from tests.workflows.tills import DUE, Till, a_till

SAVED = HISTORIES / "payments"


async def record(names: Sequence[str]) -> None:
    """Lives each story, and writes down what Temporal has of it."""
    SAVED.mkdir(exist_ok=True)
    async with _components() as till:
        for name in names:
            workflow_id = await STORIES[name](till)
            await till.stripe.mend()
            await till.until_over(workflow_id, seconds=90)
            history = await till.client.get_workflow_handle(workflow_id).fetch_history()
            saved = json.dumps(_without_traces(history.to_json_dict()), indent=2)
            (SAVED / f"{name}.json").write_text(saved + "\n")
            sys.stdout.write(f"{name}\n")


def _without_traces(value: Any) -> Any:
    # Where a program stood when something failed tells of a machine, and nothing to Temporal.
    if isinstance(value, list):
        return [_without_traces(one) for one in value]
    if isinstance(value, dict):
        return {k: _without_traces(one) for k, one in value.items() if k != "stackTrace"}
    return value


async def _paid(till: Till) -> str:
    return (await _paid_payment(till)).id


async def _declined(till: Till) -> str:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id, outcome="declined")
    await till.tell(payment, "payment_intent.payment_failed")
    return payment.id


async def _called_off(till: Till) -> str:
    payment = await till.ready_to_pay(await till.order())
    await till.call_off(payment)
    return payment.id


async def _expired(till: Till) -> str:
    return (await till.pay(await till.order(), seconds=2)).id


async def _unheard(till: Till) -> str:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id)
    return payment.id


async def _away(till: Till) -> str:
    await till.stripe.fault("error_500_after", "POST /v1/payment_intents", count=1)
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.fault("error_500", "GET /v1/payment_intents/*", count=2)
    await till.stripe.confirm(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    return payment.id


async def _heard_again(till: Till) -> str:
    payment = await _paid_payment(till)
    await till.ended(payment)
    await till.tell(payment, "charge.dispute.created")
    return payment.id


async def _given_back(till: Till) -> str:
    await till.stripe.settings(refunds="succeeded")
    return await till.give_back(await _paid_payment(till), DUE)


async def _given_back_slowly(till: Till) -> str:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=2)
    return await till.give_back(await _paid_payment(till), DUE)


async def _given_back_elsewhere(till: Till) -> str:
    payment = await _paid_payment(till)
    await till.ended(payment)
    await till.give_back_at_stripe(payment, DUE)
    await till.tell(payment, "refund.created")
    await till.until(payment, lambda it: bool(it.refunds))
    return payment.id


async def _expired_in_silence(till: Till) -> str:
    payment = await till.ready_to_pay(await till.order(), seconds=4)
    await till.stripe.fault("error_500", "* /v1/payment_intents/*", count=None)
    await till.until(payment, lambda it: it.state is PaymentState.FAILED)
    return payment.id


async def _paid_payment(till: Till) -> Payment:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    return await till.until(payment, lambda it: it.state is PaymentState.PAID)


#: What happens in each; gives the id of the workflow that is saved.
STORIES: Mapping[str, Callable[[Till], Awaitable[str]]] = {
    "paid": _paid,
    "declined": _declined,
    "called_off": _called_off,
    "expired": _expired,
    "unheard": _unheard,
    "stripe_away": _away,
    "heard_again": _heard_again,
    "given_back": _given_back,
    "given_back_slowly": _given_back_slowly,
    "given_back_elsewhere": _given_back_elsewhere,
    "expired_in_silence": _expired_in_silence,
}


@asynccontextmanager
async def _components() -> AsyncIterator[Till]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port, temporal_port = free_port(), free_port()
        database = await mongod.start(port=port, data=folder / "data", log=folder / "mongod.log")
        stack.push_async_callback(database.stop)
        server = await temporal.start(
            port=temporal_port, file=folder / "t.db", log=folder / "temporal.log"
        )
        stack.push_async_callback(server.stop)
        # Histories name who did what; not this machine.
        client = await Client.connect(temporal.address(temporal_port), identity="recorder")
        mongo = await stack.enter_async_context(connect(mongod.uri(port)))
        await ensure_indexes(mongo["recorded"], {COLLECTION: INDEXES})
        await open_house(mongo["recorded"], SystemClock())
        yield await stack.enter_async_context(a_till(client, mongo["recorded"], folder))


if __name__ == "__main__":
    asyncio.run(record(sys.argv[1:] or list(STORIES)))
