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
from tests.workflows.faults.books import Books, Obj
from tests.workflows.faults.runs import KINDS, ROUTES, STORIES, Batch, ClockStopped, Plan
from tests.workflows.tills import Till, a_till

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

RUNS = int(os.environ.get("HERE2ORDER_FAULT_RUNS", "40"))
SEED = int(os.environ.get("HERE2ORDER_FAULT_SEED", "20261122"))
AT_ONCE = 50
#: Much less than Stripe gets in earnest: whoever waits for nothing shall not wait long.
TIMEOUT_SECONDS = 0.5
#: Of Temporal's test server; and one more for each batch.
_MOST_STOPS = 2


@asynccontextmanager
async def a_town(store: Database, folder: Path) -> AsyncIterator[Till]:
    """A till of its own, in a time of its own."""
    server = str(binaries.find(binaries.TEMPORAL_TEST_SERVER))
    async with (
        await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=server
        ) as environment,
        a_till(
            environment.client,
            store,
            folder,
            environment=environment,
            timeout_seconds=TIMEOUT_SECONDS,
        ) as till,
    ):
        yield till


class Town:
    """Batches of payments, each with a Stripe and a time of its own."""

    def __init__(self, store: Database, folder: Path) -> None:
        """`folder` is empty."""
        self._store = store
        self._folder = folder
        self._begun = 0
        self.charged = self.given_back = self.stopped = 0

    async def live(self, plan: Plan, **settings: object) -> list[Obj]:
        """Lives the plan, and fails if the books are wrong; the faults as they struck.

        Begins anew when the clock stops: whoever is on the way then is not judged.
        """
        while True:
            try:
                return await self._live(plan, settings)
            except ClockStopped:
                self.stopped += 1
                assert self.stopped <= _MOST_STOPS + RUNS // AT_ONCE, "the clock stops too often"

    async def _live(self, plan: Plan, settings: Obj) -> list[Obj]:
        self._begun += 1
        for collection in ("orders", "payments", "relay_positions"):  # another Stripe's
            await self._store.drop_collection(collection)
        async with a_town(self._store, self._folder / str(self._begun)) as till:
            await till.stripe.settings(**settings)
            payments = await Batch(till, plan).live()
            faults = await till.stripe.faults()
            books = Books(till)
            await books.check(payments, plan)
        self.charged += books.charged
        self.given_back += books.given_back
        return faults


async def test_nobody_is_charged_twice_and_no_money_is_lost(
    store: Database, tmp_path: Path
) -> None:
    town = Town(store, tmp_path)
    for number in range(0, RUNS, AT_ONCE):
        await town.live(Plan.drawn(SEED + number, min(AT_ONCE, RUNS - number)))
    assert town.charged > RUNS / 4, "too few were paid to show anything"
    assert town.given_back > RUNS / 20, "too little went back to show anything"


async def test_every_fault_at_every_step(store: Database, tmp_path: Path) -> None:
    faults = tuple((kind, route, 1, 1.0) for route in ROUTES.values() for kind in KINDS)
    plan = Plan(SEED, tuple(STORIES) * 6, faults)
    met = await Town(store, tmp_path).live(plan, refunds="pending", refund_settles_seconds=1)
    struck = {(one["kind"], one["route"]) for one in met if one["hits"]}
    assert struck == {(kind, route) for kind, route, *_ in faults}
