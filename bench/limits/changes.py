"""`python -m bench.limits.changes URI`: what it costs a process to hear of each insert.

A bare change stream over what `bench.limits.writes` writes, with nothing done about it. Reads how
many from its input, a line a turn, and prints how long each was on its way.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

from pymongo import AsyncMongoClient

from bench.limits.writes import COLLECTION, DATABASE, WRITTEN
from bench.load import at
from server.running import run


async def hear(stream: Any, count: int) -> dict[str, float]:
    """So many inserts: calls, requests_per_second, p50_ms, p99_ms."""
    took: list[float] = []
    first = 0.0
    async for change in stream:
        now = time.time()
        first = first or now
        took.append(now - change["fullDocument"][WRITTEN])
        if len(took) == count:
            break
    took.sort()
    return {
        "calls": count,
        "requests_per_second": count / (time.time() - first),
        "p50_ms": at(took, 0.50) * 1e3,
        "p99_ms": at(took, 0.99) * 1e3,
    }


async def serve(uri: str) -> None:
    """Until its input ends. Says so when it watches."""
    loop = asyncio.get_running_loop()
    async with AsyncMongoClient[dict[str, Any]](uri) as client:
        only = [{"$match": {"operationType": "insert"}}]
        async with await client[DATABASE][COLLECTION].watch(only) as stream:
            print("watching", flush=True)
            while line := await loop.run_in_executor(None, sys.stdin.readline):
                print(json.dumps(await hear(stream, int(line))), flush=True)


if __name__ == "__main__":
    run(serve(sys.argv[1]))
