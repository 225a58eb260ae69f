"""Handing over to Temporal: what all subjects do alike."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_CALL = timedelta(seconds=10)
#: Calls under way at once. One key's never overtake each other: there is one of each at a time.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A workflow that shall run, and perhaps hear something, whether it runs already or not."""

    workflow: str
    id: str
    queue: str
    argument: object
    #: The signal's name and content.
    signal: tuple[str, object] | None = None
    #: Whether it may run once more when it has ended.
    again: bool = False


async def tell_each(
    items: Mapping[str, _T],
    tell: Callable[[_T], Awaitable[object]],
    *,
    at_once: int = _AT_ONCE,
) -> None:
    """Tells Temporal of each item, by its key. Raises RPCError, in a group."""
    turns = asyncio.Semaphore(at_once)

    async def in_turn(key: str, item: _T) -> None:
        async with turns:
            try:
                await tell(item)
            except RPCError as error:
                if error.status is not RPCStatusCode.INVALID_ARGUMENT:
                    raise
                # It will be refused every time, and must not keep all others waiting.
                _log.exception("Temporal refuses %s", key)

    async with asyncio.TaskGroup() as group:
        for key, item in items.items():
            group.create_task(in_turn(key, item))


async def start(client: Client, one: Start) -> None:
    """Starts it, or signals the one that runs. Raises RPCError."""
    reuse = WorkflowIDReusePolicy
    name, content = one.signal or (None, None)
    words: list[Any] = [content] if one.signal else []
    try:
        await client.start_workflow(
            one.workflow,
            one.argument,
            id=one.id,
            task_queue=one.queue,
            id_reuse_policy=reuse.ALLOW_DUPLICATE if one.again else reuse.REJECT_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            start_signal=name,
            start_signal_args=words,
            rpc_timeout=_CALL,
        )
    except WorkflowAlreadyStartedError:
        _log.debug("workflow %s has ended", one.id)
