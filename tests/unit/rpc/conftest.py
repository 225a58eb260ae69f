"""The contract served through the real chain, by somebody who does what the test says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import grpc
import pytest
from here2order.ordering.v1 import order_service_pb2
from prometheus_client import CollectorRegistry

from server.contract import methods
from server.errors import DomainError, Reason
from server.role import Role
from server.rpc.call import Call
from server.rpc.chain import interceptors
from server.rpc.handlers import Contract
from server.rpc.principal import Device, Guest, Principal, User
from server.rpc.server import GrpcServer
from tests.support.api import Api, bearer

HERE = "rst_" + "h" * 26
ORDER = "ord_" + "1" * 26

Act = Callable[[Any, Call], Awaitable[Any]]

#: Who calls with which token.
_PRINCIPALS: dict[str, Principal] = {
    "owner": User("user_olga"),
    "stranger": User("user_nobody"),
    "guest": Guest("gst_1", "vis_" + "1" * 26, HERE),
    "device": Device("dev_1", HERE),
}


class NoSuchToken(DomainError):
    """A token that the test does not know."""

    reason = Reason.TOKEN_INVALID

    def __init__(self) -> None:
        super().__init__("this token is not valid here")


@dataclass(slots=True)
class Servicer:
    """Answers every RPC of every service in the one way that the test chooses."""

    act: Act | None = None
    calls: list[Call] = field(default_factory=list)

    def __getattr__(self, name: str) -> Act:
        if not name[0].isupper():
            raise AttributeError(name)
        return self._serve

    async def _serve(self, request: Any, call: Call) -> Any:
        self.calls.append(call)
        if self.act is not None:
            return await self.act(request, call)
        return None if call.method.streams else call.method.response_class()


@dataclass(slots=True)
class Limits:
    """How much the server takes on."""

    calls: int = 100
    streams: int = 100


@dataclass(slots=True)
class Served:
    """The stubs, and who answers them."""

    api: Api
    servicer: Servicer
    port: int


@pytest.fixture
def limits() -> Limits:
    """Override it to serve less."""
    return Limits()


@pytest.fixture
async def served(limits: Limits) -> AsyncIterator[Served]:
    """A server on a free port."""
    servicer, contract = Servicer(), methods()
    chain = interceptors(
        registry=CollectorRegistry(),
        detail_of={WithDetail: lambda error: error.detail},
        max_calls=limits.calls,
        max_streams=limits.streams,
        authenticate=_authenticate,
        role_of=_role_of,
    )
    names = dict.fromkeys(method.service for method in contract)
    servicers = {name.rpartition(".")[2]: servicer for name in names}
    server = GrpcServer(Contract(contract, servicers, chain), names, reflect=False)
    port = await server.start("127.0.0.1:0")
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Served(Api(channel), servicer, port)
    await server.stop(0)


class WithDetail(DomainError):
    """An error that sends a message of the contract along."""

    reason = Reason.MENU_CHANGED

    def __init__(self, detail: Any) -> None:
        """`detail` is what is sent along."""
        super().__init__("the menu has changed")
        self.detail = detail


async def _authenticate(token: str, *, after_visit: bool = False) -> Principal:
    if token not in _PRINCIPALS:
        raise NoSuchToken
    return _PRINCIPALS[token]


async def _role_of(user_id: str, restaurant_id: str) -> Role | None:
    return Role.OWNER if (user_id, restaurant_id) == ("user_olga", HERE) else None


def get_order(served: Served, who: str = "guest", **how: Any) -> Any:
    """A call that is right in itself; `how` are grpc's own arguments."""
    request = order_service_pb2.GetOrderRequest(order_id=ORDER)
    return served.api.orders.GetOrder(request, **(how | {"metadata": _metadata(who, how)}))


def watch_order(served: Served, who: str = "guest", **how: Any) -> Any:
    """A stream that is right in itself."""
    request = order_service_pb2.WatchOrderRequest()
    return served.api.orders.WatchOrder(request, **(how | {"metadata": _metadata(who, how)}))


def _metadata(who: str, how: dict[str, Any]) -> list[tuple[str, str]]:
    return [*(bearer(who) if who else []), *how.get("metadata", ())]
