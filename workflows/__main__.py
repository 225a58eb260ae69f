"""`python -m workflows`: follows orders and relays them, until it is told to stop."""

import asyncio
import logging
import signal
import sys

from temporalio.client import Client
from temporalio.service import RPCError

from server.clock import SystemClock
from server.config import Settings, SettingsError
from server.storage.client import Database, connect
from workflows.relay.relay import Relay
from workflows.relay.subjects.orders import OrderWorkflows
from workflows.worker import order_worker

_log = logging.getLogger("here2order.workflows")
_RETRY_SECONDS = 1.0


def main() -> int:
    """Reads the settings, and works until SIGTERM or SIGINT. Returns the exit code."""
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    asyncio.run(_until_told_to_stop(settings))
    return 0


async def _until_told_to_stop(settings: Settings) -> None:
    work = asyncio.create_task(_serve(settings))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        _log.info("stopped")


async def _serve(settings: Settings) -> None:
    async with connect(settings.mongodb_uri) as mongo:
        while True:
            client = await _connected(settings)
            try:
                await _follow(client, mongo[settings.database], settings)
            except* RuntimeError as failures:  # what Temporal's own worker raises, of any kind
                _log.error("starting over: %s", failures.exceptions[0])
            await asyncio.sleep(_RETRY_SECONDS)


async def _follow(client: Client, database: Database, settings: Settings) -> None:
    relay = Relay(database, OrderWorkflows(client), SystemClock())
    worker = order_worker(
        client,
        database,
        SystemClock(),
        build=settings.worker_build,
        grace_seconds=settings.stop_grace_seconds,
    )
    async with worker:
        _log.info("ready: following orders")
        await relay.run()


async def _connected(settings: Settings) -> Client:
    """Waits for a Temporal that is not there yet. Workers need a client that is connected."""
    while True:
        try:
            client = await Client.connect(
                settings.temporal_address, namespace=settings.temporal_namespace
            )
        except (RPCError, RuntimeError) as error:
            _log.warning("waiting for Temporal at %s: %s", settings.temporal_address, error)
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            _log.info("connected to Temporal at %s", settings.temporal_address)
            return client


if __name__ == "__main__":
    sys.exit(main())
