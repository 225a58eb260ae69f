"""What a caller gets, by the contract's own words and nothing else."""

from __future__ import annotations

from google.protobuf.message import Message

from server.rpc.methods import Method
from tests.rpc.access.callers import Caller, Outcome
from tests.rpc.access.world import World

SERVED: Outcome = ("OK", "")
NOT_FOUND: Outcome = ("NOT_FOUND", "NOT_FOUND")
NOT_ALLOWED: Outcome = ("PERMISSION_DENIED", "CALLER_NOT_ALLOWED")
VISIT_CLOSED: Outcome = ("FAILED_PRECONDITION", "VISIT_CLOSED")
#: A person has to say which restaurant is meant.
UNNAMED: Outcome = ("INVALID_ARGUMENT", "INVALID_FIELDS")


def expected(method: Method, caller: Caller, request: Message, world: World) -> Outcome:
    """The outcome of this request, which is right in itself and about `world.here`."""
    if "ANYONE" in method.callers:
        return SERVED
    if caller.refusal is not None:
        return _of_refused(method, caller.refusal, request)
    if caller.is_person:
        return _of_person(method, caller, request)
    return _of_guest_or_device(method, caller, request, world)


def _of_refused(method: Method, refusal: Outcome, request: Message) -> Outcome:
    if not method.after_visit or refusal != VISIT_CLOSED:
        return refusal
    # Whoever may call after the visit is let in, and finds that another's visit does not exist.
    if _field(request, "visit_id") or _field(request, "payment_id"):
        return NOT_FOUND
    # The own one can still be read, and nothing be done about it any more.
    return SERVED if method.name.startswith("Get") else refusal


def _of_person(method: Method, caller: Caller, request: Message) -> Outcome:
    if "USER" in method.callers:
        return SERVED
    if "restaurant_id" not in request.DESCRIPTOR.fields_by_name:
        return NOT_ALLOWED
    named = _field(request, "restaurant_id")
    if not named:
        return UNNAMED
    if named != caller.restaurant_id:
        return NOT_FOUND
    return SERVED if caller.kind in method.callers else NOT_ALLOWED


def _of_guest_or_device(method: Method, caller: Caller, request: Message, world: World) -> Outcome:
    if _field(request, "restaurant_id") not in ("", caller.restaurant_id):
        return NOT_FOUND
    if caller.visit_id and _field(request, "visit_id") not in ("", caller.visit_id):
        return NOT_FOUND
    if caller.kind not in method.callers:
        return NOT_ALLOWED
    ours = _field(request, "order_id") or _field(request, "payment_id")
    if ours and not _sees_our_orders(caller, world):
        return NOT_FOUND
    return SERVED


def _sees_our_orders(caller: Caller, world: World) -> bool:
    if caller.visit_id:
        return caller.visit_id == world.seat.visit_id
    return caller.restaurant_id == world.here.restaurant_id


def _field(request: Message, name: str) -> str:
    return str(getattr(request, name, ""))
