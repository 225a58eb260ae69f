"""One JSON line a call, and the id under which it stands there."""

import json
import logging
import re
import time
from typing import Any

from server.errors import DomainError
from server.ids import new_id
from server.rpc.call import Call, Proceed

_log = logging.getLogger("here2order.calls")
_ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


async def log_request(call: Call, proceed: Proceed) -> Any:
    """Names the call, and logs how it ended and how long it took, in milliseconds."""
    sent = call.metadata("x-request-id")
    call.id = sent if _ACCEPTED_ID.fullmatch(sent) else new_id("req")
    start = time.perf_counter()
    outcome = "OK"
    try:
        return await proceed(call)
    except DomainError as error:
        outcome = error.reason.value
        raise
    except BaseException as error:
        outcome = type(error).__name__
        raise
    finally:
        if _log.isEnabledFor(logging.INFO):
            _log.info("%s", _line(call, outcome, (time.perf_counter() - start) * 1000))


def _line(call: Call, outcome: str, milliseconds: float) -> str:
    return json.dumps(
        {
            "request": call.id,
            "rpc": call.method.path,
            "caller": call.principal.caller,
            "actor": call.principal.actor,
            "outcome": outcome,
            "ms": round(milliseconds, 2),
        }
    )
