"""Socket.io's fan-out: staff who watch a house, and orders that move.

async with watching(peer, 1000) as watchers:
    changes = await move_orders(peer, changes=1000, per_second=200)
    told = await watchers.heard(changes * 1000)
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bench.peers.install import EXPRESS, node_program
from bench.peers.peer import Peer, Request

_ORDERS = 100
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Told:
    """What the watchers have heard, and how late: since the server began to write the change."""

    deliveries: int
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Watchers:
    """All of them, in one process of their own."""

    pid: int
    _process: Process

    async def heard(self, deliveries: int) -> Told:
        """When so many have come since this was asked last.

        Raises TimeoutError when some did not within 10 s.
        """
        assert self._process.stdin is not None  # noqa: S101 - it was started with one
        self._process.stdin.write(f"{deliveries}\n".encode())
        answer = await _answer(self._process)
        told = Told(answer["deliveries"], answer["p50_ms"], answer["p99_ms"])
        if not answer["complete"]:
            raise TimeoutError(f"{told.deliveries} deliveries came of {deliveries}")
        return told


@asynccontextmanager
async def watching(peer: Peer, count: int) -> AsyncIterator[Watchers]:
    """So many are connected to an Express peer. Raises RuntimeError when it refuses them."""
    words = (EXPRESS / "watchers.js", peer.url, peer.staff_token, str(count))
    process = await asyncio.create_subprocess_exec(
        node_program(), *words, stdin=PIPE, stdout=PIPE, env={"NODE_ENV": "production"}
    )
    try:
        await _answer(process)
        yield Watchers(process.pid, process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def move_orders(peer: Peer, *, changes: int, per_second: int) -> int:
    """Moves a hundred new orders in turn at that pace, between preparing and ready.

    Gives how often each watcher is told. Raises aiohttp.ClientError.
    """
    connector = aiohttp.TCPConnector(limit=_AT_ONCE)
    async with aiohttp.ClientSession(connector=connector, raise_for_status=True) as session:
        placed = [await _call(session, peer.order_request) for _ in range(min(_ORDERS, changes))]
        moves = itertools.islice(_moves([order["_id"] for order in placed]), changes)
        start = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number, (order_id, status) in enumerate(moves):
                await asyncio.sleep(max(0.0, start + number / per_second - time.monotonic()))
                group.create_task(_call(session, peer.status_request(order_id, status)))
    return changes


def _moves(order_ids: list[str]) -> Iterator[tuple[str, str]]:
    again = itertools.cycle(("preparing", "ready"))
    for status in itertools.chain(("accepted",), again):
        yield from ((order_id, status) for order_id in order_ids)


async def _call(session: aiohttp.ClientSession, request: Request) -> dict[str, Any]:
    async with session.request(
        request.method, request.url, data=request.body, headers=request.headers
    ) as answer:
        body: dict[str, Any] = await answer.json()
        return body


async def _answer(process: Process) -> dict[str, Any]:
    assert process.stdout is not None  # noqa: S101 - it was started with one
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError("the watchers have ended; their words stand above")
    answer: dict[str, Any] = json.loads(line)
    return answer
