"""One JSON line a call, and the id under which it stands there."""

import asyncio
import logging
import re
import time
import weakref
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from server.ids import new_id
from server.rpc.call import Call, Proceed
from server.rpc.methods import Method

_log = logging.getLogger("here2order.calls")
_ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
#: Lines wait so long for more: to write one alone costs more than many a call.
_GATHER_SECONDS = 0.02


def write_bare_lines() -> None:
    """From now on the lines go to stderr as they are, without a name before them: for machines."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    _log.addHandler(handler)
    _log.propagate = False


class RequestLog:
    """Names each call, and logs how it ended and how long it took, in milliseconds."""

    def __init__(self) -> None:
        """Of one server: what still waits when that has gone is written then."""
        self._lines: list[str] = []
        weakref.finalize(self, _write, self._lines)

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Logs also what everybody inside refuses."""
        rpc = quoted(method.path)

        async def logged(call: Call) -> Any:
            sent = call.metadata("x-request-id")
            call.id = sent if sent and _ACCEPTED_ID.fullmatch(sent) else new_id("req")
            start = time.perf_counter()
            try:
                return await proceed(call)
            finally:
                if _log.isEnabledFor(logging.INFO):
                    self._add(_line(call, rpc, (time.perf_counter() - start) * 1000))

        return logged

    def _add(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_later(_GATHER_SECONDS, _write, self._lines)


def _write(lines: list[str]) -> None:
    if lines:
        _log.info("%s", "\n".join(lines))
        lines.clear()


def _line(call: Call, rpc: str, milliseconds: float) -> str:
    principal = call.principal
    # Whoever acts in that person's name.
    impersonator = getattr(principal, "impersonator", "")
    return (
        f'{{"request": {quoted(call.id)}, "rpc": {rpc}, "caller": "{principal.caller}", '
        f'"actor": {quoted(principal.actor)}, "impersonator": {quoted(impersonator)}, '
        f'"outcome": "{call.outcome}", "ms": {milliseconds:.2f}}}'
    )
