"""A person, as Clerk describes them. Older news never overwrites newer; what is gone is gone."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What Clerk says of somebody."""

    user_id: str
    name: str
    #: The primary ones, or "".
    email: str
    phone: str
    #: When it became so, by Clerk's clock.
    clerk_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in, or did."""

    #: Clerk's.
    user_id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    #: Of the profile this is from; None if Clerk was never asked.
    clerk_time: datetime | None = None
    #: The account is deleted, and with it everything that told who it was.
    gone: bool = False
    update_time: datetime | None = None
    #: 0 for somebody who is not known.
    version: int = 0

    def told(self, profile: Profile, now: datetime) -> "Person":
        """As the profile has it, unless that is older, or the account was deleted meanwhile."""
        known = self.clerk_time
        if self.gone or (known is not None and profile.clerk_time <= known):
            return self
        return replace(
            self,
            name=profile.name,
            email=profile.email,
            phone=profile.phone,
            clerk_time=profile.clerk_time,
            update_time=now,
            version=self.version + 1,
        )

    def erased(self, now: datetime) -> "Person":
        """Without anything personal. That there was somebody stays: ids stand in histories."""
        if self.gone:
            return self
        bare = Person(user_id=self.user_id, gone=True)
        return replace(bare, update_time=now, version=self.version + 1)
