"""`python -m server [--workers N]`: serves until it is told to stop."""

import argparse
import asyncio
import logging
import signal
import sys

from prometheus_client import start_http_server
from pymongo.errors import PyMongoError

from server.app import App, build_app
from server.config import Settings, SettingsError
from server.running import run
from server.workers import run_workers

_log = logging.getLogger("here2order")
_RETRY_SECONDS = 1.0


def main() -> int:
    """Reads the settings, starts, and stops on SIGTERM or SIGINT. Returns the exit code."""
    arguments = _arguments()
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    if arguments.workers > 1:
        return run_workers(settings, arguments.workers)
    return run(_serve(settings))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="server", description="The Here2Order server.")
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        help="processes; the first listens on HERE2ORDER_LISTEN, each next one a port higher",
    )
    return parser.parse_args()


async def _serve(settings: Settings) -> int:
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
    await stop.wait()
    starting.cancel()
    await asyncio.wait([starting])
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


if __name__ == "__main__":
    sys.exit(main())
