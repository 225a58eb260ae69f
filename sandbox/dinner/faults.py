"""What can spoil the dinner, and how a refusal reads."""

from dataclasses import dataclass, field

import grpc
import grpc.aio
from google.protobuf.message import Message
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from here2order.ordering.v1 import stale_menu_pb2


class SpoiledError(Exception):
    """Something was not as it should be."""

    def __init__(self, expected: str, seen: str) -> None:
        """Both in words for whoever reads the transcript."""
        super().__init__(f"expected {expected}; saw {seen}")
        self.expected = expected
        self.seen = seen


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status other than OK, with its details."""

    code: str
    reason: str
    message: str
    metadata: dict[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    stale_menu: stale_menu_pb2.StaleMenu | None = None

    def __str__(self) -> str:
        """In one line."""
        head = f"{self.reason} ({self.code})" if self.reason else f"{self.code}: {self.message}"
        parts = [f"{name} {value}" for name, value in sorted(self.metadata.items())]
        return ", ".join([head, *parts, *self.fields])


class RefusedError(Exception):
    """A call that was not answered."""

    def __init__(self, who: str, rpc: str, refusal: Refusal) -> None:
        """`rpc` is the method's name."""
        super().__init__(f"{who}: {rpc}: {refusal}")
        self.who = who
        self.rpc = rpc
        self.refusal = refusal


def refusal_of(error: grpc.RpcError) -> Refusal:
    """Reads the status that a call ended with."""
    if not isinstance(error, grpc.aio.AioRpcError):
        return Refusal("UNKNOWN", "", str(error))
    # Its annotation knows the other grpc.Call only.
    status = rpc_status.from_call(error)  # type: ignore[arg-type]
    info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    stale = stale_menu_pb2.StaleMenu()
    found = {type(it) for it in (info, bad, stale) if status and _unpacked(status.details, it)}
    return Refusal(
        code=error.code().name,
        reason=info.reason,
        message=error.details() or "",
        metadata=dict(info.metadata),
        fields=tuple(violation.field for violation in bad.field_violations),
        stale_menu=stale if type(stale) in found else None,
    )


def _unpacked(details: object, into: Message) -> bool:
    return any(detail.Unpack(into) for detail in details)  # type: ignore[attr-defined]
