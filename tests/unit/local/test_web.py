"""The pages as the local web server gives them out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from deploy.local.ports import free_port
from deploy.local.web import make_app
from tests.support.components import StartEnvoy

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    dist, photos = tmp_path / "dist", tmp_path / "photos"
    for folder in (dist / "assets", photos):
        folder.mkdir(parents=True)
    (dist / "index.html").write_text("guest")
    (dist / "kitchen.html").write_text("kitchen")
    (dist / "receipt.html").write_text("receipt")
    (dist / "staff.html").write_text("staff")
    (dist / "assets/app-1a2b.js").write_text("let x")
    (dist / ".stamp").write_text("not for guests")
    (photos / "dosa.svg").write_text("<svg/>")
    (tmp_path / "secret").write_text("not for guests")
    (dist / "assets/link").symlink_to(tmp_path / "secret")
    async with TestClient(TestServer(make_app(dist, photos))) as made:
        yield made


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/", "guest"),
        ("/t/7KQ2-M", "guest"),
        ("/kitchen", "kitchen"),
        ("/staff", "staff"),
        ("/receipt/9f3ce1d07a52b864", "receipt"),
    ],
)
async def test_each_address_has_its_page(client: Client, path: str, page: str) -> None:
    async with client.get(path) as answer:
        assert await answer.text() == page
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["ETag"]


async def test_a_page_already_seen_is_not_sent_again(client: Client) -> None:
    async with client.get("/") as first:
        tag = first.headers["ETag"]
    async with client.get("/", headers={"If-None-Match": tag}) as again:
        assert again.status == 304


async def test_hashed_files_are_kept_for_a_year(client: Client) -> None:
    async with client.get("/assets/app-1a2b.js") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"] == "text/javascript"
        assert await answer.text() == "let x"


async def test_pictures_come_with_their_type(client: Client) -> None:
    async with client.get("/photos/dosa.svg") as answer:
        assert answer.headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret",
        "/assets/%2e%2e/%2e%2e/secret",
        "/photos/..%2fsecret",
        "/assets/link",
        "/.stamp",
        "/nothing.js",
        "/assets/",
        "/t/",
        "/receipt/",
    ],
)
async def test_nothing_else_is_given_out(client: Client, path: str) -> None:
    async with client.get(URL(path, encoded=True)) as answer:
        assert answer.status == 404
        assert "guests" not in await answer.text()


async def test_every_answer_is_guarded(client: Client) -> None:
    async with client.get("/kitchen") as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


async def test_through_envoy_text_is_small_and_still_asked_for_by_its_tag(
    tmp_path: Path, start_envoy: StartEnvoy, session: aiohttp.ClientSession
) -> None:
    (tmp_path / "menu.svg").write_text("<svg>" + " " * 5000 + "</svg>")
    async with TestServer(make_app(tmp_path, tmp_path)) as server:
        front = await start_envoy(free_port(), web=server.port)
        url = f"{front.origin}/photos/menu.svg"
        async with session.get(url) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            tag = answer.headers["ETag"]
        async with session.get(url, headers={"If-None-Match": tag}) as again:
            assert again.status == 304


async def test_pages_that_are_not_built_yet_say_how_to_build_them(tmp_path: Path) -> None:
    async with (
        TestClient(TestServer(make_app(tmp_path, tmp_path))) as client,
        client.get("/") as answer,
    ):
        assert answer.status == 404
        assert "make web" in await answer.text()
