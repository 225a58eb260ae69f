"""`python -m deploy.local run|demo|seed`: what `make run` and `make demo` call."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from deploy.local import run
from deploy.local.interrupt import InterruptedByUserError
from deploy.local.preflight import PreflightError
from deploy.local.process import ComponentFailedError


def main() -> int:
    """Exit code: 0 for an end that was asked for and for a dinner without fault, else 1."""
    arguments = _arguments()
    try:
        if arguments.what == "run":
            asyncio.run(run.run(servers=arguments.servers, beside=arguments.beside))
        elif arguments.what == "seed":
            asyncio.run(run.seed())
        else:
            return 0 if asyncio.run(run.demo()) else 1
    except InterruptedByUserError:
        return 0
    except (PreflightError, ComponentFailedError) as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    runs = commands.add_parser("run", help="start everything and wait for Ctrl-C")
    runs.add_argument("--servers", type=int, default=1, choices=range(1, 5), metavar="1-4")
    runs.add_argument("--beside", type=Path, metavar="FOLDER", help="a second one, on free ports")
    commands.add_parser("demo", help="play a dinner, against the running stack or its own")
    commands.add_parser("seed", help="seed the running stack again and print where to click")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
