"""A restaurant ready for the evening, opened through the API as its owner would."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Protocol

from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import (
    menu_pb2,
    menu_service_pb2,
    restaurant_pb2,
    restaurant_service_pb2,
    table_pb2,
    table_service_pb2,
)
from here2order.identity.v1 import device_service_pb2, team_pb2, team_service_pb2
from here2order.ordering.v1 import (
    order_pb2,
    order_service_pb2,
    visit_pb2,
    visit_service_pb2,
)

from tests.support.api import Api, bearer
from tests.support.dishes import dosa as dosa
from tests.support.dishes import euro as euro
from tests.support.dishes import lassi as lassi
from tests.support.dishes import menu_draft as menu_draft

ROLES = ("MANAGER", "STAFF", "CUSTOMER")


def new_request_id() -> str:
    """What a client sends with what it creates."""
    return str(uuid.uuid4())


class Premises(Protocol):
    """A server in this process or in another."""

    @property
    def api(self) -> Api:
        """The stubs."""
        ...

    async def sign_up(self, name: str) -> tuple[str, str]:
        """Somebody new at Clerk: user id and a session token."""
        ...


@dataclass(slots=True)
class Seat:
    """A guest with a phone at a table."""

    guest_id: str
    visit_id: str
    token: str


@dataclass(slots=True)
class House:
    """The restaurant, and the tokens of those who belong to it."""

    app: Premises
    restaurant_id: str
    owner_id: str
    tables: list[table_pb2.Table]
    #: By role in capitals, OWNER and DEVICE among them.
    tokens: dict[str, str] = field(default_factory=dict)
    user_ids: dict[str, str] = field(default_factory=dict)
    device_id: str = ""

    @property
    def api(self) -> Api:
        """The stubs."""
        return self.app.api

    def as_(self, who: str) -> list[tuple[str, str]]:
        """Metadata of a call by the OWNER, MANAGER, STAFF, CUSTOMER or DEVICE."""
        return bearer(self.tokens[who])

    async def sit_down(self, table: int = 0, name: str = "Ana") -> Seat:
        """A guest scans the table's code."""
        reply = await self.api.visits.ScanTable(
            visit_service_pb2.ScanTableRequest(
                code=self.tables[table].code, request_id=new_request_id(), guest_name=name
            )
        )
        return Seat(reply.guest_id, reply.visit.id, reply.token)

    async def order(
        self, seat: Seat, *lines: order_pb2.LineRequest, request_id: str = "", note: str = ""
    ) -> order_pb2.Order:
        """The guest orders; a dosa if nothing is named."""
        request = self.order_request(*lines, request_id=request_id, note=note)
        reply = await self.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
        return reply.order

    def order_request(
        self, *lines: order_pb2.LineRequest, request_id: str = "", note: str = ""
    ) -> order_service_pb2.PlaceOrderRequest:
        """What a guest's phone sends."""
        return order_service_pb2.PlaceOrderRequest(
            request_id=request_id or new_request_id(),
            menu_version=1,
            lines=lines or [dosa()],
            note=note,
        )

    async def hire(self, role: str) -> None:
        """Invites somebody and lets them accept."""
        self.user_ids[role], self.tokens[role] = await self.welcome(role)

    async def welcome(self, role: str) -> tuple[str, str]:
        """Somebody new in that role, beside those who have it: user id and token."""
        user_id, token = await self.app.sign_up(role.lower())
        await self.take_in(token, role)
        return user_id, token

    async def take_in(self, token: str, role: str) -> None:
        """Invites whoever holds the token, and accepts for them."""
        invited = await self.api.team.InviteMember(
            team_service_pb2.InviteMemberRequest(
                restaurant_id=self.restaurant_id,
                request_id=new_request_id(),
                role=team_pb2.Role.Value(f"ROLE_{role}"),
                invitee=role,
            ),
            metadata=self.as_("OWNER"),
        )
        accept = team_service_pb2.AcceptInvitationRequest(code=invited.invitation.code)
        await self.api.team.AcceptInvitation(accept, metadata=bearer(token))

    async def let_go(self, user_id: str) -> None:
        """Takes somebody off the team."""
        request = team_service_pb2.RemoveMemberRequest(
            restaurant_id=self.restaurant_id, user_id=user_id
        )
        await self.api.team.RemoveMember(request, metadata=self.as_("OWNER"))

    async def pair_device(self, name: str = "Kitchen screen") -> None:
        """Puts a screen into the kitchen."""
        self.tokens["DEVICE"], self.device_id = await self.new_device(name)

    async def new_device(self, name: str = "Another screen") -> tuple[str, str]:
        """One more screen, beside the one in the kitchen: token and id."""
        started = await self.api.devices.StartPairing(
            device_service_pb2.StartPairingRequest(
                restaurant_id=self.restaurant_id, request_id=new_request_id(), name=name
            ),
            metadata=self.as_("OWNER"),
        )
        paired = await self.api.devices.PairDevice(
            device_service_pb2.PairDeviceRequest(pairing_code=started.pairing_code)
        )
        return paired.token, paired.device.id

    async def round_bills(self, multiple: int) -> None:
        """From now on, to a multiple of so many minor units."""
        request = restaurant_service_pb2.UpdateRestaurantRequest(
            restaurant_id=self.restaurant_id,
            restaurant=restaurant_pb2.Restaurant(bill_rounding=multiple),
            update_mask=FieldMask(paths=["bill_rounding"]),
        )
        await self.api.restaurants.UpdateRestaurant(request, metadata=self.as_("OWNER"))

    async def close_visit(self, visit_id: str) -> visit_pb2.Visit:
        """The party has left."""
        request = visit_service_pb2.CloseVisitRequest(
            restaurant_id=self.restaurant_id, visit_id=visit_id
        )
        return (await self.api.visits.CloseVisit(request, metadata=self.as_("OWNER"))).visit

    async def publish(self, draft: menu_pb2.MenuDraft) -> int:
        """Writes and publishes a menu; returns its version."""
        await self.api.menus.UpdateMenuDraft(
            menu_service_pb2.UpdateMenuDraftRequest(
                restaurant_id=self.restaurant_id,
                draft=draft,
                update_mask=FieldMask(paths=["categories", "items", "modifier_lists"]),
            ),
            metadata=self.as_("OWNER"),
        )
        published = await self.api.menus.PublishMenu(
            menu_service_pb2.PublishMenuRequest(
                restaurant_id=self.restaurant_id, request_id=new_request_id()
            ),
            metadata=self.as_("OWNER"),
        )
        return published.menu_version.version


async def open_house(
    app: Premises,
    *,
    tables: int = 2,
    acceptance: int = restaurant_pb2.ACCEPTANCE_BY_STAFF,
    currency: str = "EUR",
) -> House:
    """A restaurant with an owner, tables, a published menu and a kitchen screen."""
    owner_id, token = await app.sign_up("owner")
    created = await app.api.restaurants.CreateRestaurant(
        restaurant_service_pb2.CreateRestaurantRequest(
            request_id=new_request_id(),
            restaurant=restaurant_pb2.Restaurant(
                name="Café Malabar",
                time_zone="Europe/Lisbon",
                currency=currency,
                closeout_hour=4,
                taxes=[
                    restaurant_pb2.Tax(id="food", name="VAT 13 %", rate_ppm=130_000),
                    restaurant_pb2.Tax(id="drinks", name="VAT 23 %", rate_ppm=230_000),
                ],
                prices_include_tax=True,
                acceptance=restaurant_pb2.Acceptance.ValueType(acceptance),
                stations=[
                    restaurant_pb2.Station(id="kitchen", name="Kitchen"),
                    restaurant_pb2.Station(id="bar", name="Bar"),
                ],
                areas=[restaurant_pb2.Area(id="inside", name="Inside")],
            ),
        ),
        metadata=bearer(token),
    )
    house = House(app, created.restaurant.id, owner_id, [], {"OWNER": token})
    house.user_ids["OWNER"] = owner_id
    for number in range(1, tables + 1):
        await _add_table(house, str(number))
    await house.publish(menu_draft(currency))
    await house.pair_device()
    return house


async def _add_table(house: House, name: str) -> None:
    added = await house.api.tables.CreateTable(
        table_service_pb2.CreateTableRequest(
            restaurant_id=house.restaurant_id,
            request_id=new_request_id(),
            table=table_pb2.Table(name=name, area_id="inside", seats=4),
        ),
        metadata=house.as_("OWNER"),
    )
    house.tables.append(added.table)
