"""`python -m bench.limits.echo PORT RPC=FILE …`: the least that a unary gRPC call costs in Python.

Bare grpc.aio on uvloop with the same garbage collector as ours, bytes in and bytes out: to each
method it answers what is in its file, whatever was asked.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import grpc

from server.running import run


class Echo(grpc.GenericRpcHandler):
    """Answers by method."""

    def __init__(self, replies: Mapping[str, bytes]) -> None:
        """By /package.Service/Method."""
        self._handlers = {rpc: _answering(reply) for rpc, reply in replies.items()}

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> Any:
        """The handler of a call; None if there is no such method."""
        return self._handlers.get(handler_call_details.method)


def _answering(reply: bytes) -> Any:
    async def answer(request: bytes, context: grpc.aio.ServicerContext[bytes, bytes]) -> bytes:
        return reply

    return grpc.unary_unary_rpc_method_handler(answer)


async def serve(port: int, replies: Mapping[str, bytes]) -> None:
    """Until it is killed."""
    server = grpc.aio.server()
    server.add_generic_rpc_handlers((Echo(replies),))
    server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    await asyncio.Event().wait()


def main() -> None:
    """Reads what it answers."""
    port, *named = sys.argv[1:]
    pairs = (name.split("=", 1) for name in named)
    run(serve(int(port), {rpc: Path(file).read_bytes() for rpc, file in pairs}))


if __name__ == "__main__":
    main()
