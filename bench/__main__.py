"""`python -m bench [--quick] [--keep] [part ...]`: how fast we are, beside whom, and since when.

Prints tables and ratios, writes JSON and a picture to build/bench/, and names what got slower
than in bench/baseline.json. 1 if a ratio is not what it must be.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import report
from bench.load import LoadFailedError
from bench.parts import PARTS
from bench.plot import plot
from bench.result import Aim, Row
from bench.tools import BUILD, MissingToolError
from deploy.local.binaries import MissingProgramError
from deploy.local.process import ComponentFailedError
from deploy.toolchain.run import StepFailedError
from server.running import run

_BASELINE = Path(__file__).with_name("baseline.json")
_OUT = BUILD / "bench"
_TROUBLE = (
    *(LoadFailedError, MissingToolError, MissingProgramError),
    *(ComponentFailedError, StepFailedError),
)


def main() -> int:
    """Runs the parts one after another. Returns the exit code."""
    arguments = _arguments()
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, ", end="")
    print(f"Python {platform.python_version()}")
    rows: list[Row] = []
    aims: list[Aim] = []
    try:
        for name in arguments.parts or PARTS:
            measured = run(PARTS[name](arguments.quick))
            rows += measured.rows
            aims += measured.aims
            print(report.table(measured.rows) + "\n", flush=True)
    except _TROUBLE as trouble:
        print(f"bench: {trouble}", file=sys.stderr)
        return 2
    _tell(rows, aims, keep=arguments.keep)
    return 0 if all(aim.met for aim in aims) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="How fast, beside whom.")
    parser.add_argument("--quick", action="store_true", help="shorter turns, and fewer of them")
    parser.add_argument("--keep", action="store_true", help="make this run the baseline")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part", default=[])
    return parser.parse_args()


def _tell(rows: Sequence[Row], aims: Sequence[Aim], *, keep: bool) -> None:
    print(report.verdicts(aims))
    report.write(_OUT / "result.json", rows, aims)
    (_OUT / "result.svg").write_text(plot(rows))
    print(f"\nwritten to {_OUT}/result.json and result.svg")
    baseline = report.read(_BASELINE)
    got_slower = report.slower(rows, baseline)
    if got_slower:
        print("slower than the baseline:", *got_slower, sep="\n  ")
    elif baseline:
        print("nothing is slower than the baseline")
    if keep:
        kept = {**baseline, **{row.name: row for row in rows}}
        report.write(_BASELINE, kept.values())


if __name__ == "__main__":
    sys.exit(main())
