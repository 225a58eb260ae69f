"""Many open streams in one small process, over HTTP/2 by hand.

A grpc client spends more on a stream than our server does. This one knows no more of HTTP/2 than a
server that streams asks of it, and takes the time of a message when its bytes arrive.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from typing import Any, cast

import uvloop

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_DATA, _HEADERS, _RST_STREAM, _SETTINGS, _PING, _GOAWAY, _WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
_END_STREAM, _ACK, _END_HEADERS = 1, 1, 4
_INITIAL_WINDOW_SIZE = 4
# So that this client never has to say that it has read something.
_WINDOW = 2**31 - 1
_FRAME_HEAD = 9
_MESSAGE_HEAD = 5
#: By which gRPC-Web marks the trailers in the body.
_TRAILERS = 0x80
_PATIENCE_SECONDS = 120
_LONGEST_SECONDS, _LOOK_AGAIN_SECONDS = 10.0, 0.1


@dataclass(frozen=True, slots=True)
class Wish:
    """A stream to open."""

    #: What kind of watcher this is; comes back with what it hears.
    kind: str
    path: str
    request: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/grpc"
    #: What it watches, for a server that knows names alone.
    name: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message and when it came, by time.monotonic_ns."""

    kind: str
    message: bytes
    time_ns: int


class Watchers:
    """The streams, in a process of their own."""

    def __init__(self, target: str, wishes: Sequence[Wish], connections: int) -> None:
        """Opens them evenly over so many connections to host:port."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        arguments = (theirs, target, wishes, connections)
        self._process = context.Process(target=_main, args=arguments, daemon=True)

    async def __aenter__(self) -> Watchers:
        """Every stream has had its first message."""
        self._process.start()
        await self._answer()
        return self

    async def __aexit__(self, *_: object) -> None:
        """They leave."""
        self._process.terminate()
        await asyncio.to_thread(self._process.join)

    async def heard(self, *, at_least: int = 0) -> list[Heard]:
        """What came since this was asked last. Raises RuntimeError when a stream has ended.

        With `at_least` it is not given before that much has come, or for ten seconds: to hand it
        over takes a while, in which the watchers are late to notice what comes.
        """
        until = time.monotonic() + _LONGEST_SECONDS
        # Another process counts.
        while await self._ask("count") < at_least and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        return cast("list[Heard]", await self._ask("heard"))

    async def _ask(self, what: str) -> Any:
        self._pipe.send(what)
        return await self._answer()

    async def _answer(self) -> Any:
        if not await asyncio.to_thread(self._pipe.poll, _PATIENCE_SECONDS):
            raise TimeoutError("the watchers do not answer")
        answer = self._pipe.recv()
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer


def _main(pipe: Pipe, target: str, wishes: Sequence[Wish], connections: int) -> None:
    # A pause of its collector would be taken for one of the server.
    gc.disable()
    uvloop.run(_watch(pipe, target, wishes, connections))


async def _watch(pipe: Pipe, target: str, wishes: Sequence[Wish], connections: int) -> None:
    loop = asyncio.get_running_loop()
    host, _, port = target.rpartition(":")
    lines = []
    for number in range(connections):
        mine = wishes[number::connections]
        _, line = await loop.create_connection(lambda: _Line(target), host, int(port))
        lines.append(line)
        await line.open(mine)
    pipe.send([])
    for line in lines:
        line.take()
    while True:
        asked = await asyncio.to_thread(pipe.recv)
        ended = sum(line.ended for line in lines)
        if ended:
            pipe.send(f"{ended} of {len(wishes)} streams have ended")
        elif asked == "count":
            pipe.send(sum(line.count for line in lines))
        else:
            pipe.send([one for line in lines for one in line.take()])


class _Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, authority: str) -> None:
        self.ended = 0
        self._authority = authority
        self._buffer = bytearray()
        self._partial: dict[int, bytes] = {}
        self._kinds: dict[int, str] = {}
        self._heard: list[Heard] = []
        self._silent: set[int] = set()
        self._all_speak = asyncio.Event()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        settings = struct.pack(">HI", _INITIAL_WINDOW_SIZE, _WINDOW)
        window = struct.pack(">I", _WINDOW - 65_535)
        transport.write(_PREFACE + _frame(_SETTINGS, 0, 0, settings))
        transport.write(_frame(_WINDOW_UPDATE, 0, 0, window))

    def connection_lost(self, _: Exception | None) -> None:
        self._end()

    async def open(self, wishes: Sequence[Wish], at_once: int = 25) -> None:
        """Returns when each stream has had a message, or one has ended.

        Not all at once: each begins with all open orders of a house, and a server that reads them a
        hundred times answers no health check meanwhile, and is sent nobody any more.
        """
        for start in range(0, len(wishes), at_once):
            self._all_speak.clear()
            for number, wish in enumerate(wishes[start : start + at_once], start):
                self._ask(2 * number + 1, wish)
            await self._all_speak.wait()

    @property
    def count(self) -> int:
        """How much has come since the last time."""
        return len(self._heard)

    def take(self) -> list[Heard]:
        """What came since the last time."""
        heard, self._heard = self._heard, []
        return heard

    def _ask(self, stream: int, wish: Wish) -> None:
        headers = {
            ":method": "POST",
            ":scheme": "http",
            ":path": wish.path,
            ":authority": self._authority,
            "content-type": wish.content_type,
            "te": "trailers",
            **wish.headers,
        }
        block = b"".join(_literal(name) + _literal(value, b"") for name, value in headers.items())
        message = struct.pack(">BI", 0, len(wish.request)) + wish.request
        self._transport.write(
            _frame(_HEADERS, _END_HEADERS, stream, block)
            + _frame(_DATA, _END_STREAM, stream, message)
        )
        self._silent.add(stream)
        self._kinds[stream] = wish.kind

    def data_received(self, data: bytes) -> None:
        now, buffer, at = time.monotonic_ns(), self._buffer, 0
        buffer += data
        while len(buffer) - at >= _FRAME_HEAD:
            size = int.from_bytes(buffer[at : at + 3], "big")
            end = at + _FRAME_HEAD + size
            if len(buffer) < end:
                break
            kind, flags = buffer[at + 3], buffer[at + 4]
            stream = int.from_bytes(buffer[at + 5 : at + 9], "big")
            self._take_frame(kind, flags, stream, bytes(buffer[at + _FRAME_HEAD : end]), now)
            at = end
        del buffer[:at]

    def _take_frame(self, kind: int, flags: int, stream: int, body: bytes, now: int) -> None:
        if kind == _DATA:
            self._take_data(stream, body, now)
        elif kind == _SETTINGS and not flags & _ACK:
            self._transport.write(_frame(_SETTINGS, _ACK, 0, b""))
        elif kind == _PING and not flags & _ACK:
            self._transport.write(_frame(_PING, _ACK, 0, body))
        if kind in (_RST_STREAM, _GOAWAY) or (kind in (_DATA, _HEADERS) and flags & _END_STREAM):
            self._end()

    def _end(self) -> None:
        self.ended += 1
        self._all_speak.set()

    def _take_data(self, stream: int, body: bytes, now: int) -> None:
        body = self._partial.pop(stream, b"") + body
        while len(body) >= _MESSAGE_HEAD:
            end = _MESSAGE_HEAD + int.from_bytes(body[1:_MESSAGE_HEAD], "big")
            if len(body) < end:
                break
            if body[0] & _TRAILERS:
                self._end()
            self._heard.append(Heard(self._kinds[stream], body[_MESSAGE_HEAD:end], now))
            body = body[end:]
            if stream in self._silent:
                self._silent.discard(stream)
                if not self._silent:
                    self._all_speak.set()
        if body:
            self._partial[stream] = body


def _frame(kind: int, flags: int, stream: int, body: bytes) -> bytes:
    return struct.pack(">I", len(body))[1:] + struct.pack(">BBI", kind, flags, stream) + body


def _literal(text: str, first: bytes = b"\0") -> bytes:
    """A header's name or value as it is: not compressed, and kept by nobody."""
    raw = text.encode()
    if len(raw) < 127:
        return first + bytes([len(raw)]) + raw
    rest, more = len(raw) - 127, b""
    while rest >= 128:
        more += bytes([rest % 128 + 128])
        rest //= 128
    return first + b"\x7f" + more + bytes([rest]) + raw
