"""One serving process: from its start, when the database may not be there yet, to its stop."""

import asyncio
import logging
import signal

from prometheus_client import start_http_server
from pymongo.errors import PyMongoError

from server.app import App, build_app
from server.config import Settings
from server.later import import_the_rest

_log = logging.getLogger("here2order")
_RETRY_SECONDS = 1.0


async def serve(settings: Settings) -> int:
    """Serves until SIGTERM or SIGINT. Returns the exit code."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    app = build_app(settings)
    starting = asyncio.create_task(_start(app, settings.listen))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
    if starting.done() and starting.exception() is not None:
        _log.error("cannot listen on %s: %s", settings.listen, starting.exception())
        return 1
    rest = asyncio.create_task(import_the_rest())
    await stop.wait()
    for task in (starting, rest):
        task.cancel()
    await asyncio.wait([starting, rest])
    _log.info("stopping")
    await app.stop()
    return 0


async def _start(app: App, address: str) -> None:
    """Returns when it serves; waits for a database that is not there yet."""
    while True:
        try:
            port = await app.start(address)
        except PyMongoError as error:
            _log.warning("waiting for the database: %s", error)
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            _log.info("serving on port %d", port)
            _show_metrics(app)
            return


def _show_metrics(app: App) -> None:
    address = app.settings.metrics_listen
    if address:
        host, _, port = address.rpartition(":")
        start_http_server(int(port), host, app.registry)
