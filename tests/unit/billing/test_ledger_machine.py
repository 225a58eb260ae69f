"""Orders, payments, refunds and disputes in any sequence, told in any order, late and twice.

A few thousand steps each time. A million of them, and some thousands against the database:

    HERE2ORDER_LEDGER_STEPS=1000000 .venv/bin/python -m pytest -n0 -s -k ledger_machine
"""

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.billing.ledger.books import MemoryBooks
from tests.unit.billing.ledger.machine import LedgerMachine

_STEPS = int(os.environ.get("HERE2ORDER_LEDGER_STEPS", "3000"))
_STEPS_A_VISIT = 60
_VISITS_A_BATCH = 50


class InMemory(LedgerMachine):
    """The rules alone."""

    open_books = MemoryBooks


@pytest.mark.timeout(0)
def test_whatever_happens_the_money_is_right() -> None:
    began = time.monotonic()
    LedgerMachine.steps = 0
    while LedgerMachine.steps < _STEPS:
        # In batches: what is known of a million steps at once does not fit into memory.
        left = max(1, (_STEPS - LedgerMachine.steps) // _STEPS_A_VISIT)
        run_state_machine_as_test(InMemory, settings=_settings(min(left, _VISITS_A_BATCH)))
    print(f"{LedgerMachine.steps} steps in {time.monotonic() - began:.0f} s")  # noqa: T201


def _settings(visits: int) -> settings:
    return settings(
        max_examples=visits,
        stateful_step_count=_STEPS_A_VISIT,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
