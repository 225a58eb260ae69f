"""Verifies a token the way a stranger would: keys over HTTP, then PyJWT."""

from typing import Any

import aiohttp
import jwt


async def public_keys(jwks_url: str) -> jwt.PyJWKSet:
    """The published keys."""
    async with aiohttp.ClientSession() as http, http.get(jwks_url) as answer:
        assert answer.status == 200
        return jwt.PyJWKSet.from_dict(await answer.json())


async def verified(token: str, jwks_url: str) -> dict[str, Any]:
    """The claims; raises what PyJWT raises, or KeyError if the key is not published."""
    keys = await public_keys(jwks_url)
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(token, key, algorithms=["RS256"])
    return claims
