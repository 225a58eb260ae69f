"""Load by h2load and ghz: so many calls, all of them answered, or the bench fails."""

from __future__ import annotations

import asyncio
import json
import struct
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bench import tools
from deploy.toolchain.paths import GEN

#: Callers at once, each on a connection of its own, as phones are.
CALLERS = 64
_LEAST_CALLS = CALLERS * 4
_DESCRIPTORS = GEN / "descriptors.binpb"


class LoadFailedError(Exception):
    """A call was not answered, or not well: what was measured is worth nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    """What the callers saw."""

    calls: int
    requests_per_second: float
    p50_ms: float
    p99_ms: float


class Generator(Protocol):
    """A load that is ready to be made."""

    async def run(self, calls: int) -> Load:
        """Makes so many calls. Raises LoadFailedError if one of them fails."""
        ...


async def calls_in(generator: Generator, seconds: float) -> int:
    """How many calls will take about that long: tried with few, which warms up as well."""
    load = await generator.run(_LEAST_CALLS)
    for _ in range(2):
        load = await generator.run(_calls(load, min(seconds, 1.0)))
    return _calls(load, seconds)


def _calls(load: Load, seconds: float) -> int:
    return max(_LEAST_CALLS, int(load.requests_per_second * seconds))


@dataclass(frozen=True, slots=True)
class H2Load:
    """The same request again and again; POST if there is a body."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    http1: bool = False
    callers: int = CALLERS

    async def run(self, calls: int) -> Load:
        """One request at a time on each connection."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            command: list[str] = [str(tools.h2load()), "-n", str(calls), "-c", str(self.callers)]
            command += ["-m", "1", "--log-file", str(folder / "log")]
            command += ["--h1"] if self.http1 else []
            if self.body is not None:
                (folder / "body").write_bytes(self.body)
                command += ["-d", str(folder / "body")]
            for header, value in self.headers.items():
                command += ["-H", f"{header}: {value}"]
            said = await _output([*command, self.url])
            return _read_log((folder / "log").read_text(), calls, said)


def grpc_over_h2load(
    target: str, rpc: str, request: bytes, token: str = "", *, callers: int = CALLERS
) -> H2Load:
    """A unary gRPC call. Its outcome is in a trailer that h2load does not read: ask the server."""
    headers = {"content-type": "application/grpc", "te": "trailers"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    body = struct.pack(">BI", 0, len(request)) + request
    return H2Load(f"http://{target}{rpc}", headers, body, callers=callers)


@dataclass(frozen=True, slots=True)
class Ghz:
    """gRPC calls of /package.Service/Method from templates: {{.UUID}} is a new one each time.

    `data` and `metadata` go round, one for each call; give as many of both.
    """

    target: str
    rpc: str
    data: Sequence[Mapping[str, Any]]
    metadata: Sequence[Mapping[str, str]] = ()
    callers: int = CALLERS
    descriptors: Path = _DESCRIPTORS

    async def run(self, calls: int) -> Load:
        """One call at a time on each connection."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "data.json").write_text(json.dumps(list(self.data)))
            (folder / "metadata.json").write_text(json.dumps(list(self.metadata)))
            command = [str(tools.ghz()), "--insecure", "--protoset", str(self.descriptors)]
            command += ["--call", self.rpc.lstrip("/").replace("/", "."), "-O", "json"]
            command += ["-n", str(calls), "-c", str(self.callers)]
            command += ["--connections", str(self.callers)]
            command += ["--data-file", str(folder / "data.json")]
            if self.metadata:
                command += ["--metadata-file", str(folder / "metadata.json")]
            return _read_ghz(json.loads(await _output([*command, self.target])), calls)


async def _output(command: Sequence[str]) -> str:
    child = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await child.communicate()
    if child.returncode:
        raise LoadFailedError(f"{Path(command[0]).name}: {err.decode()[-500:]}")
    return out.decode()


def _read_log(log: str, calls: int, said: str) -> Load:
    """Of h2load's log: start in µs, status, µs until the end of the answer."""
    rows = [line.split("\t") for line in log.splitlines()]
    good = [(int(row[0]), int(row[2])) for row in rows if row[1] == "200" or row[1] == "201"]
    if len(good) != calls:
        raise LoadFailedError(f"{calls - len(good)} of {calls} calls failed:\n{said[-800:]}")
    first = min(start for start, _ in good)
    last = max(start + took for start, took in good)
    took = sorted(each for _, each in good)
    rate = calls * 1e6 / (last - first)
    return Load(calls, rate, _at(took, 0.50) / 1e3, _at(took, 0.99) / 1e3)


def _read_ghz(report: Mapping[str, Any], calls: int) -> Load:
    good = (report.get("statusCodeDistribution") or {}).get("OK", 0)
    if good != calls:
        told = json.dumps(report.get("errorDistribution"))[:800]
        raise LoadFailedError(f"{calls - good} of {calls} calls failed: {told}")
    took = {each["percentage"]: each["latency"] / 1e6 for each in report["latencyDistribution"]}
    return Load(calls, report["rps"], took[50], took[99])


def _at(ordered: Sequence[int], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
