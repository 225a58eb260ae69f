"""What operators watch: calls by outcome, how long they took, how many streams are open."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from server.rpc.call import Call, Proceed
from server.rpc.methods import Method

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
_BOUNDS = (*map(str, _BUCKETS), "+Inf")


class Metrics(Collector):
    """Counts every call, also those that the interceptors inside refuse.

    One thread counts, so it counts in plain numbers; they are put together for whoever scrapes.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        """`registry` is the process's; a test has one of its own."""
        self._counted: dict[str, _Counted] = {}
        self._streams = Gauge(
            "here2order_open_streams", "Streams that are open.", ("rpc",), registry=registry
        )
        registry.register(self)

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Counts the call under its reason; OK, or LEFT if the client went away."""
        counted = self._counted[method.path] = _Counted()
        return (self._stream if method.streams else _unary)(method, proceed, counted)

    def collect(self) -> Iterator[Metric]:
        """What was counted until now; what was never called is not shown."""
        calls = CounterMetricFamily(
            "here2order_calls", "Calls that have ended.", labels=("rpc", "outcome")
        )
        lasted = HistogramMetricFamily(
            "here2order_call_seconds", "How long unary calls took.", labels=("rpc",)
        )
        for rpc, counted in self._counted.items():
            for outcome, count in tuple(counted.outcomes.items()):
                calls.add_metric((rpc, outcome), count)
            if any(counted.within):
                buckets = [*zip(_BOUNDS, map(float, accumulate(counted.within)), strict=True)]
                lasted.add_metric((rpc,), buckets, counted.seconds)
        yield calls
        yield lasted

    def _stream(self, method: Method, proceed: Proceed, counted: "_Counted") -> Proceed:
        async def run(call: Call) -> Any:
            with self._streams.labels(method.path).track_inprogress():
                try:
                    return await proceed(call)
                finally:
                    counted.outcomes[call.outcome] += 1

        return run


class _Counted:
    """The calls of one method that have ended."""

    __slots__ = ("outcomes", "seconds", "within")

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.seconds = 0.0
        #: How many took at most so long, and longer than the bound before.
        self.within = [0] * len(_BOUNDS)


def _unary(_: Method, proceed: Proceed, counted: _Counted) -> Proceed:
    outcomes, within = counted.outcomes, counted.within

    async def run(call: Call) -> Any:
        start = time.perf_counter()
        try:
            return await proceed(call)
        finally:
            took = time.perf_counter() - start
            counted.seconds += took
            within[bisect_left(_BUCKETS, took)] += 1
            outcomes[call.outcome] += 1

    return run
