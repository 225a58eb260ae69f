"""What a refused call says."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

import grpc
import pytest
from google.protobuf import any_pb2
from google.rpc import code_pb2, error_details_pb2
from grpc_status import rpc_status


@dataclass(slots=True)
class Refusal:
    """A status with its details."""

    code: str
    reason: str
    metadata: dict[str, str]
    fields: list[str]
    #: Packed.
    details: list[any_pb2.Any]


def refusal_of(error: Any) -> Refusal:
    """Reads the status that a call ended with."""
    status = rpc_status.from_call(error)
    assert status is not None, f"a status without details: {error}"
    info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    for detail in status.details:
        detail.Unpack(info)
        detail.Unpack(bad)
    assert info.domain == "here2order"
    return Refusal(
        code=code_pb2.Code.Name(code_pb2.Code.ValueType(status.code)),
        reason=info.reason,
        metadata=dict(info.metadata),
        fields=[violation.field for violation in bad.field_violations],
        details=list(status.details),
    )


async def refused(call: Awaitable[object]) -> Refusal:
    """The refusal of a call that must be refused."""
    with pytest.raises(grpc.RpcError) as caught:
        await call
    return refusal_of(caught.value)
