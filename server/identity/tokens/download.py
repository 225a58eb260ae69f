"""Fetching a small document over HTTP. It brings aiohttp, which takes long to import."""

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=5, sock_connect=2)
_MOST_BYTES = 64 * 1024


async def download(url: str) -> bytes:
    """What stands there. Raises OSError if it cannot be had, ValueError if it is not that."""
    try:
        return await _get(url)
    except aiohttp.ClientError as error:
        raise ConnectionError(str(error) or type(error).__name__) from error


async def _get(url: str) -> bytes:
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as http,
        http.get(url, allow_redirects=False) as answer,
    ):
        if answer.status != 200:
            raise ValueError(f"the answer is {answer.status}")
        body = b""
        async for chunk in answer.content.iter_chunked(_MOST_BYTES):
            body += chunk
            if len(body) > _MOST_BYTES:
                raise ValueError("the answer is too long")
        return body
