"""Who calls? Reads the bearer token, and asks whether what it says still holds."""

from typing import Any, Protocol

from server.errors import DomainError, Reason
from server.rpc.call import Call, Proceed
from server.rpc.methods import Method
from server.rpc.principal import Principal


class Authenticate(Protocol):
    """Tells whose token it is."""

    async def __call__(self, token: str, *, after_visit: bool = False) -> Principal:
        """Raises when it is nobody's, or nobody's any more.

        With `after_visit`, a guest's is still one when the visit is over.
        """
        ...


class TokenMissing(DomainError):
    """No token was sent."""

    reason = Reason.TOKEN_MISSING

    def __init__(self) -> None:
        """Says how to send one."""
        super().__init__('send a token: metadata "authorization: Bearer …"')


class Authentication:
    """Puts the principal into the call. Methods that anyone may call take no token at all."""

    def __init__(self, authenticate: Authenticate) -> None:
        """`authenticate` is asked for each call; it remembers what it can."""
        self._authenticate = authenticate

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """Raises TokenMissing and whatever `authenticate` raises."""
        if "ANYONE" in method.callers:
            return proceed
        authenticate, after_visit = self._authenticate, method.after_visit

        async def authenticated(call: Call) -> Any:
            token = _token(call)
            call.principal = await authenticate(token, after_visit=after_visit)
            return await proceed(call)

        return authenticated


def _token(call: Call) -> str:
    scheme, _, token = call.metadata("authorization").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    return token
