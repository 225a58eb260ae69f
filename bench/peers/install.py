"""The peers' packages: npm's beside their sources, Python's in an environment under build/."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from deploy.toolchain import node
from deploy.toolchain.digest import digest, files_under
from deploy.toolchain.paths import ROOT
from deploy.toolchain.run import run

EXPRESS = ROOT / "bench/peers/express"
FASTAPI = ROOT / "bench/peers/fastapi"
_ENVIRONMENT = ROOT / "build/peers/fastapi"
_LOCK = FASTAPI / "requirements.lock"


def node_program() -> Path:
    """Node, after `npm ci` when the packages are not those of the lock.

    Raises StepFailedError.
    """
    node.install(EXPRESS)
    found = shutil.which("node", path=node.path())
    assert found  # noqa: S101 - npm has just run on it
    return Path(found)


def python_program() -> Path:
    """The interpreter of an environment that has what the lock says and nothing else.

    Raises StepFailedError.
    """
    stamp, wanted = _ENVIRONMENT / ".stamp", digest(files_under(_LOCK), sys.version)
    python = _ENVIRONMENT / "bin/python"
    if not stamp.is_file() or stamp.read_text() != wanted:
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", _ENVIRONMENT])
        # pip and not uv: a mirror and its certificates stand in pip's configuration.
        pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "install"]
        pip += ["--disable-pip-version-check", "--quiet"]
        run([*pip, "--no-deps", "--require-hashes", "--requirement", _LOCK])
        stamp.write_text(wanted)
    return python
