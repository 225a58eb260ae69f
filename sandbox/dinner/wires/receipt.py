"""A receipt as a browser gets it: plain HTTP through Envoy."""

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=30)


async def download(target: str, receipt_token: str) -> tuple[str, bytes]:
    """Content type and bytes. Raises aiohttp.ClientError."""
    url = f"http://{target}/receipts/{receipt_token}"
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
        session.get(url, raise_for_status=True) as reply,
    ):
        return reply.content_type, await reply.read()
