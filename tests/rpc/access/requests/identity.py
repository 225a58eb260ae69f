"""Requests of identity."""

from dataclasses import dataclass

from here2order.identity.v1 import (
    device_service_pb2,
    team_pb2,
    team_service_pb2,
)

from tests.rpc.access.requests.catalog import Restaurants
from tests.rpc.access.world import World
from tests.support.api import bearer
from tests.support.house import new_request_id


@dataclass(slots=True)
class Teams:
    """TeamService."""

    world: World

    async def InviteMember(self) -> team_service_pb2.InviteMemberRequest:
        return _invitation(self.world.here.restaurant_id)

    async def AcceptInvitation(self) -> team_service_pb2.AcceptInvitationRequest:
        """Of a restaurant that nobody works at yet: whoever accepts is no member there."""
        founder = bearer(self.world.owner_of_both)
        create = await Restaurants(self.world).CreateRestaurant()
        api = self.world.api
        new = (await api.restaurants.CreateRestaurant(create, metadata=founder)).restaurant
        invited = await api.team.InviteMember(_invitation(new.id), metadata=founder)
        return team_service_pb2.AcceptInvitationRequest(code=invited.invitation.code)

    async def ListMembers(self) -> team_service_pb2.ListMembersRequest:
        return team_service_pb2.ListMembersRequest(restaurant_id=self.world.here.restaurant_id)

    async def ListMyMemberships(self) -> team_service_pb2.ListMyMembershipsRequest:
        return team_service_pb2.ListMyMembershipsRequest()

    async def ChangeMemberRole(self) -> team_service_pb2.ChangeMemberRoleRequest:
        user_id, _ = await self.world.here.welcome("STAFF")
        return team_service_pb2.ChangeMemberRoleRequest(
            restaurant_id=self.world.here.restaurant_id,
            user_id=user_id,
            role=team_pb2.ROLE_CUSTOMER,
        )

    async def RemoveMember(self) -> team_service_pb2.RemoveMemberRequest:
        user_id, _ = await self.world.here.welcome("STAFF")
        return team_service_pb2.RemoveMemberRequest(
            restaurant_id=self.world.here.restaurant_id, user_id=user_id
        )


@dataclass(slots=True)
class Devices:
    """DeviceService."""

    world: World

    async def StartPairing(self) -> device_service_pb2.StartPairingRequest:
        return device_service_pb2.StartPairingRequest(
            restaurant_id=self.world.here.restaurant_id,
            request_id=new_request_id(),
            name="Grill screen",
        )

    async def PairDevice(self) -> device_service_pb2.PairDeviceRequest:
        started = await self._started()
        return device_service_pb2.PairDeviceRequest(pairing_code=started.pairing_code)

    async def ListDevices(self) -> device_service_pb2.ListDevicesRequest:
        return device_service_pb2.ListDevicesRequest(restaurant_id=self.world.here.restaurant_id)

    async def RevokeDevice(self) -> device_service_pb2.RevokeDeviceRequest:
        started = await self._started()
        return device_service_pb2.RevokeDeviceRequest(
            restaurant_id=self.world.here.restaurant_id, device_id=started.device.id
        )

    async def _started(self) -> device_service_pb2.StartPairingResponse:
        return await self.world.api.devices.StartPairing(
            await self.StartPairing(), metadata=self.world.here.as_("OWNER")
        )


def _invitation(restaurant_id: str) -> team_service_pb2.InviteMemberRequest:
    return team_service_pb2.InviteMemberRequest(
        restaurant_id=restaurant_id,
        request_id=new_request_id(),
        role=team_pb2.ROLE_STAFF,
        invitee="Asha",
    )
