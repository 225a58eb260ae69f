"""Calling any RPC as anybody, and holding what comes against what should."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import grpc
from google.protobuf.message import Message

from server.rpc.methods import Method
from tests.rpc.access.callers import Caller, Metadata, Outcome
from tests.rpc.access.expectation import SERVED, expected
from tests.rpc.access.requests.webhooks import signed
from tests.rpc.access.world import World
from tests.support.refusals import Refusal, refusal_of

_PATIENCE_SECONDS = 10

Build = Callable[[], Awaitable[Message]]


def name_of(method: Method) -> str:
    """ "Service.Method"."""
    return method.path.rpartition(".")[2].replace("/", ".")


async def answer(
    world: World, method: Method, request: Message, metadata: Metadata
) -> Refusal | None:
    """The refusal of a call, or None if it is served; of a stream, its first message."""
    kind = world.api.channel.unary_stream if method.streams else world.api.channel.unary_unary
    call = kind(
        method.path,
        request_serializer=method.request_class.SerializeToString,
        response_deserializer=method.response_class.FromString,
    )(request, metadata=[*metadata, *signed(request)], timeout=_PATIENCE_SECONDS)
    try:
        await _first(call) if method.streams else await call
    except grpc.RpcError as error:
        return refusal_of(error)
    finally:
        call.cancel()
    return None


async def outcome(world: World, method: Method, request: Message, metadata: Metadata) -> Outcome:
    """Status and reason."""
    refusal = await answer(world, method, request, metadata)
    return SERVED if refusal is None else (refusal.code, refusal.reason)


async def refused_callers(world: World, method: Method, build: Build) -> list[str]:
    """Who of those that must be refused is not, or not so; and what has changed for all that."""
    request, wrong = await build(), []
    before = await world.state()
    for caller in world.callers:
        should = expected(method, caller, request, world)
        if should != SERVED:
            got = await outcome(world, method, request, caller.metadata)
            wrong += _difference(caller, should, got)
    after = await world.state()
    changed = sorted(name for name in after if after[name] != before.get(name))
    return wrong + [f"a refused call has changed {name}" for name in changed]


async def served_callers(world: World, method: Method, build: Build) -> list[str]:
    """Who of those that must be served is not."""
    wrong: list[str] = []
    for caller in world.callers:
        request = await build() if _may(method, caller) else None
        if request is not None and expected(method, caller, request, world) == SERVED:
            got = await outcome(world, method, request, caller.metadata)
            wrong += _difference(caller, SERVED, got)
    return wrong


def report(method: Method, wrong: Iterable[str]) -> str:
    """For a person to read."""
    return "\n".join([f"{method.path}, declared for {', '.join(method.callers)}:", *wrong])


def _may(method: Method, caller: Caller) -> bool:
    # Spares us to build requests for those who cannot be served whatever they ask for.
    kinds = {caller.kind, "ANYONE", *(["USER"] if caller.is_person else [])}
    return bool(kinds & set(method.callers))


def _difference(caller: Caller, should: Outcome, got: Outcome) -> list[str]:
    if should == got:
        return []
    return [f"  {caller.name}: should be {' '.join(should)}, is {' '.join(got)}"]


async def _first(call: Any) -> None:
    message = await call.read()
    if message is grpc.aio.EOF:  # why it ended
        await call.code()
        raise AssertionError("the stream ended without a message")
