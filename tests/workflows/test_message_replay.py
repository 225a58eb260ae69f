"""Messages that were begun by an earlier version of the program go on with this one."""

import re
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from tests.workflows.record_messages import HISTORIES, STORIES
from workflows.message.workflow import MessageWorkflow

SAVED = sorted(HISTORIES.glob("*.json"))
every_history = pytest.mark.parametrize("file", SAVED, ids=[file.stem for file in SAVED])


def history_of(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(file.stem, file.read_text())


@every_history
async def test_what_ran_once_runs_again_the_same(file: Path) -> None:
    await Replayer(workflows=[MessageWorkflow]).replay_workflow(history_of(file))


@every_history
def test_a_message_costs_temporal_little(file: Path) -> None:
    assert len(history_of(file).events) <= 60


def test_every_story_is_saved() -> None:
    assert {file.stem for file in SAVED} >= set(STORIES)


def test_the_stories_took_their_course() -> None:
    steps = {file.stem: file.read_text().count("EVENT_TYPE_MARKER_RECORDED") for file in SAVED}
    assert steps["delivered"] < steps["tried_again"]
    assert steps["dead_number"] < steps["by_sms_after_all"]
    assert min(steps["answer_lost"], steps["never_arrived"]) > 1


@every_history
def test_a_saved_history_names_no_machine(file: Path) -> None:
    text = file.read_text()
    assert set(re.findall(r'"identity": "([^"]+)"', text)) <= {"recorder"}
    assert "stackTrace" not in text
    assert "+91" not in text, "nobody's number belongs into a history"
