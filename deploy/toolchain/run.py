"""Runs the tools of the environment and stops with their own words when one fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.toolchain.paths import BIN, ROOT


class StepFailedError(Exception):
    """A tool said no; its words are on the terminal already."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment with the tools of the lock first on PATH."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **(extra or {})}


def run(
    command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Runs to the end, output going to the terminal.

    Raises:
        StepFailedError: it ended with anything but 0.
    """
    words = [str(word) for word in command]
    sys.stdout.flush()
    done = subprocess.run(words, cwd=cwd, env=environment(env), check=False)
    if done.returncode:
        called = " ".join([Path(words[0]).name, *words[1:3]])
        raise StepFailedError(f"{called} ended with {done.returncode}")


def output(command: Sequence[str | Path], *, cwd: Path = ROOT) -> str | None:
    """What it prints, stripped; None when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )
    return None if done.returncode else done.stdout.strip()
