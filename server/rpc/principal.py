"""Who calls."""

from dataclasses import dataclass

from server.role import Role as Role


@dataclass(frozen=True, slots=True)
class Nobody:
    """A call that needs no credentials."""

    @property
    def caller(self) -> str:
        """The contract's Caller."""
        return "ANYONE"

    @property
    def actor(self) -> str:
        """Whom the books name."""
        return "anyone:"


NOBODY = Nobody()


@dataclass(frozen=True, slots=True)
class User:
    """A person signed in through Clerk, at no restaurant in particular."""

    user_id: str
    #: Who acts in this person's name, by Clerk's `act`; "" is the person. Moves no money.
    impersonator: str = ""

    @property
    def caller(self) -> str:
        """The contract's Caller."""
        return "USER"

    @property
    def actor(self) -> str:
        """Whom the books name."""
        return f"user:{self.user_id}"


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a role at the restaurant that the request names."""

    user_id: str
    restaurant_id: str
    role: Role
    #: As of User.
    impersonator: str = ""

    @property
    def caller(self) -> str:
        """The contract's Caller."""
        return self.role.value

    @property
    def actor(self) -> str:
        """Whom the books name."""
        return f"user:{self.user_id}"


@dataclass(frozen=True, slots=True)
class Guest:
    """The holder of a visit token."""

    guest_id: str
    visit_id: str
    restaurant_id: str

    @property
    def caller(self) -> str:
        """The contract's Caller."""
        return "GUEST"

    @property
    def actor(self) -> str:
        """Whom the books name."""
        return f"guest:{self.guest_id}"


@dataclass(frozen=True, slots=True)
class Device:
    """A paired kitchen device."""

    device_id: str
    restaurant_id: str

    @property
    def caller(self) -> str:
        """The contract's Caller."""
        return "DEVICE"

    @property
    def actor(self) -> str:
        """Whom the books name."""
        return f"device:{self.device_id}"


Principal = Nobody | User | Member | Guest | Device
