"""From the contract's methods and the servicers to the handler that grpc asks for each call."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import grpc
from google.protobuf.message import Message

from server.rpc.call import Call, Context, Interceptor, Metadata, Proceed
from server.rpc.chain import Endpoint, compose
from server.rpc.methods import Method

# In quotes: generic for the type checker only.
Handler: TypeAlias = "grpc.RpcMethodHandler[bytes, Any]"
#: What serves a call that came with these headers.
Answer: TypeAlias = Callable[[Metadata], Handler]


class Unserved(Exception):
    """The contract has an RPC that no servicer answers."""


class Contract(grpc.GenericRpcHandler):
    """Serves all services of the contract: one look-up for a call, where grpc would ask each.

    A call's headers come along: grpc makes them anew for whoever asks its context.
    """

    def __init__(
        self,
        methods: Iterable[Method],
        servicers: Mapping[str, object],
        chain: Sequence[Interceptor],
    ) -> None:
        """Servicers go by the services' names without their package.

        Raises Unserved: the whole contract is served, or nothing.
        """
        self._answers = {
            method.path: _answer(method, compose(chain, method, _endpoint(method, servicers)))
            for method in methods
        }

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> "Handler | None":
        """The handler of this one call; None if the contract has no such method."""
        answer = self._answers.get(handler_call_details.method)
        return answer(handler_call_details.invocation_metadata) if answer else None


def _endpoint(method: Method, servicers: Mapping[str, object]) -> Endpoint:
    servicer = servicers.get(method.service.rpartition(".")[2])
    endpoint: Endpoint | None = getattr(servicer, method.name, None)
    if endpoint is None:
        raise Unserved(f"{method.path} has no servicer")
    return endpoint


# Requests are decoded by the chain, so that a broken one gets a proper status. A stream is a
# coroutine that writes, and no generator: a generator's end may run late or never. What it writes
# is bytes already: one message is for many.
def _answer(method: Method, proceed: Proceed) -> Answer:
    def unary(metadata: Metadata) -> Handler:
        async def serve(raw: bytes, context: Context) -> Any:
            return await proceed(Call(method, context, raw, headers=metadata))

        return _Unary(serve)

    def stream(metadata: Metadata) -> Handler:
        async def serve(raw: bytes, context: Context) -> None:
            await proceed(Call(method, context, raw, headers=metadata))

        return _Stream(serve)

    return stream if method.streams else unary


def _to_bytes(message: Message | bytes) -> bytes:
    # What everyone reads is kept as bytes, and sent as such.
    return message if isinstance(message, bytes) else message.SerializeToString()


class _Unary(grpc.RpcMethodHandler):  # type: ignore[type-arg]
    request_streaming = False
    response_streaming = False
    request_deserializer = None
    response_serializer = staticmethod(_to_bytes)
    stream_unary = None
    stream_stream = None
    unary_stream = None

    def __init__(self, serve: Any) -> None:
        self.unary_unary = serve


class _Stream(grpc.RpcMethodHandler):  # type: ignore[type-arg]
    request_streaming = False
    response_streaming = True
    request_deserializer = None
    response_serializer = None
    stream_unary = None
    stream_stream = None
    unary_unary = None

    def __init__(self, serve: Any) -> None:
        self.unary_stream = serve
