"""The people of one restaurant, and what they ask of the server about their team and devices."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import grpc
import pytest
from here2order.catalog.v1 import restaurant_pb2, restaurant_service_pb2
from here2order.identity.v1 import device_service_pb2, team_pb2, team_service_pb2

from sandbox.clerk import ClerkClient
from server.errors import Reason
from tests.support.api import Api, bearer
from tests.support.app import RunningApp, SteeredClock
from tests.support.refusals import refusal_of

Metadata = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    user_id: str
    token: str

    @property
    def metadata(self) -> Metadata:
        return bearer(self.token)


@dataclass(slots=True)
class House:
    """The server as the people of a restaurant see it."""

    app: RunningApp

    @property
    def api(self) -> Api:
        return self.app.api

    @property
    def clerk(self) -> ClerkClient:
        return self.app.clerk

    @property
    def clock(self) -> SteeredClock:
        return self.app.clock

    async def person(self, name: str) -> Person:
        """A new account, signed in for a month."""
        account = await self.clerk.create_user(f"{name}.{uuid4().hex[:8]}@example.com")
        token = await self.clerk.sign_in(account.id, expires_in_seconds=30 * 86_400)
        return Person(account.id, token)

    async def found(self, owner: Person) -> str:
        """A restaurant of that owner; its id."""
        restaurant = restaurant_pb2.Restaurant(name="Chakara", time_zone="UTC", currency="EUR")
        request = restaurant_service_pb2.CreateRestaurantRequest(
            request_id=str(uuid4()), restaurant=restaurant
        )
        reply = await self.api.restaurants.CreateRestaurant(request, metadata=owner.metadata)
        return reply.restaurant.id

    async def invite(
        self, by: Person, restaurant_id: str, role: team_pb2.Role.ValueType, request_id: str = ""
    ) -> team_pb2.Invitation:
        """An invitation of that person."""
        request = team_service_pb2.InviteMemberRequest(
            restaurant_id=restaurant_id,
            request_id=request_id or str(uuid4()),
            role=role,
            invitee="Asha",
        )
        reply = await self.api.team.InviteMember(request, metadata=by.metadata)
        return reply.invitation

    async def accept(self, person: Person, code: str) -> team_pb2.Member:
        """That person takes up an offer."""
        request = team_service_pb2.AcceptInvitationRequest(code=code)
        reply = await self.api.team.AcceptInvitation(request, metadata=person.metadata)
        return reply.member

    async def hire(
        self, owner: Person, restaurant_id: str, role: team_pb2.Role.ValueType, name: str = "asha"
    ) -> Person:
        """A new member of the team."""
        person = await self.person(name)
        invitation = await self.invite(owner, restaurant_id, role)
        await self.accept(person, invitation.code)
        return person

    async def start_pairing(
        self, by: Person, restaurant_id: str, request_id: str = ""
    ) -> device_service_pb2.StartPairingResponse:
        """A device that waits for its code."""
        request = device_service_pb2.StartPairingRequest(
            restaurant_id=restaurant_id, request_id=request_id or str(uuid4()), name="Grill"
        )
        return await self.api.devices.StartPairing(request, metadata=by.metadata)

    async def pair(self, code: str) -> device_service_pb2.PairDeviceResponse:
        """A device whose code is entered."""
        return await self.api.devices.PairDevice(
            device_service_pb2.PairDeviceRequest(pairing_code=code)
        )


@contextmanager
def refused_for(reason: Reason) -> Iterator[None]:
    """Holds a call against the reason for which it should fail."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        yield
    assert refusal_of(caught.value).reason == reason


def reasons(results: Iterable[object]) -> list[str]:
    """Why those of many calls failed that did."""
    return [refusal_of(one).reason for one in results if isinstance(one, grpc.RpcError)]


@pytest.fixture
def house(app: RunningApp) -> House:
    return House(app)


@pytest.fixture
async def olga(house: House) -> Person:
    """The owner."""
    return await house.person("olga")


@pytest.fixture
async def restaurant_id(house: House, olga: Person) -> str:
    return await house.found(olga)
