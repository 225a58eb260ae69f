"""TeamService."""

from here2order.identity.v1 import team_service_pb2 as pb

from server.identity.people.arrivals import Arrivals
from server.identity.teams.convert import invitation_to_proto, member_to_proto, role_from_proto
from server.identity.teams.service import TeamService
from server.rpc.call import Call


class TeamServicer:
    """The RPCs, as documented in the contract."""

    def __init__(self, teams: TeamService, arrivals: Arrivals) -> None:
        """`teams` decides; `arrivals` notices who comes for the first time."""
        self._teams = teams
        self._arrivals = arrivals

    async def InviteMember(
        self, request: pb.InviteMemberRequest, call: Call
    ) -> pb.InviteMemberResponse:
        """Offers a role."""
        invitation, code = await self._teams.invite(
            call.restaurant_id,
            call.user_id,
            role=role_from_proto(request.role),
            invitee=request.invitee,
            origin=call.origin(request.request_id),
        )
        return pb.InviteMemberResponse(
            invitation=invitation_to_proto(call.restaurant_id, invitation, code)
        )

    async def AcceptInvitation(
        self, request: pb.AcceptInvitationRequest, call: Call
    ) -> pb.AcceptInvitationResponse:
        """Takes up a role."""
        await self._arrivals.seen(call.user_id)
        member = await self._teams.accept(request.code, call.user_id)
        return pb.AcceptInvitationResponse(member=member_to_proto(member))

    async def ListMembers(
        self, request: pb.ListMembersRequest, call: Call
    ) -> pb.ListMembersResponse:
        """Everybody on the team."""
        members = await self._teams.members(call.restaurant_id)
        return pb.ListMembersResponse(members=[member_to_proto(one) for one in members])

    async def ListMyMemberships(
        self, request: pb.ListMyMembershipsRequest, call: Call
    ) -> pb.ListMyMembershipsResponse:
        """Where the caller is a member: what a page asks first when somebody has signed in."""
        await self._arrivals.seen(call.user_id)
        members = await self._teams.memberships(call.user_id)
        return pb.ListMyMembershipsResponse(memberships=[member_to_proto(one) for one in members])

    async def ChangeMemberRole(
        self, request: pb.ChangeMemberRoleRequest, call: Call
    ) -> pb.ChangeMemberRoleResponse:
        """Gives a member another role."""
        member = await self._teams.change_role(
            call.restaurant_id, call.user_id, request.user_id, role_from_proto(request.role)
        )
        return pb.ChangeMemberRoleResponse(member=member_to_proto(member))

    async def RemoveMember(
        self, request: pb.RemoveMemberRequest, call: Call
    ) -> pb.RemoveMemberResponse:
        """Takes a member off the team."""
        await self._teams.remove(call.restaurant_id, call.user_id, request.user_id)
        return pb.RemoveMemberResponse()
