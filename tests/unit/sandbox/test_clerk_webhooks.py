"""The local Clerk tells of users: signed, as often as steered, and still after a restart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from standardwebhooks.webhooks import Webhook

from sandbox.clerk import ClerkClient, RunningClerk, start
from tests.support.serving import served

_SECRET = "whsec_c2VjcmV0IG9mIHRoZSBlbmRwb2ludA=="


@dataclass(slots=True)
class Endpoint:
    """Remembers what it was told, if it is signed; answers as the test likes."""

    url: str = ""
    status: int = 200
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        names = ("id", "timestamp", "signature")
        headers = {f"webhook-{name}": request.headers[f"svix-{name}"] for name in names}
        Webhook(_SECRET).verify(body, headers)
        async with self.heard:
            self.told.append((headers["webhook-id"], json.loads(body)))
            self.heard.notify_all()
        return web.Response(status=self.status)

    async def hears(self, count: int) -> list[tuple[str, dict[str, Any]]]:
        async with asyncio.timeout(10), self.heard:
            await self.heard.wait_for(lambda: len(self.told) >= count)
        return self.told


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    made, app = Endpoint(), web.Application()
    app.router.add_post("/hook", made.take)
    async with served(app) as origin:
        made.url = f"{origin}/hook"
        yield made


async def _telling(endpoint: Endpoint, folder: Path) -> RunningClerk:
    return await start(folder, webhook_url=endpoint.url, webhook_secret=_SECRET)


async def _post(running: RunningClerk, path: str, body: dict[str, Any]) -> None:
    async with aiohttp.ClientSession() as http, http.post(running.url + path, json=body) as answer:
        assert answer.status == 200


async def test_a_users_life_is_told(endpoint: Endpoint, tmp_path: Path) -> None:
    running = await _telling(endpoint, tmp_path)
    async with ClerkClient(running.url, running.secret_key) as client:
        user = await client.create_user("asha@example.com", first_name="Asha")
    await endpoint.hears(1)
    headers = {"Authorization": f"Bearer {running.secret_key}"}
    url = f"{running.url}/v1/users/{user.id}"
    async with aiohttp.ClientSession(headers=headers) as http:
        await http.patch(url, json={"last_name": "Menon"})
        await endpoint.hears(2)
        await http.delete(url)
    told = await endpoint.hears(3)
    assert [event["type"] for _, event in told] == ["user.created", "user.updated", "user.deleted"]
    assert {event["data"]["id"] for _, event in told} == {user.id}
    assert told[1][1]["data"]["last_name"] == "Menon"
    assert len({message_id for message_id, _ in told}) == 3
    await running.close()


async def test_copies_have_one_id(endpoint: Endpoint, tmp_path: Path) -> None:
    running = await _telling(endpoint, tmp_path)
    await _post(running, "/sandbox/webhooks", {"copies": 3})
    async with ClerkClient(running.url, running.secret_key) as client:
        await client.create_user("asha@example.com")
    (message_id, _), *_ = await endpoint.hears(3)
    await _post(running, f"/sandbox/webhooks/{message_id}/resend", {})
    assert {one for one, _ in await endpoint.hears(4)} == {message_id}
    await running.close()


async def test_what_was_refused_is_sent_again_after_a_restart(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    endpoint.status = 503
    running = await _telling(endpoint, tmp_path)
    async with ClerkClient(running.url, running.secret_key) as client:
        await client.create_user("asha@example.com")
    await endpoint.hears(1)
    await running.close()
    endpoint.status = 200
    running = await _telling(endpoint, tmp_path)
    (first, _), (second, _) = await endpoint.hears(2)
    assert first == second
    await running.close()
