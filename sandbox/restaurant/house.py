"""Setting the house up, step by step, through the public API.

Every step looks first and adds what is missing. So a second run changes nothing, and none undoes
what an owner has changed since.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import grpc.aio
from here2order.billing.v1 import account_service_pb2 as account_api
from here2order.billing.v1.account_pb2 import ACCOUNT_STATE_MISSING, ACCOUNT_STATE_READY
from here2order.billing.v1.account_service_pb2_grpc import PaymentAccountServiceStub
from here2order.catalog.v1 import menu_service_pb2 as menu_api
from here2order.catalog.v1 import restaurant_service_pb2 as restaurant_api
from here2order.catalog.v1 import table_service_pb2 as table_api
from here2order.catalog.v1.menu_service_pb2_grpc import MenuServiceStub
from here2order.catalog.v1.restaurant_service_pb2_grpc import RestaurantServiceStub
from here2order.catalog.v1.table_pb2 import Table
from here2order.catalog.v1.table_service_pb2_grpc import TableServiceStub
from here2order.identity.v1 import device_service_pb2 as device_api
from here2order.identity.v1 import team_service_pb2 as team_api
from here2order.identity.v1.device_pb2 import DEVICE_STATE_PAIRING
from here2order.identity.v1.device_service_pb2_grpc import DeviceServiceStub
from here2order.identity.v1.team_pb2 import ROLE_OWNER, Role
from here2order.identity.v1.team_service_pb2_grpc import TeamServiceStub

from sandbox.restaurant import messages, place
from sandbox.restaurant.messages import request_id
from sandbox.restaurant.model import Person

KITCHEN_SCREEN = "Kitchen screen"
_CODE_LASTS_LONG_ENOUGH = timedelta(minutes=5)
_ASK_AGAIN_SECONDS = 0.2
_PATIENCE_SECONDS = 20.0  # the first call may meet a server that is still coming up

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


async def ask(
    call: grpc.aio.UnaryUnaryMultiCallable[Asked, Answer], request: Asked, token: str
) -> Answer:
    """One call by the holder of that token. Raises grpc.aio.AioRpcError."""
    return await call(
        request,
        metadata=(("authorization", f"Bearer {token}"),),
        timeout=_PATIENCE_SECONDS,
        wait_for_ready=True,
    )


async def open_restaurant(channel: grpc.aio.Channel, owner: str) -> str:
    """The id of the restaurant that the caller owns, made if there is none."""
    team = TeamServiceStub(channel)
    mine = await ask(team.ListMyMemberships, team_api.ListMyMembershipsRequest(), owner)
    for membership in mine.memberships:
        if membership.role == ROLE_OWNER:
            return membership.restaurant_id
    made = await ask(
        RestaurantServiceStub(channel).CreateRestaurant,
        restaurant_api.CreateRestaurantRequest(
            request_id=request_id("restaurant"), restaurant=messages.restaurant()
        ),
        owner,
    )
    return made.restaurant.id


class House:
    """One restaurant, set up by its owner; `token` is the owner's."""

    def __init__(self, channel: grpc.aio.Channel, token: str, restaurant_id: str) -> None:
        self._channel = channel
        self._token = token
        self._id = restaurant_id

    async def set_tables(self) -> list[Table]:
        """Every table, those included that were added by others."""
        stub = TableServiceStub(self._channel)
        wanted = table_api.ListTablesRequest(restaurant_id=self._id, page_size=500)
        known = {it.name for it in (await ask(stub.ListTables, wanted, self._token)).tables}
        missing = [
            table_api.CreateTableRequest(
                restaurant_id=self._id,
                request_id=request_id(f"{self._id} table {it.name}"),
                table=messages.table(it),
            )
            for it in place.TABLES
            if it.name not in known
        ]
        await asyncio.gather(*(ask(stub.CreateTable, it, self._token) for it in missing))
        return list((await ask(stub.ListTables, wanted, self._token)).tables)

    async def print_menu(self) -> None:
        """Writes and publishes the menu, unless there is one."""
        stub = MenuServiceStub(self._channel)
        published = await ask(
            stub.ListMenuVersions,
            menu_api.ListMenuVersionsRequest(restaurant_id=self._id, page_size=1),
            self._token,
        )
        if published.menu_versions:
            return
        change = menu_api.UpdateMenuDraftRequest(
            restaurant_id=self._id, draft=messages.menu_draft()
        )
        change.update_mask.paths.extend(("categories", "items", "modifier_lists"))
        await ask(stub.UpdateMenuDraft, change, self._token)
        await ask(
            stub.PublishMenu,
            menu_api.PublishMenuRequest(
                restaurant_id=self._id, request_id=request_id(f"{self._id} menu")
            ),
            self._token,
        )

    async def hire(self, people: Mapping[str, tuple[Person, str]]) -> None:
        """Invites who is not on the team, and lets them accept: user id → person, own token."""
        stub = TeamServiceStub(self._channel)
        team = await ask(
            stub.ListMembers, team_api.ListMembersRequest(restaurant_id=self._id), self._token
        )
        there = {member.user_id for member in team.members}
        for user_id, (person, token) in people.items():
            if user_id in there:
                continue
            offer = team_api.InviteMemberRequest(
                restaurant_id=self._id,
                request_id=request_id(f"{self._id} invitation {user_id}"),
                role=Role.Value(f"ROLE_{person.role.upper()}"),
                invitee=f"{person.first_name} {person.last_name}",
            )
            invitation = (await ask(stub.InviteMember, offer, self._token)).invitation
            accept = team_api.AcceptInvitationRequest(code=invitation.code)
            await ask(stub.AcceptInvitation, accept, token)

    async def open_account(self, stripe_account_id: str) -> None:
        """Names where guests pay into, unless that was done, and waits until Stripe has said yes.

        Raises TimeoutError: Stripe, or the program that asks it, does not answer.
        """
        stub = PaymentAccountServiceStub(self._channel)
        wanted = account_api.GetPaymentAccountRequest(restaurant_id=self._id)
        account = (await ask(stub.GetPaymentAccount, wanted, self._token)).account
        if account.state == ACCOUNT_STATE_MISSING:
            name = account_api.SetPaymentAccountRequest(
                restaurant_id=self._id, stripe_account_id=stripe_account_id
            )
            account = (await ask(stub.SetPaymentAccount, name, self._token)).account
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while account.state != ACCOUNT_STATE_READY:
                await asyncio.sleep(_ASK_AGAIN_SECONDS)
                account = (await ask(stub.GetPaymentAccount, wanted, self._token)).account

    async def pairing_code(self) -> str:
        """A code for a kitchen screen that lasts five minutes or longer.

        A code that waits already is given again; a device is only added when none waits.
        """
        stub = DeviceServiceStub(self._channel)
        offer = await self._start_pairing()
        lasts = offer.pairing_code_expire_time.ToDatetime(UTC) - datetime.now(UTC)
        if lasts < _CODE_LASTS_LONG_ENOUGH:
            stale = device_api.RevokeDeviceRequest(
                restaurant_id=self._id, device_id=offer.device.id
            )
            await ask(stub.RevokeDevice, stale, self._token)
            offer = await self._start_pairing()
        return offer.pairing_code

    async def _start_pairing(self) -> device_api.StartPairingResponse:
        stub = DeviceServiceStub(self._channel)
        devices = await ask(
            stub.ListDevices, device_api.ListDevicesRequest(restaurant_id=self._id), self._token
        )
        # Asking again after the same last device repeats the code that waits.
        settled = [it.id for it in devices.devices if it.state != DEVICE_STATE_PAIRING]
        after = settled[0] if settled else "none"
        wanted = device_api.StartPairingRequest(
            restaurant_id=self._id,
            request_id=request_id(f"{self._id} screen after {after}"),
            name=KITCHEN_SCREEN,
        )
        return await ask(stub.StartPairing, wanted, self._token)
