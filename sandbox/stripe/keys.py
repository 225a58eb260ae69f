"""Who calls: a server with the secret key, or a page with the publishable one."""

import base64
import re

from aiohttp import web

from sandbox.stripe import errors, form
from sandbox.stripe.instance import Instance

FIELDS = web.RequestKey("fields", form.Fields)
IS_PUBLIC = web.RequestKey("is_public", bool)

#: What a page may call with the publishable key.
_PUBLIC = (
    ("GET", re.compile(r"/v1/payment_intents/[^/]+")),
    ("POST", re.compile(r"/v1/payment_intents/[^/]+/confirm")),
    ("POST", re.compile(r"/v1/payment_methods")),
)


def authenticate(request: web.Request, instance: Instance) -> None:
    key = _key_of(request.headers.get("Authorization", "")) or request[FIELDS].values.pop(
        "key", None
    )
    request[IS_PUBLIC] = key == instance.publishable_key
    if not key:
        raise errors.key_missing()
    if key not in (instance.secret_key, instance.publishable_key):
        raise errors.key_invalid(str(key))
    if request[IS_PUBLIC] and not any(
        request.method == method and pattern.fullmatch(request.path) for method, pattern in _PUBLIC
    ):
        raise errors.secret_needed()


def _key_of(header: str) -> str:
    scheme, _, value = header.partition(" ")
    if scheme == "Basic":
        try:
            return base64.b64decode(value).decode().partition(":")[0]
        except ValueError:
            return ""
    return value.strip() if scheme == "Bearer" else ""
