"""The interceptors and their order: one list, for unary calls and streams, in production and tests.

Outermost first, and why:
  request log      sees everything, also what the others refuse
  metrics          count the same
  error status     what any of them raises becomes a status
  limits           a full server says so before it works
  grouping         lets in together what comes fast: all that follows
  deadline         bounds all that follows
  entrance         a stream runs out here: what follows only lets it in
  decode           the request must be readable before anybody can judge it
  authentication   who calls
  access           may they, here
  validation       only of requests that may be made: strangers learn nothing of our rules

Each is asked once for each method, when the server starts, to put itself around the rest of the
way: what does not concern a method is not on its way at all.
"""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeAlias

from prometheus_client import CollectorRegistry

from server.rpc.call import Call, Interceptor, Proceed
from server.rpc.interceptors.access import Access, RoleOf
from server.rpc.interceptors.authentication import Authenticate, Authentication
from server.rpc.interceptors.deadline import keep_deadline
from server.rpc.interceptors.entrance import pass_entrance
from server.rpc.interceptors.error_status import DetailOf, ErrorStatus
from server.rpc.interceptors.grouping import Grouping
from server.rpc.interceptors.limits import Limits
from server.rpc.interceptors.metrics import Metrics
from server.rpc.interceptors.request_log import RequestLog
from server.rpc.interceptors.validation import decode, validate
from server.rpc.methods import Method

#: A servicer's method: asked with the request and the call.
Endpoint: TypeAlias = Callable[[Any, Call], Coroutine[Any, Any, Any]]


def interceptors(
    *,
    registry: CollectorRegistry,
    detail_of: DetailOf,
    max_calls: int,
    max_streams: int,
    authenticate: Authenticate,
    role_of: RoleOf,
) -> Sequence[Interceptor]:
    """The list, outermost first."""
    return (
        RequestLog(),
        Metrics(registry),
        ErrorStatus(detail_of),
        Limits(max_calls, max_streams),
        Grouping(),
        keep_deadline,
        pass_entrance,
        decode,
        Authentication(authenticate),
        Access(role_of),
        validate,
    )


def compose(
    chain: Sequence[Interceptor],
    method: Method,
    endpoint: Endpoint,
) -> Proceed:
    """The way of one method: the chain around its servicer, put together once."""

    def serve(call: Call) -> Coroutine[Any, Any, Any]:
        return endpoint(call.request, call)

    async def begin(call: Call) -> Any:
        # It is run at the entrance.
        return endpoint(call.request, call)

    proceed: Proceed = begin if method.streams else serve
    for interceptor in reversed(chain):
        proceed = interceptor(method, proceed)
    return proceed
