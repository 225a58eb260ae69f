"""The least that anybody asks of Temporal: a workflow with one ordinary activity.

`python -m bench.trivial ADDRESS` is its worker.
"""

import asyncio
import logging
import sys
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

from server.running import run

QUEUE = "bench"


@activity.defn
async def add_one(number: int) -> int:
    """Does nothing to speak of."""
    return number + 1


@workflow.defn
class Trivial:
    """Asks for one thing, and gives the answer."""

    @workflow.run
    async def run(self, number: int) -> int:
        """One more."""
        return await workflow.execute_activity(
            add_one, number, start_to_close_timeout=timedelta(seconds=60)
        )


async def serve(address: str) -> None:
    """Works until it is stopped."""
    client = await Client.connect(address)
    async with Worker(
        client,
        task_queue=QUEUE,
        workflows=[Trivial],
        activities=[add_one],
        max_cached_workflows=2000,
    ):
        logging.getLogger(__name__).info("ready")
        await asyncio.Event().wait()


if __name__ == "__main__":
    logging.basicConfig(level="INFO")
    run(serve(sys.argv[1]))
