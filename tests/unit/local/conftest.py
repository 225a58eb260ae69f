"""A small server, and Envoy before it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from deploy.local.probes import http
from tests.support.components import Envoy, StartEnvoy
from tests.unit.local.echo import Echo, echo_server


@pytest.fixture
async def echo() -> AsyncIterator[Echo]:
    async with echo_server() as running:
        yield running


@pytest.fixture
async def front(echo: Echo, start_envoy: StartEnvoy) -> Envoy:
    """Envoy before one healthy server."""
    running = await start_envoy(echo.port)
    await running.process.ready(http(running.ports.origin, "/healthz"))
    return running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made
