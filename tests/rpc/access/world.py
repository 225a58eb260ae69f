"""Two restaurants on one server, and everybody who could call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from here2order.identity.v1 import device_service_pb2
from here2order.ordering.v1 import visit_pb2, visit_service_pb2

from server.role import Role
from tests.rpc.access.callers import Caller
from tests.rpc.access.credentials import worthless
from tests.support.api import Api, bearer
from tests.support.app import RunningApp
from tests.support.house import House, Seat, open_house
from tests.support.messages import store_message
from tests.support.till import Till

#: The tables here: of the guest, of another party, of those that come and go, and one to try on.
OURS, THEIRS, PASSING, SPARE = range(4)


@dataclass(slots=True)
class World:
    """The restaurant that the calls are about, and another one."""

    app: RunningApp
    here: House
    elsewhere: House
    #: The guest of the visit that the calls are about.
    seat: Seat
    callers: list[Caller] = field(default_factory=list)
    #: An owner of both restaurants.
    owner_of_both: str = ""
    #: By field, what only the other restaurant has.
    foreign: Mapping[str, str] = field(default_factory=dict)

    @property
    def api(self) -> Api:
        """The stubs."""
        return self.app.api

    async def passing_visit(self) -> visit_pb2.Visit:
        """A visit here that nothing else depends on."""
        request = visit_service_pb2.OpenVisitRequest(
            restaurant_id=self.here.restaurant_id, table_id=self.here.tables[PASSING].id
        )
        return (await self.api.visits.OpenVisit(request, metadata=self.here.as_("STAFF"))).visit

    async def state(self) -> Mapping[str, str]:
        """A hash of every collection: equal as long as nothing was changed."""
        app = self.app.app
        reply = await app.client[app.settings.database].command("dbHash")
        return dict(reply["collections"])


async def build_world(app: RunningApp) -> World:
    """Both restaurants with everybody in them."""
    here, elsewhere = await _staffed(app, 4), await _staffed(app, 2)
    seat, there = await here.sit_down(OURS), await elsewhere.sit_down()
    world = World(app, here, elsewhere, seat)
    _, world.owner_of_both = await here.welcome("OWNER")
    await elsewhere.take_in(world.owner_of_both, "OWNER")
    world.foreign = {
        "order_id": (await elsewhere.order(there)).id,
        "visit_id": there.visit_id,
        "table_id": elsewhere.tables[0].id,
        "device_id": elsewhere.device_id,
        "payment_id": (await Till(app, elsewhere).cash(there.visit_id, 100)).id,
        "message_id": (await store_message(app, elsewhere.restaurant_id, there)).id,
        "user_id": elsewhere.user_ids["STAFF"],
    }
    world.callers = [
        *_team("here", here),
        _guest("guest of the visit", here, seat),
        _guest("guest of another visit", here, await here.sit_down(THEIRS)),
        _device("device here", here),
        *_team("elsewhere", elsewhere),
        _guest("guest elsewhere", elsewhere, there),
        _device("device elsewhere", elsewhere),
        *await _people_of_nowhere(world),
        await _revoked_device(world),
        await _guest_of_closed_visit(world),
        *await worthless(app, here, seat),
    ]
    return world


async def _staffed(app: RunningApp, tables: int) -> House:
    house = await open_house(app, tables=tables)
    for role in ("MANAGER", "STAFF", "CUSTOMER"):
        await house.hire(role)
    return house


def _team(where: str, house: House) -> list[Caller]:
    return [
        Caller(
            name=f"{role} {where}",
            metadata=house.as_(role),
            kind=role,
            restaurant_id=house.restaurant_id,
        )
        for role in Role
    ]


def _guest(name: str, house: House, seat: Seat) -> Caller:
    return Caller(
        name=name,
        metadata=bearer(seat.token),
        kind="GUEST",
        restaurant_id=house.restaurant_id,
        visit_id=seat.visit_id,
    )


def _device(name: str, house: House) -> Caller:
    return Caller(
        name=name,
        metadata=house.as_("DEVICE"),
        kind="DEVICE",
        restaurant_id=house.restaurant_id,
    )


async def _people_of_nowhere(world: World) -> list[Caller]:
    _, stranger = await world.app.sign_up("stranger")
    gone_id, gone = await world.here.welcome("MANAGER")
    await world.here.let_go(gone_id)
    return [
        Caller(name="user without a restaurant", metadata=bearer(stranger), kind="USER"),
        Caller(name="manager who was let go", metadata=bearer(gone), kind="USER"),
    ]


async def _revoked_device(world: World) -> Caller:
    token, device_id = await world.here.new_device()
    await world.api.devices.RevokeDevice(
        device_service_pb2.RevokeDeviceRequest(
            restaurant_id=world.here.restaurant_id, device_id=device_id
        ),
        metadata=world.here.as_("OWNER"),
    )
    refusal = ("UNAUTHENTICATED", "DEVICE_REVOKED")
    return Caller(name="revoked device", metadata=bearer(token), refusal=refusal)


async def _guest_of_closed_visit(world: World) -> Caller:
    seat = await world.here.sit_down(PASSING)
    await world.here.close_visit(seat.visit_id)
    refusal = ("FAILED_PRECONDITION", "VISIT_CLOSED")
    return Caller(name="guest of a closed visit", metadata=bearer(seat.token), refusal=refusal)
