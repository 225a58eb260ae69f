"""What the instance remembers: users, sessions, organizations, as plain data."""

import secrets
import string
from dataclasses import dataclass, field
from typing import Any

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_ID_LENGTH = 27  # the length of the KSUIDs that Clerk's own ids end in


def new_id(prefix: str) -> str:
    """An identifier of Clerk's shape, for instance `user_` and 27 letters and digits."""
    return prefix + "_" + "".join(secrets.choice(_BASE62) for _ in range(_ID_LENGTH))


@dataclass(slots=True)
class Identifier:
    """An e-mail address or a phone number of a user; both are verified from the start, which
    is what Clerk does with those that come through the Backend API."""

    id: str
    value: str


@dataclass(slots=True)
class User:
    """One account. Times are Unix milliseconds."""

    id: str
    created_at: int
    updated_at: int
    external_id: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    locale: str | None = None
    email_addresses: list[Identifier] = field(default_factory=list)
    phone_numbers: list[Identifier] = field(default_factory=list)
    public_metadata: dict[str, Any] = field(default_factory=dict)
    private_metadata: dict[str, Any] = field(default_factory=dict)
    unsafe_metadata: dict[str, Any] = field(default_factory=dict)
    last_sign_in_at: int | None = None

    @property
    def display_name(self) -> str:
        """First and last name, or whatever else tells people apart."""
        name = " ".join(part for part in (self.first_name, self.last_name) if part)
        return name or self.username or self.identifier or self.id

    @property
    def identifier(self) -> str | None:
        """What the user signs in with."""
        for known in (self.email_addresses, self.phone_numbers):
            if known:
                return known[0].value
        return self.username


@dataclass(slots=True)
class Session:
    """A signed-in browser or app. `status` is one of Clerk's: active, pending, revoked, …"""

    id: str
    client_id: str
    user_id: str
    status: str
    created_at: int
    updated_at: int
    last_active_at: int
    expire_at: int
    abandon_at: int
    actor: dict[str, Any] | None = None
    organization_id: str | None = None

    def is_live(self, now_ms: int) -> bool:
        """Whether Clerk still gives tokens for it; pending sessions get them too."""
        return self.status in ("active", "pending") and now_ms < self.expire_at


@dataclass(slots=True)
class Membership:
    """A user's seat in an organization; `role` is written as Clerk does, `org:admin`."""

    id: str
    user_id: str
    role: str
    created_at: int


@dataclass(slots=True)
class Organization:
    """A group of users that can be active in a session, which puts `o` into its tokens."""

    id: str
    name: str
    slug: str
    created_at: int
    updated_at: int
    created_by: str | None = None
    memberships: list[Membership] = field(default_factory=list)

    def membership_of(self, user_id: str) -> Membership | None:
        """The seat of that user, if there is one."""
        return next((seat for seat in self.memberships if seat.user_id == user_id), None)
