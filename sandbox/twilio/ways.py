"""Answers that never come, or come too late: before and after the effect."""

import asyncio

from aiohttp import web

from sandbox.twilio.faults import Fault

#: Longer than any caller waits.
_SILENCE_SECONDS = 60


async def lost_before(request: web.Request, fault: Fault | None) -> None:
    """Goes wrong before anything was done, if it is to."""
    if fault and fault.way.endswith("_before"):
        await _lose(request, fault.way)


async def lost_after(request: web.Request, fault: Fault | None) -> None:
    """Goes wrong when it was done already, if it is to."""
    if fault and fault.way.endswith("_after"):
        await _lose(request, fault.way)


async def _lose(request: web.Request, way: str) -> None:
    if way.startswith("http_500"):
        raise web.HTTPInternalServerError(text="upstream connect error")
    if way.startswith("timeout"):
        # The caller hangs up, which cancels this.
        await asyncio.sleep(_SILENCE_SECONDS)
    if request.transport is not None:
        request.transport.close()
    raise web.HTTPInternalServerError(text="")
