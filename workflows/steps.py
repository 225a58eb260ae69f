"""One step of a workflow: done on the spot where that works, and patiently where it does not."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import FailureError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from server.errors import NotFound

_A = TypeVar("_A")
_R = TypeVar("_R")

_ON_THE_SPOT = timedelta(seconds=12)
_ATTEMPT = timedelta(seconds=60)
_ONCE = RetryPolicy(maximum_attempts=1)
# Without an end: while the database or the vendor is away the workflow waits with it. Only what is
# not there cannot be waited for.
_PATIENT = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2,
    maximum_interval=timedelta(minutes=1),
    maximum_attempts=0,
    non_retryable_error_types=[NotFound.__name__],
)


async def step(what: Callable[[Any, _A], Awaitable[_R]], first: _A, again: _A) -> _R:
    """Runs the activity, a method, with `first`; and if that fails, with `again` until it works.

    The first attempt is a local activity: it costs Temporal no round trip, and its history one
    event. Later ones are an ordinary activity: however often it is tried, that costs no more.
    """
    try:
        done: _R = await workflow.execute_local_activity_method(
            what, first, start_to_close_timeout=_ON_THE_SPOT, retry_policy=_ONCE
        )
    except FailureError as error:  # as it is, and in no ActivityError: the activity is local
        if is_cancelled_exception(error):
            raise
    else:
        return done
    late: _R = await workflow.execute_activity_method(
        what, again, start_to_close_timeout=_ATTEMPT, retry_policy=_PATIENT
    )
    return late
