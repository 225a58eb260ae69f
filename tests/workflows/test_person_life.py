"""A person's life, as Clerk tells it and as it is known here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Replayer

from server.storage.client import Database
from tests.workflows.people import HISTORIES, People, people_at
from tests.workflows.waiting import until
from workflows.person.workflow import PersonWorkflow

SAVED = sorted(HISTORIES.glob("*.json"))


@pytest.fixture
async def people(
    time_skipping: WorkflowEnvironment, store: Database, tmp_path: Path
) -> AsyncIterator[People]:
    async with people_at(time_skipping.client, store, tmp_path / "clerk") as people:
        yield people


async def test_what_clerk_knows_is_known_here(people: People) -> None:
    user = await people.accounts.create_user("asha@example.com", first_name="Asha")
    await (await people.hears("user.created", user.id)).result()
    person = await people.known(user.id)
    assert (person.name, person.email, person.gone) == ("Asha", "asha@example.com", False)


async def test_of_a_deleted_account_nothing_is_known(people: People) -> None:
    user = await people.accounts.create_user("asha@example.com", first_name="Asha")
    await (await people.hears("user.created", user.id)).result()
    await people.delete(user.id)
    # News from before, which comes late, brings nothing back and deletes nothing.
    assert await (await people.hears("user.updated", user.id)).result() == "unknown"
    assert (await people.known(user.id)).name == "Asha"
    assert await (await people.hears("user.deleted", user.id)).result() == "erased"
    person = await people.known(user.id)
    assert (person.name, person.email, person.gone) == ("", "", True)


async def test_a_clerk_that_refuses_is_asked_until_it_does_not(
    time_skipping: WorkflowEnvironment, store: Database, tmp_path: Path
) -> None:
    folder, key = tmp_path / "clerk", "sk_test_of_tomorrow"
    async with people_at(time_skipping.client, store, folder, secret_key=key) as people:
        user = await people.accounts.create_user("asha@example.com", first_name="Asha")
        workflow = await people.hears("user.created", user.id)

        async def was_refused() -> bool:
            history = await workflow.fetch_history()
            return any("401" in str(event) for event in history.events)

        await until(was_refused)
        assert (await people.known(user.id)).version == 0
        people.clerk.instance.secret_key = key
        assert await workflow.result() == "told"
        assert (await people.known(user.id)).name == "Asha"


@pytest.mark.parametrize("file", SAVED, ids=[file.stem for file in SAVED])
async def test_what_ran_once_runs_again_the_same(file: Path) -> None:
    await Replayer(workflows=[PersonWorkflow]).replay_workflow(_history_of(file))


def test_every_story_is_saved_and_short() -> None:
    assert {file.stem for file in SAVED} >= {"told", "erased"}
    for file in SAVED:
        assert len(_history_of(file).events) < 12


def _history_of(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(file.stem, file.read_text())
