"""Workflows that were begun by an earlier version of the program go on with this one."""

import re
from pathlib import Path

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from tests.workflows.record import HISTORIES, STORIES
from workflows.order.workflow import OrderWorkflow

SAVED = sorted(HISTORIES.glob("*.json"))


def history_of(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(file.stem, file.read_text())


@pytest.mark.parametrize("file", SAVED, ids=[file.stem for file in SAVED])
async def test_what_ran_once_runs_again_the_same(file: Path) -> None:
    await Replayer(workflows=[OrderWorkflow]).replay_workflow(history_of(file))


def test_every_story_is_saved() -> None:
    assert {file.stem for file in SAVED} >= set(STORIES)


def test_an_order_that_is_taken_costs_temporal_little() -> None:
    history = history_of(HISTORIES / "taken_in_time.json")
    assert len(history.events) <= 18
    signals = [
        event
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED
    ]
    assert len(signals) == 2


@pytest.mark.parametrize("file", SAVED, ids=[file.stem for file in SAVED])
def test_a_saved_history_names_no_machine(file: Path) -> None:
    text = file.read_text()
    assert set(re.findall(r'"identity": "([^"]+)"', text)) <= {"recorder", "history-service"}
    assert "stackTrace" not in text
