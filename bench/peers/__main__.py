"""`python -m bench.peers check`: starts each peer, calls every route once, prints what came."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import aiohttp

from bench.peers import Peer, Request, express, fastapi
from bench.peers.watching import move_orders, watching
from deploy.local import mongod
from deploy.local.ports import free_port


async def check() -> None:
    """Raises aiohttp.ClientResponseError when a peer refuses what it should do, TimeoutError."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        store = await mongod.start(port=port, data=folder / "data", log=folder / "mongod.log")
        try:
            uri = mongod.uri(port)
            for peer in (express(uri), express(uri, lean=True), fastapi(uri)):
                await _check(peer)
            await _check_watchers(uri)
        finally:
            await store.stop()


async def _check(starting: AbstractAsyncContextManager[Peer]) -> None:
    async with starting as peer, aiohttp.ClientSession(raise_for_status=True) as session:
        menu = await _call(session, peer, "menu", peer.menu_request)
        dishes = sum(len(category["items"]) for category in menu["categories"])
        order = await _call(session, peer, "order", peer.order_request)
        changed = peer.status_request(order["_id"], "accepted")
        moved = await _call(session, peer, "status", changed)
        print(f"{peer.name:<14}{dishes} dishes, order of {order['total']} is {moved['status']}")


async def _check_watchers(uri: str) -> None:
    async with express(uri) as peer, watching(peer, 20) as watchers:
        changes = await move_orders(peer, changes=50, per_second=50)
        told = await watchers.heard(20 * changes)
        print(f"{peer.name:<14}20 watchers of {changes} changes: {told}")


async def _call(session: aiohttp.ClientSession, peer: Peer, what: str, request: Request) -> Any:
    async with session.request(
        request.method, request.url, data=request.body or None, headers=request.headers
    ) as answer:
        body = await answer.read()
        print(f"{peer.name:<14}{what:<8}{answer.status}  {len(body):6} bytes")
        return json.loads(body)


if __name__ == "__main__":
    if sys.argv[1:] != ["check"]:
        sys.exit(__doc__)
    asyncio.run(check())
