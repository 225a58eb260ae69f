"""Whatever breaks between Stripe and us, and whenever: the money is right in the end.

Random runs from a seed, many at once. A few of them with every `make test`; two thousand with

    HERE2ORDER_FAULT_RUNS=2000 .venv/bin/python -m pytest -n0 tests/workflows/test_payment_faults.py
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
AT_ONCE = 50
#: Much less than Stripe gets in earnest: whoever waits for nothing shall not wait long.
TIMEOUT_SECONDS = 0.5


@asynccontextmanager
async def a_town(store: Database, folder: Path) -> AsyncIterator[tuple[Till, Quiet]]:
    """A till of its own, in a time of its own."""
    server, quiet = str(binaries.find(binaries.TEMPORAL_TEST_SERVER)), Quiet()
    async with (
        await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=server, interceptors=[quiet]
        ) as environment,
        a_till(
            environment.client,
            store,
            folder,
            environment=environment,
            timeout_seconds=TIMEOUT_SECONDS,
        ) as till,
    ):
        yield till, quiet


async def test_nobody_is_charged_twice_and_no_money_is_lost(
    store: Database, tmp_path: Path
) -> None:
    charged = given_back = 0
    for number in range(0, RUNS, AT_ONCE):
        plan = Plan.drawn(SEED + number, min(AT_ONCE, RUNS - number))
        async with a_town(store, tmp_path / str(number)) as (till, quiet):
            payments = await Batch(till, quiet, plan).live()
            books = Books(till)
            await books.check(payments, plan)
        charged, given_back = charged + books.charged, given_back + books.given_back
    assert charged > RUNS / 4, "too few were paid to show anything"
    assert given_back > RUNS / 20, "too little went back to show anything"


async def test_every_fault_at_every_step(store: Database, tmp_path: Path) -> None:
    faults = tuple((kind, route, 1, 1.0) for route in ROUTES.values() for kind in KINDS)
    plan = Plan(SEED, tuple(STORIES) * 6, faults)
    async with a_town(store, tmp_path) as (till, quiet):
        await till.stripe.settings(refunds="pending", refund_settles_seconds=1)
        payments = await Batch(till, quiet, plan).live()
        struck = {(one["kind"], one["route"]) for one in await till.stripe.faults() if one["hits"]}
        await Books(till).check(payments, plan)
    assert struck == {(kind, route) for kind, route, *_ in faults}
