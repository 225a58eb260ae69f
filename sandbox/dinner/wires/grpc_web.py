"""A channel for the generated stubs that speaks gRPC-Web, as the pages in a browser do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp
import grpc.aio

from sandbox.dinner.wires.frames import Frames, framed, status_error, trailers

_TYPE = "application/grpc-web+proto"
_NO_LIMIT = aiohttp.ClientTimeout(total=None, sock_connect=5)
_Metadata = Sequence[tuple[str, str]]


@asynccontextmanager
async def grpc_web_channel(target: str) -> AsyncIterator[grpc.aio.Channel]:
    """As much of a channel as stubs need, to host:port. Calls raise grpc.aio.AioRpcError."""
    async with aiohttp.ClientSession(f"http://{target}", timeout=_NO_LIMIT) as session:
        yield cast(grpc.aio.Channel, _Channel(session))


class _Channel:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def unary_unary(
        self,
        method: str,
        request_serializer: Callable[[Any], bytes],
        response_deserializer: Callable[[bytes], Any],
        **_: object,
    ) -> Callable[..., Awaitable[Any]]:
        async def answer(messages: AsyncIterator[bytes], seconds: float | None) -> Any:
            try:
                async with asyncio.timeout(seconds):
                    (only,) = [response_deserializer(body) async for body in messages]
            except TimeoutError:
                raise _failed(grpc.StatusCode.DEADLINE_EXCEEDED, "too late") from None
            return only

        def call(
            request: Any, *, metadata: _Metadata = (), timeout: float | None = None, **_: object
        ) -> Awaitable[Any]:
            return answer(
                self._call(method, request_serializer(request), metadata, timeout), timeout
            )

        return call

    def unary_stream(
        self,
        method: str,
        request_serializer: Callable[[Any], bytes],
        response_deserializer: Callable[[bytes], Any],
        **_: object,
    ) -> Callable[..., AsyncIterator[Any]]:
        async def call(
            request: Any, *, metadata: _Metadata = (), **_: object
        ) -> AsyncIterator[Any]:
            async for body in self._call(method, request_serializer(request), metadata, None):
                yield response_deserializer(body)

        return call

    def stream_unary(self, method: str, **_: object) -> None:
        """No browser can."""

    def stream_stream(self, method: str, **_: object) -> None:
        """No browser can."""

    async def _call(
        self, method: str, request: bytes, metadata: _Metadata, seconds: float | None
    ) -> AsyncIterator[bytes]:
        headers = {"Content-Type": _TYPE, "Accept": _TYPE, "X-Grpc-Web": "1", **dict(metadata)}
        if seconds is not None:
            headers["Grpc-Timeout"] = f"{seconds * 1000:.0f}m"
        try:
            async with self._session.post(method, data=framed(request), headers=headers) as answer:
                async for body in _messages(answer):
                    yield body
        except aiohttp.ClientError as error:
            raise _failed(grpc.StatusCode.UNAVAILABLE, str(error)) from error


async def _messages(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    # A refusal may come without a body: its trailers stand among the headers then.
    ended = {name.lower(): value for name, value in answer.headers.items()}
    frames = Frames()
    async for piece in answer.content.iter_any():
        for frame in frames.cut(piece):
            if frame.is_trailers:
                ended = trailers(frame.body)
            else:
                yield frame.body
    error = status_error(ended)
    if error is not None:
        raise error


def _failed(code: grpc.StatusCode, why: str) -> grpc.aio.AioRpcError:
    return grpc.aio.AioRpcError(code, grpc.aio.Metadata(), grpc.aio.Metadata(), why)
