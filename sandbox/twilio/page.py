"""The page at `/`: the phones, what they got, and what goes wrong."""

from pathlib import Path

from aiohttp import web

routes = web.RouteTableDef()
_PAGE = Path(__file__).parent / "pages" / "inbox.html"


@routes.get("/")
async def inbox(_: web.Request) -> web.FileResponse:
    """All phones."""
    return web.FileResponse(_PAGE, headers={"Cache-Control": "no-store"})
