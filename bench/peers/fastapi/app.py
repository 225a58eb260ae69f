"""The stack that a Python team would take instead: FastAPI, pydantic, PyMongo's async client.

Written as its users write it, and generously: no request log, no CORS, no rate limit.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import live
import menu
import orders
from database import connect, prepare
from fastapi import FastAPI


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with connect() as client:
        app.state.database = await prepare(client)
        app.state.rooms = live.Rooms()
        yield


app = FastAPI(title="Peer", lifespan=_lifespan)
app.include_router(menu.router)
app.include_router(orders.router)
app.include_router(live.router)


@app.get("/healthz")
async def healthz() -> dict[str, str]:
    """Whoever starts it asks for this."""
    return {"status": "ok"}
