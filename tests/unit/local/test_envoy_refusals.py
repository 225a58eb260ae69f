"""What Envoy refuses, and that every kind of client can read the refusal."""

from __future__ import annotations

import io
import re
from typing import Any

import aiohttp
import grpc
import pytest

from deploy.local.ports import free_port
from deploy.local.probes import http
from tests.support.components import Envoy, StartEnvoy
from tests.unit.local.echo import GRPC_WEB, SERVICE, Echo, call, framed


async def test_without_a_healthy_server_the_answer_is_unavailable(
    start_envoy: StartEnvoy, session: aiohttp.ClientSession
) -> None:
    front = await start_envoy(free_port())
    assert await _browser_status(session, front, "PlaceEcho") == grpc.StatusCode.UNAVAILABLE
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call(front, "PlaceEcho")
    assert refused.value.code() is grpc.StatusCode.UNAVAILABLE
    async with session.get(f"{front.origin}/healthz") as answer:
        assert answer.status == 503


async def test_too_large_a_request_is_refused_with_a_status(
    echo: Echo, front: Envoy, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call(front, "PlaceEcho", b"x" * 2_200_000)
    assert refused.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
    status = await _browser_status(session, front, "PlaceEcho", b"x" * 2_200_000)
    assert status is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert echo.calls == []


async def test_too_many_calls_are_refused_with_a_status(
    echo: Echo, session: aiohttp.ClientSession, start_envoy: StartEnvoy
) -> None:
    front = await start_envoy(echo.port, change=_one_call_a_minute)
    await front.process.ready(http(front.ports.origin, "/healthz"))
    await call(front, "PlaceEcho")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call(front, "PlaceEcho")
    assert refused.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
    status = await _browser_status(session, front, "PlaceEcho")
    assert status is grpc.StatusCode.RESOURCE_EXHAUSTED


async def test_a_call_that_takes_too_long_ends_with_a_status(
    echo: Echo, session: aiohttp.ClientSession, start_envoy: StartEnvoy
) -> None:
    front = await start_envoy(echo.port, change=_calls_may_take_a_tenth_of_a_second)
    await front.process.ready(http(front.ports.origin, "/healthz"))
    with pytest.raises(grpc.aio.AioRpcError) as ended:
        await call(front, "HangEcho")
    assert ended.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    status = await _browser_status(session, front, "HangEcho")
    assert status is grpc.StatusCode.DEADLINE_EXCEEDED


async def _browser_status(
    session: aiohttp.ClientSession, front: Envoy, method: str, message: bytes = b"x"
) -> grpc.StatusCode:
    """The status a browser sees: in the headers, or in the trailers at the body's end."""
    url, data = f"{front.origin}/{SERVICE}/{method}", io.BytesIO(framed(message))
    async with session.post(url, data=data, headers=GRPC_WEB) as answer:
        assert answer.status == 200
        trailers = re.search(rb"grpc-status: ?(\d+)", await answer.read())
        number = answer.headers.get("grpc-status") or (trailers[1] if trailers else -1)
    return next(code for code in grpc.StatusCode if code.value[0] == int(number))


def _manager(config: dict[str, Any]) -> Any:
    filters = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"]
    return filters[0]["typed_config"]


def _one_call_a_minute(config: dict[str, Any]) -> None:
    for it in _manager(config)["http_filters"]:
        if it["name"] == "envoy.filters.http.local_ratelimit":
            it["typed_config"]["token_bucket"] = {"max_tokens": 1, "fill_interval": "60s"}


def _calls_may_take_a_tenth_of_a_second(config: dict[str, Any]) -> None:
    routes = _manager(config)["route_config"]["virtual_hosts"][0]["routes"]
    next(it for it in routes if it["name"] == "commands")["route"]["timeout"] = "0.1s"
