"""`make check`: everything that can be told without running the programs.

All steps run, also after one failed; a step that passes costs one line.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from deploy.toolchain import breaking, node, web
from deploy.toolchain.generate import generate
from deploy.toolchain.paths import BIN, PROTOS, ROOT
from deploy.toolchain.run import StepFailedError, environment, output

_TOOLS: dict[str, list[str]] = {
    "python format": ["ruff", "format", "--check", "--quiet", "--diff", "."],
    "python lint": ["ruff", "check", "--quiet", "."],
    "python types": ["mypy", "."],
}
_BUF: dict[str, list[str]] = {
    "proto format": ["buf", "format", "--diff", "--exit-code", "--path", "protos/here2order"],
    "proto lint": ["buf", "lint"],
}


def main() -> int:
    steps: dict[str, Callable[[], str]] = {}
    if web.exists():
        steps["web packages"] = lambda: "installed" if node.install() else ""
    if PROTOS.is_dir():
        steps["generated code"] = _generated
        steps |= {name: _tool(words) for name, words in _BUF.items()}
        steps["proto breaking"] = breaking.check
    steps |= {name: _tool(words) for name, words in _TOOLS.items()}
    if web.exists():
        steps["web check"] = _web
    failed = [name for name, step in steps.items() if not _passes(name, step)]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all well")
    return 1 if failed else 0


def _passes(name: str, step: Callable[[], str]) -> bool:
    began = time.monotonic()
    try:
        note, good = step(), True
    except StepFailedError as failure:
        note, good = str(failure), False
    mark = "ok  " if good else "FAIL"
    print(f"{mark} {name:<15} {time.monotonic() - began:5.1f} s  {note}".rstrip(), flush=True)
    return good


def _tool(words: list[str]) -> Callable[[], str]:
    def call() -> str:
        done = subprocess.run(
            [str(BIN / words[0]), *words[1:]],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            print(done.stdout)
            raise StepFailedError(" ".join(words))
        return ""

    return call


def _generated() -> str:
    """Generated code is made, not kept: what can be wrong is that somebody committed some."""
    kept = output(["git", "ls-files", "gen", "clients/web/src/gen"])
    if kept:
        raise StepFailedError(f"generated files must not be committed:\n{kept}")
    return "brought up to date" if generate() else "up to date"


def _web() -> str:
    node.npm("run", "--silent", "check")
    return ""


if __name__ == "__main__":
    sys.exit(main())
