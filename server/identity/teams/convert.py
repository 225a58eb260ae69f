"""Teams on the wire."""

from here2order.identity.v1 import team_pb2 as pb

from server.identity.teams.domain import Invitation, Member
from server.role import Role
from server.rpc.times import to_timestamp

_PREFIX = "ROLE_"


def role_from_proto(role: pb.Role.ValueType) -> Role:
    """Of a request that keeps the contract's rules: no other role than these gets here."""
    return Role(pb.Role.Name(role).removeprefix(_PREFIX))


def role_to_proto(role: Role) -> pb.Role.ValueType:
    """The contract's Role."""
    return pb.Role.Value(_PREFIX + role)


def member_to_proto(member: Member) -> pb.Member:
    """The contract's Member."""
    return pb.Member(
        restaurant_id=member.restaurant_id,
        user_id=member.user_id,
        role=role_to_proto(member.role),
        join_time=to_timestamp(member.join_time),
    )


def invitation_to_proto(restaurant_id: str, invitation: Invitation, code: str) -> pb.Invitation:
    """The contract's Invitation, with its code."""
    return pb.Invitation(
        code=code,
        id=invitation.id,
        restaurant_id=restaurant_id,
        role=role_to_proto(invitation.role),
        invitee=invitation.invitee,
        expire_time=to_timestamp(invitation.expire_time),
    )
