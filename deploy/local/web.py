"""Serves the built pages and the restaurant's pictures. Envoy stands before it.

Pages are asked for again every time (`no-cache`, with ETag); what carries a hash in its name is
kept for a year. Envoy makes text small on its way out. /config.json tells the pages where people
sign in.
"""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from deploy.local.outside import Outside
from deploy.toolchain.paths import ROOT, WEB

DIST = WEB / "dist"
PHOTOS = ROOT / "sandbox/restaurant/photos"

_GUEST, _KITCHEN = "index.html", "kitchen.html"
_RECEIPT, _STAFF = "receipt.html", "staff.html"
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_DAY = "public, max-age=86400"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address of a guest's page carries the table's code: it is nobody else's business.
    "Referrer-Policy": "no-referrer",
}

# What older Pythons guess differently, or not at all.
_TYPES = {
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(
    dist: Path = DIST, photos: Path = PHOTOS, outside: Outside | None = None
) -> web.Application:
    """The application, for folders that need not exist yet."""
    outside = outside or Outside()
    app = web.Application()
    app.on_response_prepare.append(_headers(outside))
    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/", _page(dist, _GUEST))
    app.router.add_get("/t/{code}", _page(dist, _GUEST))
    app.router.add_get("/kitchen", _page(dist, _KITCHEN))
    app.router.add_get("/staff", _page(dist, _STAFF))
    app.router.add_get("/receipt/{token}", _page(dist, _RECEIPT))
    app.router.add_get("/config.json", _config(outside))
    app.router.add_get("/assets/{name:.+}", _folder(dist / "assets", _FOREVER))
    app.router.add_get("/photos/{name:.+}", _folder(photos, _DAY))
    app.router.add_get("/{name:[^/]+}", _folder(dist, _ASK_AGAIN))  # icons, manifest, worker
    return app


def _page(dist: Path, name: str) -> Handler:
    async def answer(_: web.Request) -> web.StreamResponse:
        file = dist / name
        if not file.is_file():
            raise web.HTTPNotFound(text=f"{name} is not built yet: make web\n")
        return _send(file, _ASK_AGAIN)

    return answer


def _folder(folder: Path, cache: str) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        root = folder.resolve()
        file = (root / request.match_info["name"]).resolve()
        hidden = any(part.startswith(".") for part in Path(request.match_info["name"]).parts)
        if hidden or not file.is_relative_to(root) or not file.is_file():
            raise web.HTTPNotFound(text="not found\n")
        return _send(file, cache)

    return answer


def _send(file: Path, cache: str) -> web.FileResponse:
    headers = {"Cache-Control": cache}
    if file.suffix in _TYPES:
        headers["Content-Type"] = _TYPES[file.suffix]
    return web.FileResponse(file, headers=headers)


def _config(outside: Outside) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {"Cache-Control": _ASK_AGAIN}
        return web.json_response(outside.config(request.host), headers=headers)

    return answer


def _headers(outside: Outside) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    async def add(request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = outside.policy(request.host)

    return add


async def _healthy(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.local.web", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=3000)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    web.run_app(
        make_app(outside=Outside.read(os.environ)),
        host=arguments.host,
        port=arguments.port,
        access_log=None,
        print=lambda _: None,
    )


if __name__ == "__main__":
    main()
