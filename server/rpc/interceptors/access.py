"""May this caller call this, for this restaurant? Default deny, by the contract's own words."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from server.errors import (
    CallerNotAllowed,
    DomainError,
    FieldViolation,
    InvalidFields,
    NotFound,
    Reason,
)
from server.rpc.call import Call, Proceed
from server.rpc.methods import Method
from server.rpc.principal import Device, Guest, Member, Principal, Role, User

#: The role of a user at a restaurant, or None.
RoleOf = Callable[[str, str], Awaitable[Role | None]]

#: Their tokens are for one restaurant.
_BOUND = (Guest, Device)
_RESTAURANT_ID = re.compile(r"rst_[0-9a-z]{26}")


class Impersonated(DomainError):
    """Somebody acts in another person's name, and money would move."""

    reason = Reason.IMPERSONATED

    def __init__(self, impersonator: str) -> None:
        """Who acts, by Clerk's id."""
        super().__init__(
            "whoever acts in another person's name moves no money",
            metadata={"impersonator": impersonator},
        )


class Access:
    """Holds the call against the callers that its RPC declares.

    To those who may not see it, another's restaurant or visit does not exist.
    """

    def __init__(self, role_of: RoleOf) -> None:
        """`role_of` is asked for each call of a user; it remembers what it can."""
        self._role_of = role_of

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Raises CallerNotAllowed, NotFound, InvalidFields, Impersonated."""
        if method.moves_money:
            proceed = _in_person(proceed)
        allowed = method.callers
        if "ANYONE" in allowed:
            return proceed
        members = "USER" not in allowed
        own_house = _own_house(method)

        async def admitted(call: Call) -> Any:
            # What is somebody else's does not exist, whoever may call this: that is asked first.
            if members and isinstance(call.principal, User):
                call.principal = await self._member(call.principal, call.request)
            own_house(call.principal, call.request)
            if call.principal.caller not in allowed:
                raise CallerNotAllowed(call.principal.caller, allowed)
            return await proceed(call)

        return admitted

    async def _member(self, user: User, request: Any) -> User | Member:
        restaurant_id: str | None = getattr(request, "restaurant_id", None)
        if restaurant_id is None:  # it is about no restaurant, but about the caller's own visit
            return user
        if not restaurant_id:
            raise InvalidFields([FieldViolation("restaurant_id", "name the restaurant")])
        role = None
        if _RESTAURANT_ID.fullmatch(restaurant_id):
            role = await self._role_of(user.user_id, restaurant_id)
        if role is None:
            raise NotFound("restaurant", restaurant_id)
        return Member(user.user_id, restaurant_id, role, user.impersonator)


def _own_house(method: Method) -> Callable[[Principal, Any], None]:
    # To ask a message for a field that it has not costs more than all the rest here.
    fields = method.request_class.DESCRIPTOR.fields_by_name
    names_house, names_visit = "restaurant_id" in fields, "visit_id" in fields

    def require(principal: Principal, request: Any) -> None:
        if names_house and isinstance(principal, _BOUND):
            _same("restaurant", request.restaurant_id, principal.restaurant_id)
        if names_visit and isinstance(principal, Guest):
            _same("visit", request.visit_id, principal.visit_id)

    return require


def _same(resource: str, asked: str, own: str) -> None:
    if asked and asked != own:
        raise NotFound(resource, asked)


def _in_person(proceed: Proceed) -> Proceed:
    def in_person(call: Call) -> Coroutine[Any, Any, Any]:
        principal = call.principal
        if isinstance(principal, Member | User) and principal.impersonator:
            raise Impersonated(principal.impersonator)
        return proceed(call)

    return in_person
