"""One JSON line a call, and the id under which it stands there."""

import json
import logging
import re
import time
from typing import Any

from server.ids import new_id
from server.rpc.call import Call, Proceed

_log = logging.getLogger("here2order.calls")
_ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


async def log_request(call: Call, proceed: Proceed) -> Any:
    """Names the call, and logs how it ended and how long it took, in milliseconds."""
    sent = call.metadata("x-request-id")
    call.id = sent if _ACCEPTED_ID.fullmatch(sent) else new_id("req")
    start = time.perf_counter()
    try:
        return await proceed(call)
    finally:
        if _log.isEnabledFor(logging.INFO):
            _log.info("%s", _line(call, (time.perf_counter() - start) * 1000))


def _line(call: Call, milliseconds: float) -> str:
    return json.dumps(
        {
            "request": call.id,
            "rpc": call.method.path,
            "caller": call.principal.caller,
            "actor": call.principal.actor,
            # Whoever acts in that person's name.
            "impersonator": getattr(call.principal, "impersonator", ""),
            "outcome": call.outcome,
            "ms": round(milliseconds, 2),
        }
    )
