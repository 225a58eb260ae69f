"""A local Clerk and the worker that copies its people.

`python -m tests.workflows.people` saves histories of what happens to them, for replay: see record.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from temporalio.client import Client, WorkflowHandle

from deploy.local import mongod, temporal
from deploy.local.ports import free_port
from sandbox.clerk import ClerkClient, RunningClerk, start
from server.clock import SystemClock
from server.config import Settings
from server.identity.people import repository as people_documents
from server.identity.people.domain import Person
from server.identity.people.repository import PersonRepository
from server.identity.teams import repository as team_documents
from server.storage.client import Database, connect
from server.storage.inbox import Concern, InboundEvent, Subject
from server.storage.indexes import ensure_indexes
from workflows.names import person_workflow_id
from workflows.person.worker import person_worker
from workflows.relay.subjects.events import EventWorkflows
from workflows.worker import How, Site

HISTORIES = Path(__file__).with_name("histories") / "people"


@dataclass(frozen=True, slots=True)
class People:
    """Who is at Clerk, and what is known of them here."""

    client: Client
    database: Database
    clerk: RunningClerk
    accounts: ClerkClient

    async def hears(self, kind: str, user_id: str) -> WorkflowHandle[object, object]:
        """Clerk's event is handed on."""
        event = InboundEvent("clerk:1", kind, Concern(Subject.PERSON, user_id), SystemClock().now())
        await EventWorkflows(self.client, self.database).tell([event])
        return self.client.get_workflow_handle(person_workflow_id(user_id))

    async def known(self, user_id: str) -> Person:
        """What is stored of them."""
        return await PersonRepository(self.database).get(user_id)

    async def delete(self, user_id: str) -> None:
        """The account goes."""
        store = self.clerk.instance.store
        store.delete(store.users[user_id])


@asynccontextmanager
async def people_at(
    client: Client, database: Database, folder: Path, *, port: int = 0, secret_key: str = ""
) -> AsyncIterator[People]:
    """A Clerk, and the worker that asks it; with another `secret_key` than its own, in vain."""
    documents = (people_documents, team_documents)
    await ensure_indexes(database, {one.COLLECTION: one.INDEXES for one in documents})
    clerk = await start(folder, port)
    settings = Settings(
        token_secret="not needed here, and long enough for it",
        clerk_issuer=clerk.issuer,
        clerk_jwks_url=clerk.jwks_url,
        clerk_api_url=clerk.url,
        clerk_secret_key=secret_key or clerk.secret_key,
    )
    site = Site(client=client, database=database, clock=SystemClock())
    async with AsyncExitStack() as later:
        later.push_async_callback(clerk.close)
        accounts = ClerkClient(clerk.url, clerk.secret_key)
        await later.enter_async_context(accounts)
        await later.enter_async_context(person_worker(site, settings, How()))
        yield People(client, database, clerk, accounts)


async def _record() -> None:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port, other = free_port(), free_port()
        database = await mongod.start(port=port, data=folder / "data", log=folder / "mongod.log")
        stack.push_async_callback(database.stop)
        server = await temporal.start(port=other, file=folder / "t.db", log=folder / "t.log")
        stack.push_async_callback(server.stop)
        client = await Client.connect(temporal.address(other), identity="recorder")
        mongo = await stack.enter_async_context(connect(mongod.uri(port)))
        people = people_at(client, mongo["recorded"], folder / "clerk")
        await _live(await stack.enter_async_context(people))


async def _live(people: People) -> None:
    told = await people.accounts.create_user("asha@example.com", first_name="Asha")
    for name, kind in (("told", "user.created"), ("erased", "user.deleted")):
        if name == "erased":
            await people.delete(told.id)
        workflow = await people.hears(kind, told.id)
        await workflow.result()
        history = (await workflow.fetch_history()).to_json()
        (HISTORIES / f"{name}.json").write_text(history + "\n")


if __name__ == "__main__":
    asyncio.run(_record())
