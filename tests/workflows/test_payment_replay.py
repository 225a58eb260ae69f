"""Payments and refunds that were begun by an earlier version of the program go on with this one."""

import re
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from tests.workflows.record_payments import SAVED, STORIES
from workflows.account.workflow import AccountWorkflow
from workflows.payment.workflow import PaymentWorkflow
from workflows.refund.workflow import RefundWorkflow

FILES = sorted(SAVED.glob("*.json"))
WORKFLOWS = [PaymentWorkflow, RefundWorkflow, AccountWorkflow]


def history_of(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(file.stem, file.read_text())


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
async def test_what_ran_once_runs_again_the_same(file: Path) -> None:
    await Replayer(workflows=WORKFLOWS).replay_workflow(history_of(file))


def test_every_story_is_saved() -> None:
    assert {file.stem for file in FILES} >= set(STORIES)


def test_a_payment_that_is_made_costs_temporal_little() -> None:
    assert len(history_of(SAVED / "paid.json").events) <= 14


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_saved_history_names_no_machine(file: Path) -> None:
    text = file.read_text()
    assert set(re.findall(r'"identity": "([^"]+)"', text)) <= {"recorder", "history-service"}
    assert "stackTrace" not in text
