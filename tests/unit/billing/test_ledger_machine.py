"""Orders, payments, refunds and disputes in any sequence, told in any order, late and twice.

A few thousand steps each time. A million of them, and some thousands against the database:

    HERE2ORDER_LEDGER_STEPS=1000000 .venv/bin/python -m pytest -n0 -s -k ledger_machine
"""

import asyncio
import os
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from server.storage.client import connect
from tests.support.components import Mongod
from tests.unit.billing.ledger.books import MemoryBooks
from tests.unit.billing.ledger.machine import LedgerMachine
from tests.unit.billing.ledger.mongo_books import MongoBooks, Store

_STEPS = int(os.environ.get("HERE2ORDER_LEDGER_STEPS", "3000"))
_STEPS_A_VISIT = 60
_VISITS_A_BATCH = 50
_MOST_IN_MONGO = 10_000


class InMemory(LedgerMachine):
    """The rules alone."""

    open_books = MemoryBooks


@pytest.mark.timeout(0)
def test_whatever_happens_the_money_is_right() -> None:
    _run(InMemory, _STEPS)


@pytest.mark.timeout(0)
def test_whatever_happens_the_money_is_right_in_the_database_too(
    mongod_server: Mongod, database: str
) -> None:
    with asyncio.Runner() as runner:
        client = connect(mongod_server.uri)
        store = Store.open(runner, client, database)
        in_mongo = type("InMongo", (LedgerMachine,), {"open_books": lambda: MongoBooks(store)})
        _run(in_mongo, min(_STEPS // 10, _MOST_IN_MONGO))
        runner.run(client.close())


def _run(machine: type[LedgerMachine], steps: int) -> None:
    began, machine.steps = time.monotonic(), 0
    while machine.steps < steps:
        # In batches: what is known of a million steps at once does not fit into memory.
        left = max(1, (steps - machine.steps) // _STEPS_A_VISIT)
        run_state_machine_as_test(machine, settings=_settings(min(left, _VISITS_A_BATCH)))
    seconds = time.monotonic() - began
    print(f"{machine.__name__}: {machine.steps} steps in {seconds:.0f} s")  # noqa: T201


def _settings(visits: int) -> settings:
    return settings(
        max_examples=visits,
        stateful_step_count=_STEPS_A_VISIT,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
