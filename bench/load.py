"""Load by h2load and ghz: so many calls, all of them answered, or the bench fails."""

from __future__ import annotations

import asyncio
import json
import re
import struct
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from google.protobuf.message import Message

from bench import tools
from deploy.toolchain.paths import GEN

#: Callers at once, each on a connection of its own, as phones are.
CALLERS = 64
_LEAST_CALLS = CALLERS * 2
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


@dataclass(frozen=True, slots=True)
class Answer:
    """Microseconds: when it was asked for since the epoch, and for how long one waited."""

    start: int
    took: int
    good: bool


class Generator(Protocol):
    """A load that is ready to be made."""

    async def run(self, calls: int) -> Load:
        """Makes so many calls. Raises LoadFailedError if one of them fails."""
        ...


async def calls_in(generator: Generator, seconds: float) -> int:
    """How many calls will take about that long: tried with few, which warms up as well."""
    load = await generator.run(_LEAST_CALLS)
    load = await generator.run(_calls(load, min(seconds, 2.0)))
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
            return summed(list(read_log((folder / "log").read_text())), calls, said)


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
    """gRPC calls of /package.Service/Method, each with a request of its own.

    The requests are made beforehand, as bytes: a template for each call would cost more than the
    call. One process for each token, since ghz sends the same metadata always.
    """

    target: str
    rpc: str
    request: Callable[[], Message]
    tokens: Sequence[str]
    callers: int = CALLERS

    async def run(self, calls: int) -> Load:
        """One call at a time on each connection."""
        tools.ghz()  # built, if need be, before the time counts
        share = calls // len(self.tokens)
        with tempfile.TemporaryDirectory() as name:
            commands = [
                self._command(Path(name, str(number)), token, share)
                for number, token in enumerate(self.tokens)
            ]
            said = await asyncio.gather(*map(_output, commands))
        return summed(
            [one for report in said for one in read_report(report)], share * len(self.tokens)
        )

    def _command(self, file: Path, token: str, calls: int) -> list[str]:
        # Each behind its length: ghz goes through them in turn.
        with file.open("wb") as out:
            for _ in range(calls):
                request = self.request().SerializeToString()
                out.write(_varint(len(request)) + request)
        callers = str(self.callers // len(self.tokens))
        command = [str(tools.ghz()), "--insecure", "--protoset", str(_DESCRIPTORS)]
        command += ["--call", self.rpc.lstrip("/").replace("/", "."), "-O", "json"]
        command += ["-n", str(calls), "-c", callers, "--connections", callers]
        command += ["--binary-file", str(file), "--disable-template-data"]
        command += ["-m", json.dumps({"authorization": f"Bearer {token}"})]
        return [*command, self.target]


async def _output(command: Sequence[str]) -> str:
    child = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await child.communicate()
    if child.returncode:
        raise LoadFailedError(f"{Path(command[0]).name}: {err.decode()[-500:]}")
    return out.decode()


def read_log(log: str) -> Iterator[Answer]:
    """Of h2load: start in µs, status, µs until the end of the answer."""
    for line in log.splitlines():
        start, status, took, *_ = line.split("\t")
        yield Answer(int(start), int(took), status in {"200", "201"})


def read_report(report: str) -> Iterator[Answer]:
    """Of ghz: the end of each call, and how long it took, in ns."""
    for one in json.loads(report)["details"] or ():
        end, took = datetime.fromisoformat(_micros(one["timestamp"])), int(one["latency"]) // 1000
        yield Answer(int(end.timestamp() * 1e6) - took, took, one["status"] == "OK")


def _micros(timestamp: str) -> str:
    """RFC 3339 with nanoseconds, without those that Python does not know."""
    return re.sub(r"(\.\d{1,6})\d*", r"\1", timestamp)


def summed(answers: Sequence[Answer], calls: int, said: str = "") -> Load:
    """What came of so many calls; `said` is what the generator said of them.

    Raises LoadFailedError if one of them is missing, or was not answered well.
    """
    good = sum(answer.good for answer in answers)
    if good != calls:
        raise LoadFailedError(f"{calls - good} of {calls} calls failed\n{said[-800:]}")
    first = min(answer.start for answer in answers)
    last = max(answer.start + answer.took for answer in answers)
    took = sorted(answer.took for answer in answers)
    rate = calls * 1e6 / (last - first)
    return Load(calls, rate, at(took, 0.50) / 1e3, at(took, 0.99) / 1e3)


def at(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of them lies: 0.99 for the 99th percentile."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
