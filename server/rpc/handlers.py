"""From the contract's methods and the servicers to handlers that grpc can serve."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import grpc
from google.protobuf.message import Message

from server.rpc.call import Call, Context, Interceptor, Proceed
from server.rpc.chain import compose
from server.rpc.methods import Method

# In quotes: generic for the type checker only.
Handler: TypeAlias = "grpc.RpcMethodHandler[bytes, Any]"


class Unserved(Exception):
    """The contract has an RPC that no servicer answers."""


def generic_handlers(
    methods: Iterable[Method], servicers: Mapping[str, object], chain: Sequence[Interceptor]
) -> list[grpc.GenericRpcHandler]:
    """One handler a service; servicers go by the services' names without their package.

    Raises Unserved: the whole contract is served, or nothing.
    """
    services: dict[str, dict[str, Handler]] = {}
    for method in methods:
        endpoint = getattr(servicers.get(method.service.rpartition(".")[2]), method.name, None)
        if endpoint is None:
            raise Unserved(f"{method.path} has no servicer")
        proceed = compose(chain, method, endpoint)
        services.setdefault(method.service, {})[method.name] = _handler(method, proceed)
    return [
        grpc.method_handlers_generic_handler(service, handlers)
        for service, handlers in services.items()
    ]


def _handler(method: Method, proceed: Proceed) -> Handler:
    # Requests are decoded by the chain, so that a broken one gets a proper status.
    if method.streams:
        # What streams write is bytes already: one message is for many.
        return grpc.unary_stream_rpc_method_handler(
            _stream(method, proceed), response_serializer=None
        )
    return grpc.unary_unary_rpc_method_handler(
        _unary(method, proceed), response_serializer=_to_bytes
    )


def _unary(method: Method, proceed: Proceed) -> Any:
    async def unary(raw: bytes, context: Context) -> Any:
        return await proceed(Call(method, context, raw))

    return unary


def _stream(method: Method, proceed: Proceed) -> Any:
    # A coroutine that writes, and no generator: a generator's end may run late or never.
    async def stream(raw: bytes, context: Context) -> None:
        await proceed(Call(method, context, raw))

    return stream


def _to_bytes(message: Message | bytes) -> bytes:
    # What everyone reads is kept as bytes, and sent as such.
    return message if isinstance(message, bytes) else message.SerializeToString()
