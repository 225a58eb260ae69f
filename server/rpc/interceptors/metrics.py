"""What operators watch: calls by outcome, how long they took, how many streams are open."""

import time
from functools import cache, partial
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from server.rpc.call import Call, Proceed
from server.rpc.methods import Method

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

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Counts the call under its reason; OK, or LEFT if the client went away."""
        return (self._stream if method.streams else self._unary)(method, proceed)

    def _unary(self, method: Method, proceed: Proceed) -> Proceed:
        # Looked up once, and not before: what was never called is not shown.
        ended = cache(partial(self._calls.labels, method.path))
        lasted = cache(partial(self._seconds.labels, method.path))

        async def counted(call: Call) -> Any:
            start = time.perf_counter()
            try:
                return await proceed(call)
            finally:
                lasted().observe(time.perf_counter() - start)
                ended(call.outcome).inc()

        return counted

    def _stream(self, method: Method, proceed: Proceed) -> Proceed:
        async def counted(call: Call) -> Any:
            with self._streams.labels(method.path).track_inprogress():
                try:
                    return await proceed(call)
                finally:
                    self._calls.labels(method.path, call.outcome).inc()

        return counted
