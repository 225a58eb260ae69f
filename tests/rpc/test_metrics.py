"""What operators see of the calls."""

import asyncio
import json
from collections.abc import Callable

import pytest
from here2order.ordering.v1 import visit_service_pb2

from tests.support.app import RunningApp
from tests.support.house import open_house
from tests.support.refusals import refused
from tests.support.watching import guest_watcher

SCAN = "/here2order.ordering.v1.VisitService/ScanTable"
WATCH = "/here2order.ordering.v1.OrderService/WatchOrder"


def count(app: RunningApp, rpc: str, outcome: str) -> float:
    """How many such calls have ended."""
    labels = {"rpc": rpc, "outcome": outcome}
    return app.app.registry.get_sample_value("here2order_calls_total", labels) or 0


async def until(is_so: Callable[[], object]) -> None:
    """Returns when it is so: a call's status is with the caller before it is counted and logged."""
    async with asyncio.timeout(5):
        while not is_so():
            await asyncio.sleep(0.001)


async def test_calls_are_counted_by_what_came_of_them(app: RunningApp) -> None:
    house = await open_house(app)
    await house.sit_down()
    wrong = visit_service_pb2.ScanTableRequest(code="x")
    await refused(app.api.visits.ScanTable(wrong))
    await until(lambda: count(app, SCAN, "INVALID_FIELDS") == 1)
    assert count(app, SCAN, "OK") == 1
    assert app.app.registry.get_sample_value("here2order_call_seconds_count", {"rpc": SCAN}) == 2


async def test_a_stream_is_counted_while_it_is_open(app: RunningApp) -> None:
    house = await open_house(app)
    seat = await house.sit_down()
    page = guest_watcher(app.api, seat.token)
    page.connect()
    await page.caught_up()
    open_streams = "here2order_open_streams"
    assert app.app.registry.get_sample_value(open_streams, {"rpc": WATCH}) == 1
    await app.app.feed.stop()
    refusal = await refused(page.until(lambda _: False))
    assert refusal.reason == "SERVER_STOPPING"
    await until(lambda: count(app, WATCH, "SERVER_STOPPING") == 1)
    await until(lambda: app.app.registry.get_sample_value(open_streams, {"rpc": WATCH}) == 0)


async def test_the_log_tells_the_reason_and_the_id_that_the_client_sent(
    app: RunningApp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "here2order.calls")
    wrong = visit_service_pb2.ScanTableRequest(code="x")
    await refused(app.api.visits.ScanTable(wrong, metadata=[("x-request-id", "from-a-phone-1")]))
    await until(lambda: caplog.messages)
    line = json.loads(caplog.messages[-1])
    assert (line["request"], line["rpc"]) == ("from-a-phone-1", SCAN)
    assert (line["outcome"], line["caller"]) == ("INVALID_FIELDS", "ANYONE")
