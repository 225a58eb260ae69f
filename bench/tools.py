"""The programs that make load: on PATH first, else built here or told how to come by."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from deploy.toolchain.paths import ROOT
from deploy.toolchain.run import run

BUILD = ROOT / "build"
GHZ_VERSION = "v0.121.0"
_BIN = BUILD / "bin"


class MissingToolError(Exception):
    """A load generator is not on this machine; the message says how to get it."""


def h2load() -> Path:
    """Constant bodies over HTTP/1.1 and HTTP/2.

    Raises:
        MissingToolError: not on PATH.
    """
    found = shutil.which("h2load")
    if found is None:
        raise MissingToolError(
            "h2load is not on PATH. It comes with nghttp2:\n"
            "  apt-get install nghttp2-client | dnf install nghttp2 | brew install nghttp2"
        )
    return Path(found)


def ghz() -> Path:
    """gRPC calls, each with a body of its own; built with Go where it is not on PATH.

    Raises:
        MissingToolError: not on PATH, and no Go to build it with.
        StepFailedError: it cannot be built.
    """
    found = shutil.which("ghz")
    if found is not None:
        return Path(found)
    here = _BIN / "ghz"
    if not here.exists():
        if not shutil.which("go"):
            raise MissingToolError(
                "ghz is not on PATH, and there is no Go to build it with.\n"
                "  Get it from https://ghz.sh/docs/install, or Go from https://go.dev/dl"
            )
        print(f"bench: building ghz {GHZ_VERSION}")
        flags = f"{os.environ.get('GOFLAGS', '')} -modcacherw".strip()
        env = {"GOBIN": str(_BIN), "GOFLAGS": flags}
        run(["go", "install", f"github.com/bojand/ghz/cmd/ghz@{GHZ_VERSION}"], env=env)
    return here
