"""Beginning workflows where they were started, which spares Temporal the way to a worker."""

from typing import Any

from temporalio.client import (
    Interceptor,
    OutboundInterceptor,
    StartWorkflowInput,
    WorkflowHandle,
)


class EagerStarts(Interceptor):
    """Whatever a client starts, a worker of the same client begins at once if it is free.

    Not for workers that have versions: it would not matter which of them is the current one.
    """

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:  # noqa: A002
        """Every call of the client passes here."""
        return _Eager(next)


class _Eager(OutboundInterceptor):
    async def start_workflow(self, input: StartWorkflowInput) -> WorkflowHandle[Any, Any]:  # noqa: A002
        # With a signal there are two things to do, and Temporal does them itself.
        input.request_eager_start = not input.start_signal
        return await super().start_workflow(input)
