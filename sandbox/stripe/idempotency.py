"""Idempotency keys as API v1 keeps them: 24 hours, with the answer of the first request.

Kept are answers of calls that began their work: 2xx, 402, and 5xx too. A refusal before that
(400, 401, 404, 409, 429) is not kept, and the key may come again with other parameters.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.stripe import errors
from sandbox.stripe.instance import CALL, Instance
from sandbox.stripe.store import Obj

KIND = "_idempotency"
LIFETIME_SECONDS = 24 * 3600

_IN_USE: web.AppKey[set[str]] = web.AppKey("in_use", set)


def prepare(app: web.Application) -> None:
    """Room for the keys in use."""
    app[_IN_USE] = set()


async def once(
    request: web.Request, instance: Instance, work: Callable[[], Awaitable[web.Response]]
) -> web.Response:
    """Does the work, or gives the answer that the same key got before."""
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or not key:
        return await work()
    if key in request.app[_IN_USE]:
        raise errors.key_in_use()
    asked = await _fingerprint(request)
    kept = _kept(instance, key)
    if kept:
        return _again(kept, asked)
    request.app[_IN_USE].add(key)
    try:
        answer = await work()
    finally:
        request.app[_IN_USE].discard(key)
    if answer.status == 402 or answer.status // 100 in (2, 5):
        _keep(instance, key, asked, answer)
    return answer


def forget(instance: Instance, key: str | None = None) -> int:
    """Prunes one key, or all; returns how many."""
    gone = [it for it in instance.store.newest_first(KIND) if key in (None, it["id"])]
    for each in gone:
        instance.store.delete(each)
    instance.store.commit()
    return len(gone)


def _kept(instance: Instance, key: str) -> Obj | None:
    kept = instance.store.get(KIND, key)
    if kept and instance.now() - kept["created"] >= LIFETIME_SECONDS:
        instance.store.delete(kept)
        return None
    return kept


def _keep(instance: Instance, key: str, asked: str, answer: web.Response) -> None:
    instance.store.save(
        {
            "object": KIND,
            "id": key,
            "asked": asked,
            "status": answer.status,
            "body": answer.text,
            "call": CALL.get().id,
            "created": instance.now(),
        }
    )
    instance.store.commit()


def _again(kept: Obj, asked: str) -> web.Response:
    if kept["asked"] != asked:
        raise errors.key_reused()
    headers = {"Idempotent-Replayed": "true", "Original-Request": kept["call"]}
    return web.Response(
        status=kept["status"],
        text=kept["body"],
        content_type="application/json",
        headers=headers,
    )


async def _fingerprint(request: web.Request) -> str:
    pairs = sorted((name, str(value)) for name, value in (await request.post()).items())
    said = json.dumps([request.method, request.path, pairs])
    return hashlib.sha256(said.encode()).hexdigest()
