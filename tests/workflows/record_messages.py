"""`python -m tests.workflows.record_messages [name …]`: saves histories of messages, for replay.

As with orders (record.py): what is saved stays as it is; a new way gets a story of its own.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from temporalio.testing import WorkflowEnvironment

from deploy.local import binaries, mongod
from deploy.local.ports import free_port
from server.notifications.contacts.domain import Channel
from server.storage.client import connect
from tests.workflows.phones import Post, a_post

HISTORIES = Path(__file__).with_name("histories") / "messages"

#: By what the guest wants to be told, and what goes wrong on the way.
STORIES: Mapping[str, tuple[Channel, Sequence[Mapping[str, Any]]]] = {
    "delivered": (Channel.SMS, []),
    "tried_again": (Channel.SMS, [{"refuse": 20429, "count": 2}]),
    "dead_number": (Channel.SMS, [{"fail": 30006}]),
    "by_template": (Channel.WHATSAPP, []),
    "by_sms_after_all": (Channel.WHATSAPP, [{"channel": "whatsapp", "fail": 63024}]),
    "answer_lost": (Channel.SMS, [{"way": "reset_after", "count": 1}]),
    "never_arrived": (Channel.SMS, [{"way": "reset_before", "count": 1}]),
}


async def record(names: Sequence[str]) -> None:
    """Lives each story, and writes down what Temporal has of it."""
    HISTORIES.mkdir(exist_ok=True)
    async with _components() as post:
        for name in names:
            (HISTORIES / f"{name}.json").write_text(await _live(name, post) + "\n")
            sys.stdout.write(f"{name}\n")


async def _live(name: str, post: Post) -> str:
    channel, faults = STORIES[name]
    await post.twilio.steering.clear_faults()
    for fault in faults:
        await post.twilio.steering.fault(**fault)
    # The test server's time has run ahead with the stories before.
    worth = post.clock.now() + timedelta(days=1)
    message = await post.told(await post.guest(channel), worthless_time=worth)
    return (await post.workflow(message).fetch_history()).to_json()


@asynccontextmanager
async def _components() -> AsyncIterator[Post]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        database = await mongod.start(port=port, data=folder / "data", log=folder / "mongod.log")
        stack.push_async_callback(database.stop)
        path = binaries.find(binaries.TEMPORAL_TEST_SERVER)
        # Histories name who did what; not this machine.
        environment = await stack.enter_async_context(
            await WorkflowEnvironment.start_time_skipping(
                test_server_existing_path=str(path), identity="recorder"
            )
        )
        mongo = await stack.enter_async_context(connect(mongod.uri(port)))
        yield await stack.enter_async_context(a_post(environment, mongo["recorded"], folder))


if __name__ == "__main__":
    asyncio.run(record(sys.argv[1:] or list(STORIES)))
