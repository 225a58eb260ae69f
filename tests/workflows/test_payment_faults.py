"""Whatever breaks between Stripe and us, and whenever: the money is right in the end.

Random runs from a seed, many at once. A few of them with every `make test`; two thousand with

    HERE2ORDER_FAULT_RUNS=2000 .venv/bin/python -m pytest -n0 tests/workflows/test_payment_faults.py
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from deploy.local import binaries
from server.storage.client import Database
from tests.workflows.faults.books import Books
from tests.workflows.faults.runs import KINDS, ROUTES, STORIES, Batch, Plan
from tests.workflows.quiet import Quiet
from tests.workflows.tills import Till, a_till

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

RUNS = int(os.environ.get("HERE2ORDER_FAULT_RUNS", "40"))
SEED = int(os.environ.get("HERE2ORDER_FAULT_SEED", "20261122"))
AT_ONCE = 100
#: Much less than Stripe gets in earnest: whoever waits for nothing shall not wait long.
TIMEOUT_SECONDS = 0.5


@pytest.fixture
def quiet() -> Quiet:
    return Quiet()


@pytest.fixture
async def till(store: Database, tmp_path: Path, quiet: Quiet) -> AsyncIterator[Till]:
    server = str(binaries.find(binaries.TEMPORAL_TEST_SERVER))
    async with (
        await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=server, interceptors=[quiet]
        ) as environment,
        a_till(
            environment.client,
            store,
            tmp_path,
            environment=environment,
            timeout_seconds=TIMEOUT_SECONDS,
        ) as till,
    ):
        yield till


async def test_nobody_is_charged_twice_and_no_money_is_lost(till: Till, quiet: Quiet) -> None:
    books = Books(till)
    for number in range(0, RUNS, AT_ONCE):
        plan = Plan.drawn(SEED + number, min(AT_ONCE, RUNS - number))
        payments = await Batch(till, quiet, plan).live()
        await books.check(payments, plan)
    assert books.charged > RUNS / 4, "too few were paid to show anything"
    assert books.given_back > RUNS / 20, "too little went back to show anything"


async def test_every_fault_at_every_step(till: Till, quiet: Quiet) -> None:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=1)
    faults = tuple((kind, route, 1, 1.0) for route in ROUTES.values() for kind in KINDS)
    plan = Plan(SEED, tuple(STORIES) * 6, faults)
    payments = await Batch(till, quiet, plan).live()
    struck = {(one["kind"], one["route"]) for one in await till.stripe.faults() if one["hits"]}
    await Books(till).check(payments, plan)
    assert struck == {(kind, route) for kind, route, *_ in faults}
