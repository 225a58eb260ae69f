"""`python -m server [--workers N]`: serves until it is told to stop."""

import argparse
import gc
import logging
import sys

from server.config import Settings, SettingsError
from server.workers import run_workers


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
    return _serve(settings)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="server", description="The Here2Order server.")
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        help="processes; the first listens on HERE2ORDER_LISTEN, each next one a port higher",
    )
    return parser.parse_args()


def _serve(settings: Settings) -> int:
    # What is imported stays: looking through it meanwhile takes a tenth of the start. And whoever
    # starts workers, or tells what is wrong with the settings, needs nothing of it.
    gc.disable()
    from server.rpc.interceptors.request_log import write_bare_lines
    from server.running import run
    from server.serving import serve

    write_bare_lines()
    return run(serve(settings))


if __name__ == "__main__":
    sys.exit(main())
