"""What operators watch: calls by outcome, how long they took, how many streams are open."""

import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from server.rpc.call import Call, Proceed

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)


class Metrics:
    """Counts every call, also those that the interceptors inside refuse."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """`registry` is the process's; a test has one of its own."""
        self._calls = Counter(
            "here2order_calls", "Calls that have ended.", ("rpc", "outcome"), registry=registry
        )
        self._seconds = Histogram(
            "here2order_call_seconds",
            "How long unary calls took.",
            ("rpc",),
            registry=registry,
            buckets=_BUCKETS,
        )
        self._streams = Gauge(
            "here2order_open_streams", "Streams that are open.", ("rpc",), registry=registry
        )

    async def __call__(self, call: Call, proceed: Proceed) -> Any:
        """Counts the call under its reason; OK, or LEFT if the client went away."""
        if call.method.streams:
            return await self._stream(call, proceed)
        start = time.perf_counter()
        try:
            return await proceed(call)
        finally:
            self._seconds.labels(call.method.path).observe(time.perf_counter() - start)
            self._calls.labels(call.method.path, call.outcome).inc()

    async def _stream(self, call: Call, proceed: Proceed) -> Any:
        with self._streams.labels(call.method.path).track_inprogress():
            try:
                return await proceed(call)
            finally:
                self._calls.labels(call.method.path, call.outcome).inc()
