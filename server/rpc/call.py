"""One call on its way through the server."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import grpc
from google.protobuf.message import Message

from server.ids import new_id
from server.origin import Origin
from server.rpc.methods import Method
from server.rpc.principal import NOBODY, Device, Guest, Member, Principal, User

Context = grpc.aio.ServicerContext[Any, Any]
#: Headers, in the order in which they came.
Metadata = Sequence[tuple[str, str | bytes]]

# Made once: a union is a new object each time it is written.
_AT_A_RESTAURANT = (Guest, Member, Device)
_ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(slots=True)
class Call:
    """What the interceptors learn about a call, and what the servicer needs of it."""

    method: Method
    context: Context
    #: The request as it came.
    raw: bytes
    #: Decoded by the validation of its form; the interceptors outside see None.
    request: Any = None
    principal: Principal = NOBODY
    #: Its id, once somebody has asked for it.
    named: str = ""
    #: How it ended: OK, or the reason that its status tells.
    outcome: str = "OK"
    headers: Metadata = ()

    @property
    def id(self) -> str:
        """Under which it stands in our log, and in what the client is told of a fault."""
        if not self.named:
            self.named = request_id(self.headers)
        return self.named

    @property
    def restaurant_id(self) -> str:
        """The restaurant this call may touch: the token's or the membership's."""
        principal = self.principal
        if isinstance(principal, _AT_A_RESTAURANT):
            return principal.restaurant_id
        raise LookupError(f"{self.method.path} is for no restaurant")

    @property
    def user_id(self) -> str:
        """The person who calls."""
        principal = self.principal
        if isinstance(principal, User | Member):
            return principal.user_id
        raise LookupError(f"{self.method.path} is for no person")

    @property
    def address(self) -> str:
        """Where the caller sits: what Envoy, the last on the way, has seen; else the peer itself.

        Only what our own proxy has added counts. Whatever stands before it, the caller may have
        written.
        """
        forwarded = self.metadata("x-forwarded-for").rpartition(",")[2].strip()
        return forwarded or str(self.context.peer()).rpartition(":")[0]

    def metadata(self, name: str) -> str:
        """The value of a header, or ""."""
        return header(self.headers, name)

    def origin(self, request_id: str) -> Origin:
        """The origin of what this call creates."""
        request: Message = self.request
        content = request.SerializeToString(deterministic=True)
        digest = hashlib.sha256(content).hexdigest()[:32]
        return Origin(self.principal.actor, request_id, digest)

    def let_go(self) -> None:
        """Forgets what nobody asks for any more once a stream runs."""
        self.named = self.id
        self.raw, self.headers = b"", ()

    @property
    def write(self) -> Callable[[bytes], Awaitable[None]]:
        """Sends a message of a stream, as it is; waits while the client's window is full.

        grpc's own, and nothing around it: this is most of what a delivery costs.
        """
        return self.context.write


def header(headers: Metadata, name: str) -> str:
    """The value of a header, or ""."""
    for key, value in headers:
        if key == name:
            return value if isinstance(value, str) else value.decode("latin-1")
    return ""


def request_id(headers: Metadata) -> str:
    """The id of a call that came with these: the client's own, if it is one, or a new one."""
    sent = header(headers, "x-request-id")
    return sent if sent and _ACCEPTED_ID.fullmatch(sent) else new_id("req")


#: The rest of the way: returns the reply of a unary call, None of a stream.
Proceed = Callable[[Call], Coroutine[Any, Any, Any]]


class Interceptor(Protocol):
    """One concern of every call. Wraps all of a stream, not only its start."""

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """The way of this method's calls: `proceed` with this concern around it.

        Returns `proceed` itself where there is nothing to do, and a plain function where there is
        nothing to do afterwards: each coroutine is gone through again whenever the call has waited.
        """
        ...
