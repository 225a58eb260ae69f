"""What can stand in the way of joining a team or leaving it."""

from server.errors import DomainError, Reason
from server.role import Role


class LastOwner(DomainError):
    """A restaurant always has an owner."""

    reason = Reason.LAST_OWNER

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("this is the last owner; make somebody else an owner first")


class InvitationNotOpen(DomainError):
    """It was used, withdrawn, has expired, or never was."""

    reason = Reason.INVITATION_NOT_OPEN

    def __init__(self) -> None:
        """Says no more: the code may be somebody else's."""
        super().__init__("this invitation is not open; ask for a new one")


class AlreadyMember(DomainError):
    """One person, one role."""

    reason = Reason.ALREADY_MEMBER

    def __init__(self, role: Role) -> None:
        """The role the person has."""
        super().__init__(
            f"already a member, as {role}; have the role changed instead", metadata={"role": role}
        )
