"""gRPC-Web on the wire, as the specification has it: frames with a flag and a length before them,
the trailers as the last one.

https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
"""

import base64
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import grpc.aio

_TRAILERS = 0x80
_HEAD = struct.Struct(">BI")
_CODES = {code.value[0]: code for code in grpc.StatusCode}


@dataclass(frozen=True, slots=True)
class Frame:
    """A message, or what ends the call."""

    is_trailers: bool
    body: bytes


def framed(message: bytes) -> bytes:
    """A message as the body of a request."""
    return _HEAD.pack(0, len(message)) + message


class Frames:
    """Cuts what arrives, in pieces of any size, into frames."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def cut(self, piece: bytes) -> Iterator[Frame]:
        """The frames that the piece completes."""
        self._waiting += piece
        while len(self._waiting) >= _HEAD.size:
            flag, length = _HEAD.unpack_from(self._waiting)
            end = _HEAD.size + length
            if len(self._waiting) < end:
                return
            body = bytes(self._waiting[_HEAD.size : end])
            del self._waiting[:end]
            yield Frame(bool(flag & _TRAILERS), body)


def trailers(body: bytes) -> dict[str, str]:
    """The lines of a trailer frame, by name in small letters."""
    lines = (line.partition(":") for line in body.decode("latin-1").split("\r\n") if line)
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def status_error(fields: Mapping[str, str]) -> grpc.aio.AioRpcError | None:
    """What grpcio would raise for these trailers; None for OK.

    A call without a status was cut off on its way: UNAVAILABLE.
    """
    if "grpc-status" not in fields:
        return grpc.aio.AioRpcError(
            grpc.StatusCode.UNAVAILABLE,
            grpc.aio.Metadata(),
            grpc.aio.Metadata(),
            "the answer ended without a status",
        )
    code = _CODES.get(int(fields["grpc-status"]), grpc.StatusCode.UNKNOWN)
    if code is grpc.StatusCode.OK:
        return None
    found = grpc.aio.Metadata(*((name, _value(name, text)) for name, text in fields.items()))
    details = unquote(fields.get("grpc-message", ""))
    return grpc.aio.AioRpcError(code, grpc.aio.Metadata(), found, details)


def _value(name: str, text: str) -> str | bytes:
    if not name.endswith("-bin"):
        return text
    return base64.b64decode(text + "=" * (-len(text) % 4))
