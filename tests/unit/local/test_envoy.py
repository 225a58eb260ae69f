"""What Envoy does with calls that go well, and with servers that come and go."""

from __future__ import annotations

import asyncio

import aiohttp
import grpc
import pytest

from deploy.local.ports import free_port
from deploy.local.process import Probe
from tests.support.components import Envoy, StartEnvoy
from tests.unit.local.echo import GRPC_WEB, SERVICE, Echo, call, echo_server, framed


async def test_a_call_reaches_the_server(front: Envoy) -> None:
    assert await call(front, "PlaceEcho", b"two dosas") == b"two dosas"


async def test_a_browser_gets_message_and_trailers(
    front: Envoy, session: aiohttp.ClientSession
) -> None:
    url = f"{front.origin}/{SERVICE}/GetEcho"
    async with session.post(url, data=framed(b"tea"), headers=GRPC_WEB) as answer:
        body = await answer.read()
    assert body.startswith(framed(b"tea"))
    assert b"grpc-status:0" in body


async def test_a_page_on_this_machine_may_call(
    front: Envoy, session: aiohttp.ClientSession
) -> None:
    asked = {
        "origin": "http://localhost:5173",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,x-grpc-web",
    }
    url = f"{front.origin}/{SERVICE}/GetEcho"
    async with session.options(url, headers=asked) as answer:
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "http://localhost:5173"
        assert "authorization" in answer.headers["access-control-allow-headers"]
    async with session.options(url, headers=asked | {"origin": "https://evil.example"}) as answer:
        assert "access-control-allow-origin" not in answer.headers


async def test_a_stream_sends_its_first_message_at_once_and_stays(front: Envoy) -> None:
    async with grpc.aio.insecure_channel(front.target) as channel:
        watch = channel.unary_stream(
            f"/{SERVICE}/WatchEcho", request_serializer=bytes, response_deserializer=bytes
        )
        stream = watch(b"hello")
        async with asyncio.timeout(5):
            assert await stream.read() == b"hello"
        stream.cancel()


async def test_a_read_is_asked_again_when_the_server_is_unavailable(
    echo: Echo, front: Envoy
) -> None:
    echo.failing = 1
    assert await call(front, "GetEcho") == b"x"
    assert echo.calls == ["GetEcho", "GetEcho"]


async def test_a_command_that_reached_the_server_is_not_sent_again(
    echo: Echo, front: Envoy
) -> None:
    echo.failing = 1
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call(front, "PlaceEcho")
    assert refused.value.code() is grpc.StatusCode.UNAVAILABLE
    assert echo.calls == ["PlaceEcho"]


async def test_calls_go_to_the_process_that_is_healthy(start_envoy: StartEnvoy) -> None:
    async with echo_server() as one, echo_server() as other:
        front = await start_envoy(one.port, other.port, free_port())
        await front.process.ready(_healthy(front, 2))
        await one.serving(False)
        await front.process.ready(_healthy(front, 1))
        for _ in range(5):
            await call(front, "PlaceEcho")
        assert (len(one.calls), len(other.calls)) == (0, 5)


async def test_every_answer_carries_the_callers_request_id(
    front: Envoy, session: aiohttp.ClientSession
) -> None:
    headers = GRPC_WEB | {"x-request-id": "table-7-tea"}
    url = f"{front.origin}/{SERVICE}/GetEcho"
    async with session.post(url, data=framed(b"x"), headers=headers) as answer:
        assert answer.headers["x-request-id"] == "table-7-tea"


def _healthy(front: Envoy, count: int) -> Probe:
    async def probe() -> bool:
        url = f"http://127.0.0.1:{front.ports.admin}/clusters?format=json"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            clusters = (await answer.json(content_type=None))["cluster_statuses"]
        server = next(it for it in clusters if it["name"] == "server")
        hosts = [it["health_status"] for it in server["host_statuses"]]
        return sum("failed_active_health_check" not in it for it in hosts) == count

    return probe
