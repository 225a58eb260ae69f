"""`python -m bench.growth [--quick] [--data FOLDER] [orders|restaurants|menus|plans ...]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.growth import measure
from server.running import run

_PARTS = ("orders", "restaurants", "menus")


def main() -> int:
    """1 if something has grown that must not."""
    parser = argparse.ArgumentParser(prog="bench.growth", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="stops at 100,000 orders")
    parser.add_argument("--data", type=Path, help="keeps what was filled, for the next run")
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], default=_PARTS)
    asked = parser.parse_args()
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="h2o-growth-")
        folder = asked.data or Path(stack.enter_context(temporary))
        folder.mkdir(parents=True, exist_ok=True)
        measured = run(measure(folder, asked.parts, quick=asked.quick))
    return 0 if all(aim.met for aim in measured.aims) else 1


if __name__ == "__main__":
    sys.exit(main())
