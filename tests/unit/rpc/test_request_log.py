"""One line a call: enough to find out what happened to it."""

import asyncio
import json
import logging
import re
from typing import Any

import grpc
import pytest

from server.errors import NotFound
from server.rpc.call import Call
from tests.support.refusals import refused
from tests.unit.rpc.conftest import Served, get_order, watch_order


@pytest.fixture(autouse=True)
def _talkative(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "here2order.calls")


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    records = [record for record in caplog.records if record.name == "here2order.calls"]
    return [json.loads(line) for record in records for line in record.getMessage().splitlines()]


async def _line(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    """The one line; the server may write it after the client has its answer."""
    async with asyncio.timeout(5):
        while not _lines(caplog):
            await asyncio.sleep(0.001)
    (line,) = _lines(caplog)
    return line


async def test_a_call_that_was_served(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    await get_order(served)
    line = await _line(caplog)
    assert line["rpc"] == "/here2order.ordering.v1.OrderService/GetOrder"
    assert (line["caller"], line["actor"], line["outcome"]) == ("GUEST", "guest:gst_1", "OK")
    assert line["ms"] >= 0
    assert re.fullmatch("req_[0-9a-z]{26}", line["request"])


async def test_a_call_that_was_refused_says_why(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    async def act(request: Any, call: Call) -> None:
        raise NotFound("order", "ord_1")

    served.servicer.act = act
    await refused(get_order(served))
    assert (await _line(caplog))["outcome"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("token", "outcome"),
    [
        ("", "TOKEN_MISSING"),
        ("forged", "TOKEN_INVALID"),
        ("stranger", "INVALID_FIELDS"),
    ],
)
async def test_also_one_that_got_nowhere(
    served: Served, caplog: pytest.LogCaptureFixture, token: str, outcome: str
) -> None:
    await refused(get_order(served, token))
    assert (await _line(caplog))["outcome"] == outcome


async def test_a_fault_of_ours(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    async def act(request: Any, call: Call) -> None:
        raise ZeroDivisionError

    served.servicer.act = act
    refusal = await refused(get_order(served))
    line = await _line(caplog)
    assert line["outcome"] == "INTERNAL"
    assert refusal.metadata == {"request": line["request"]}


async def test_the_clients_own_id_is_kept(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    await get_order(served, metadata=[("x-request-id", "f81d4fae-7dec.11d0_A")])
    assert (await _line(caplog))["request"] == "f81d4fae-7dec.11d0_A"


@pytest.mark.parametrize("sent", ["short", "x" * 65, '"},{"rpc":"forged"}', "two words here"])
async def test_but_not_one_that_could_forge_a_line(
    served: Served, caplog: pytest.LogCaptureFixture, sent: str
) -> None:
    await get_order(served, metadata=[("x-request-id", sent)])
    assert (await _line(caplog))["request"].startswith("req_")


async def test_a_stream_is_one_line_when_it_has_ended(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    began = asyncio.Event()

    async def act(request: Any, call: Call) -> None:
        began.set()
        await asyncio.Event().wait()

    served.servicer.act = act
    call = watch_order(served)
    await began.wait()
    assert _lines(caplog) == []
    call.cancel()
    line = await _line(caplog)
    assert (line["rpc"].rpartition("/")[2], line["outcome"]) == ("WatchOrder", "LEFT")


async def test_a_client_that_did_not_wait(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    async def act(request: Any, call: Call) -> None:
        await asyncio.Event().wait()

    served.servicer.act = act
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await get_order(served, timeout=0.1)
    assert caught.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    # Which of the two clocks is first, the client's or ours, is chance.
    assert (await _line(caplog))["outcome"] in {"DEADLINE_EXCEEDED", "LEFT"}
