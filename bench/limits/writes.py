"""`python -m bench.limits.writes URI FILE`: what mongod alone does with an order's document.

Inserts one by one, majority and journaled, as many at once as there are callers, with nothing
before or after them. Reads how many from its input, a line a turn, and prints what it saw.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import bson
from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.write_concern import WriteConcern

from bench.load import CALLERS, at
from server.running import run

DATABASE, COLLECTION = "bench_limit", "orders"
#: When it was written, in Unix seconds.
WRITTEN = "written"
_DURABLE = WriteConcern("majority", j=True)
_Orders = AsyncCollection[dict[str, Any]]


async def write(orders: _Orders, document: dict[str, Any], count: int) -> dict[str, float]:
    """So many inserts: calls, requests_per_second, p50_ms, p99_ms."""
    took: list[float] = []
    left = iter(range(count))

    async def caller() -> None:
        for _ in left:
            start = time.perf_counter()
            await orders.insert_one({**document, "_id": bson.ObjectId(), WRITTEN: time.time()})
            took.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(CALLERS)))
    rate = count / (time.perf_counter() - start)
    took.sort()
    return {
        "calls": count,
        "requests_per_second": rate,
        "p50_ms": at(took, 0.50) * 1e3,
        "p99_ms": at(took, 0.99) * 1e3,
    }


async def serve(uri: str, file: Path) -> None:
    """Until its input ends."""
    document = bson.decode(file.read_bytes())  # noqa: ASYNC240 - nothing else runs yet
    loop = asyncio.get_running_loop()
    async with AsyncMongoClient[dict[str, Any]](uri) as client:
        orders = client[DATABASE].get_collection(COLLECTION, write_concern=_DURABLE)
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            print(json.dumps(await write(orders, document, int(line))), flush=True)


if __name__ == "__main__":
    run(serve(sys.argv[1], Path(sys.argv[2])))
