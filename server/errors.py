"""What can go wrong, as facts; and the one table from reason to status.

Only the standard library: every domain module may raise these.
The reasons are the contract's (`here2order.common.v1.ErrorReason`); a test holds both lists equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Reason(StrEnum):
    """Why a call failed. Documented, each with an example, in error_reason.proto."""

    INVALID_FIELDS = "INVALID_FIELDS"
    TOKEN_MISSING = "TOKEN_MISSING"  # noqa: S105 - a reason, not a secret
    TOKEN_INVALID = "TOKEN_INVALID"  # noqa: S105
    TOKEN_EXPIRED = "TOKEN_EXPIRED"  # noqa: S105
    DEVICE_REVOKED = "DEVICE_REVOKED"
    CALLER_NOT_ALLOWED = "CALLER_NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    VERSION_MISMATCH = "VERSION_MISMATCH"
    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    NAME_TAKEN = "NAME_TAKEN"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    TOO_MANY_CALLS = "TOO_MANY_CALLS"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"
    CURSOR_TOO_OLD = "CURSOR_TOO_OLD"
    CURSOR_INVALID = "CURSOR_INVALID"
    STREAM_TOO_SLOW = "STREAM_TOO_SLOW"
    SERVER_STOPPING = "SERVER_STOPPING"
    LAST_OWNER = "LAST_OWNER"
    INVITATION_NOT_OPEN = "INVITATION_NOT_OPEN"
    ALREADY_MEMBER = "ALREADY_MEMBER"
    PAIRING_CODE_UNKNOWN = "PAIRING_CODE_UNKNOWN"
    TABLE_CODE_UNKNOWN = "TABLE_CODE_UNKNOWN"
    VISIT_CLOSED = "VISIT_CLOSED"
    MENU_NOT_PUBLISHABLE = "MENU_NOT_PUBLISHABLE"
    NO_MENU = "NO_MENU"
    CURRENCY_MISMATCH = "CURRENCY_MISMATCH"
    MENU_CHANGED = "MENU_CHANGED"
    ORDER_STATE = "ORDER_STATE"
    TICKET_STATE = "TICKET_STATE"
    ORDERS_PAUSED = "ORDERS_PAUSED"
    NOTHING_DUE = "NOTHING_DUE"
    AMOUNT_ABOVE_DUE = "AMOUNT_ABOVE_DUE"
    AMOUNT_BELOW_MINIMUM = "AMOUNT_BELOW_MINIMUM"
    PAYMENTS_NOT_SET_UP = "PAYMENTS_NOT_SET_UP"
    PAYMENT_STATE = "PAYMENT_STATE"
    REFUND_ABOVE_PAID = "REFUND_ABOVE_PAID"
    LINE_ALREADY_REFUNDED = "LINE_ALREADY_REFUNDED"
    TENDERED_TOO_LITTLE = "TENDERED_TOO_LITTLE"
    IMPERSONATED = "IMPERSONATED"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    MESSAGE_STATE = "MESSAGE_STATE"


#: The gRPC status of each reason, by name.
STATUS: Mapping[Reason, str] = {
    Reason.INVALID_FIELDS: "INVALID_ARGUMENT",
    Reason.TOKEN_MISSING: "UNAUTHENTICATED",
    Reason.TOKEN_INVALID: "UNAUTHENTICATED",
    Reason.TOKEN_EXPIRED: "UNAUTHENTICATED",
    Reason.DEVICE_REVOKED: "UNAUTHENTICATED",
    Reason.CALLER_NOT_ALLOWED: "PERMISSION_DENIED",
    Reason.NOT_FOUND: "NOT_FOUND",
    Reason.VERSION_MISMATCH: "ABORTED",
    Reason.REQUEST_ID_REUSED: "ALREADY_EXISTS",
    Reason.NAME_TAKEN: "ALREADY_EXISTS",
    Reason.DEADLINE_EXCEEDED: "DEADLINE_EXCEEDED",
    Reason.TOO_MANY_CALLS: "RESOURCE_EXHAUSTED",
    Reason.UNAVAILABLE: "UNAVAILABLE",
    Reason.INTERNAL: "INTERNAL",
    Reason.CURSOR_TOO_OLD: "OUT_OF_RANGE",
    Reason.CURSOR_INVALID: "INVALID_ARGUMENT",
    Reason.STREAM_TOO_SLOW: "RESOURCE_EXHAUSTED",
    Reason.SERVER_STOPPING: "UNAVAILABLE",
    Reason.LAST_OWNER: "FAILED_PRECONDITION",
    Reason.INVITATION_NOT_OPEN: "FAILED_PRECONDITION",
    Reason.ALREADY_MEMBER: "FAILED_PRECONDITION",
    Reason.PAIRING_CODE_UNKNOWN: "NOT_FOUND",
    Reason.TABLE_CODE_UNKNOWN: "NOT_FOUND",
    Reason.VISIT_CLOSED: "FAILED_PRECONDITION",
    Reason.MENU_NOT_PUBLISHABLE: "FAILED_PRECONDITION",
    Reason.NO_MENU: "FAILED_PRECONDITION",
    Reason.CURRENCY_MISMATCH: "INVALID_ARGUMENT",
    Reason.MENU_CHANGED: "FAILED_PRECONDITION",
    Reason.ORDER_STATE: "FAILED_PRECONDITION",
    Reason.TICKET_STATE: "FAILED_PRECONDITION",
    Reason.ORDERS_PAUSED: "FAILED_PRECONDITION",
    Reason.NOTHING_DUE: "FAILED_PRECONDITION",
    Reason.AMOUNT_ABOVE_DUE: "FAILED_PRECONDITION",
    Reason.AMOUNT_BELOW_MINIMUM: "INVALID_ARGUMENT",
    Reason.PAYMENTS_NOT_SET_UP: "FAILED_PRECONDITION",
    Reason.PAYMENT_STATE: "FAILED_PRECONDITION",
    Reason.REFUND_ABOVE_PAID: "FAILED_PRECONDITION",
    Reason.LINE_ALREADY_REFUNDED: "FAILED_PRECONDITION",
    Reason.TENDERED_TOO_LITTLE: "INVALID_ARGUMENT",
    Reason.IMPERSONATED: "PERMISSION_DENIED",
    Reason.SIGNATURE_INVALID: "UNAUTHENTICATED",
    Reason.MESSAGE_STATE: "FAILED_PRECONDITION",
}

#: Reasons after which the same request may be sent again, and how many seconds to wait first.
RETRY_SECONDS: Mapping[Reason, float] = {
    Reason.TOO_MANY_CALLS: 1.0,
    Reason.UNAVAILABLE: 1.0,
    Reason.SERVER_STOPPING: 0.2,
    Reason.STREAM_TOO_SLOW: 1.0,
}


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One offending field: its path ("lines[2].quantity") and what it should be."""

    field: str
    description: str


class DomainError(Exception):
    """A fact that stands in the way. Subclasses name it; the reason tells clients."""

    reason: ClassVar[Reason]

    def __init__(
        self,
        message: str,
        *,
        metadata: Mapping[str, str] | None = None,
        violations: Sequence[FieldViolation] = (),
    ) -> None:
        """`message` is for a developer to read; `metadata` holds its moving parts."""
        super().__init__(message)
        self.metadata = dict(metadata or {})
        self.violations = tuple(violations)


class InvalidFields(DomainError):
    """The request breaks a rule; each offending field is named."""

    reason = Reason.INVALID_FIELDS

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        """`violations` must not be empty."""
        first = violations[0]
        super().__init__(
            f"{first.field}: {first.description}",
            metadata={"count": str(len(violations))},
            violations=violations,
        )


class NotFound(DomainError):
    """There is no such thing, or it is somebody else's."""

    reason = Reason.NOT_FOUND

    def __init__(self, resource: str, key: str) -> None:
        """`resource` is the kind in small letters, `key` the id that was asked for."""
        super().__init__(f"no {resource} {key!r}", metadata={"resource": resource, "id": key})


class VersionMismatch(DomainError):
    """Somebody else changed it in between."""

    reason = Reason.VERSION_MISMATCH

    def __init__(self, expected: int, current: int) -> None:
        """The version the caller decided on, and the one that is there."""
        super().__init__(
            f"version {expected} was expected, the current one is {current}",
            metadata={"expected": str(expected), "current": str(current)},
        )


class RequestIdReused(DomainError):
    """The same request_id came with another content."""

    reason = Reason.REQUEST_ID_REUSED

    def __init__(self, request_id: str) -> None:
        """The request_id as it was sent."""
        super().__init__(
            "this request_id was used for another request; choose a new one",
            metadata={"request_id": request_id},
        )


class NameTaken(DomainError):
    """Another one has that name."""

    reason = Reason.NAME_TAKEN

    def __init__(self, resource: str, name: str) -> None:
        """`resource` is the kind in small letters."""
        super().__init__(
            f"there is a {resource} {name!r} already", metadata={"resource": resource, "name": name}
        )


class CallerNotAllowed(DomainError):
    """This caller may not do this."""

    reason = Reason.CALLER_NOT_ALLOWED

    def __init__(self, caller: str, allowed: Sequence[str]) -> None:
        """Names of the contract's Caller, without their prefix."""
        super().__init__(
            f"{caller} may not do this; {', '.join(allowed)} may",
            metadata={"caller": caller, "allowed": ",".join(allowed)},
        )
