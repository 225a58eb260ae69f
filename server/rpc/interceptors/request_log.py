"""One JSON line a call."""

import asyncio
import logging
import time
import weakref
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, NamedTuple

from server.rpc.call import Call, Metadata, Proceed, request_id
from server.rpc.methods import Method
from server.rpc.principal import Principal

_log = logging.getLogger("here2order.calls")
#: Calls that have ended wait so long for more: to write one line alone, or to make one while others
#: are served, costs more than many a call.
_GATHER_SECONDS = 0.02


def write_bare_lines() -> None:
    """From now on the lines go to stderr as they are, without a name before them: for machines."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    _log.addHandler(handler)
    _log.propagate = False


class _Ended(NamedTuple):
    # A call that has: what its line is made of, once there are some to make.
    named: str
    headers: Metadata
    rpc: str
    principal: Principal
    outcome: str
    seconds: float


class RequestLog:
    """Logs how each call ended and how long it took, in milliseconds."""

    def __init__(self) -> None:
        """Of one server: what still waits when that has gone is written then."""
        self._ended: list[_Ended] = []
        weakref.finalize(self, _write, self._ended)

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Logs also what everybody inside refuses."""
        rpc = quoted(method.path)

        async def logged(call: Call) -> Any:
            start = time.perf_counter()
            try:
                return await proceed(call)
            finally:
                if _log.isEnabledFor(logging.INFO):
                    took = time.perf_counter() - start
                    self._add(
                        _Ended(call.named, call.headers, rpc, call.principal, call.outcome, took)
                    )

        return logged

    def _add(self, ended: _Ended) -> None:
        self._ended.append(ended)
        if len(self._ended) == 1:
            asyncio.get_running_loop().call_later(_GATHER_SECONDS, _write, self._ended)


def _write(ended: list[_Ended]) -> None:
    if ended:
        now = ended.copy()
        ended.clear()  # first: one line that could not be made must not keep those after it
        _log.info("%s", "\n".join([_line(one) for one in now]))


def _line(ended: _Ended) -> str:
    named, headers, rpc, principal, outcome, seconds = ended
    # Whoever acts in that person's name.
    impersonator = getattr(principal, "impersonator", "")
    return (
        f'{{"request": {quoted(named or request_id(headers))}, "rpc": {rpc}, '
        f'"caller": "{principal.caller}", "actor": {quoted(principal.actor)}, '
        f'"impersonator": {quoted(impersonator)}, "outcome": "{outcome}", '
        f'"ms": {seconds * 1000:.2f}}}'
    )
