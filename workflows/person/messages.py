"""What goes into the person's workflow. It stands in histories: see workflows/payment/messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonName:
    """Who: what the workflow is started with."""

    #: Clerk's.
    user_id: str


@dataclass(frozen=True, slots=True)
class PersonLook:
    """What is asked of Clerk."""

    name: PersonName
    #: Clerk has said that the account is deleted: not to find it then means that it is gone.
    deletion_told: bool
