"""`python -m workflows` as processes of their own, to be killed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from deploy.local.process import Process
from tests.support.components import Temporal

#: Starts one more; returns when it says that it is ready.
StartProgram = Callable[[], Coroutine[Any, Any, Process]]
#: Likewise, on another database than the tests' own: its address.
StartElsewhere = Callable[[str], Coroutine[Any, Any, Process]]


def environment(mongodb_uri: str, database: str, temporal: Temporal) -> dict[str, str]:
    """The program's settings. It signs nobody in: those may be anything."""
    return {
        "HERE2ORDER_MONGODB_URI": mongodb_uri,
        "HERE2ORDER_DATABASE": database,
        "HERE2ORDER_TEMPORAL_ADDRESS": temporal.address,
        "HERE2ORDER_TOKEN_SECRET": secrets.token_hex(32),
        "HERE2ORDER_CLERK_ISSUER": "http://127.0.0.1:1",
        "HERE2ORDER_CLERK_JWKS_URL": "http://127.0.0.1:1/jwks",
    }
