"""Errors become statuses here, and nowhere else: reason, metadata, fields, retry."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status
from pymongo.errors import PyMongoError

from server.errors import RETRY_SECONDS, STATUS, DomainError, Reason
from server.rpc.call import Call, Proceed
from server.rpc.fitting import cut, fit
from server.rpc.methods import Method

_log = logging.getLogger(__name__)

_DOMAIN = "here2order"

#: What else an error of a kind sends along: a message of the contract.
DetailOf = Mapping[type[DomainError], Callable[[Any], Message]]


class Unavailable(DomainError):
    """The database does not answer."""

    reason = Reason.UNAVAILABLE


class Internal(DomainError):
    """A fault of ours."""

    reason = Reason.INTERNAL


class ErrorStatus:
    """Ends a call that failed with the status that its error stands for."""

    def __init__(self, detail_of: DetailOf) -> None:
        """`detail_of` turns errors of some kinds into a message of the contract."""
        self._detail_of = detail_of

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Nothing but a status leaves from here: no exception's text reaches a client."""

        async def with_status(call: Call) -> Any:
            try:
                return await proceed(call)
            except Exception as error:  # noqa: BLE001 - the last line before the client
                await self._end(call, error)
            except asyncio.CancelledError:
                call.outcome = "LEFT"  # the client did
                raise

        return with_status

    async def _end(self, call: Call, error: Exception) -> NoReturn:
        if isinstance(error, DomainError):
            await self._abort(call, error)
        if isinstance(error, PyMongoError | TimeoutError):
            _log.warning("%s: the database failed: %s", call.id, error)
            await self._abort(call, Unavailable("the database cannot answer now; try again"))
        if isinstance(error, grpc.aio.AbortError):
            raise error
        _log.error("%s: %s failed", call.id, call.method.path, exc_info=error)
        fault = Internal("something went wrong here", metadata={"request": call.id})
        await self._abort(call, fault)

    async def _abort(self, call: Call, error: DomainError) -> NoReturn:
        call.outcome = error.reason.value
        status = rpc_status.to_status(self._status(error))
        await call.context.abort(status.code, status.details, status.trailing_metadata)

    def _status(self, error: DomainError) -> status_pb2.Status:
        code = code_pb2.Code.Value(STATUS[error.reason])
        details = _details(error)
        convert = self._detail_of.get(type(error))
        if convert is not None:
            details.append(convert(error))
        packed = [_packed(detail) for detail in fit(details)]
        return status_pb2.Status(code=code, message=cut(str(error)), details=packed)


def _details(error: DomainError) -> list[Message]:
    details: list[Message] = [
        error_details_pb2.ErrorInfo(
            reason=error.reason.value,
            domain=_DOMAIN,
            metadata={name: cut(value) for name, value in error.metadata.items()},
        )
    ]
    if error.reason in RETRY_SECONDS:
        delay = Duration()
        delay.FromMilliseconds(int(RETRY_SECONDS[error.reason] * 1000))
        details.append(error_details_pb2.RetryInfo(retry_delay=delay))
    if error.violations:
        violations = [
            error_details_pb2.BadRequest.FieldViolation(
                field=cut(one.field), description=cut(one.description)
            )
            for one in error.violations
        ]
        details.append(error_details_pb2.BadRequest(field_violations=violations))
    return details


def _packed(message: Message) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed
