"""Asking Clerk who somebody is: its Backend API."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import aiohttp

from server.clock import to_millis
from server.identity.people.domain import Profile

_TIMEOUT = aiohttp.ClientTimeout(total=8, sock_connect=3)


class ClerkFailed(Exception):
    """Clerk did not say who it is: ask again later."""


class ClerkUsers:
    """The people of one Clerk instance."""

    def __init__(self, url: str, secret_key: str) -> None:
        """`url` of the Backend API; `secret_key` opens it."""
        self._url = f"{url}/v1/users"
        self._headers = {"Authorization": f"Bearer {secret_key}"}

    async def find(self, user_id: str) -> Profile | None:
        """What Clerk knows of that person now; None if there is nobody. Raises ClerkFailed."""
        try:
            async with (
                aiohttp.ClientSession(timeout=_TIMEOUT, headers=self._headers) as http,
                http.get(f"{self._url}/{user_id}", allow_redirects=False) as answer,
            ):
                if answer.status == 404:
                    return None
                if answer.status != 200:
                    raise ClerkFailed(f"the answer is {answer.status}")
                return profile_of(await answer.json())
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError) as error:
            raise ClerkFailed(str(error) or type(error).__name__) from error


def profile_of(user: Mapping[str, Any]) -> Profile:
    """From Clerk's User object. Raises KeyError if it is none."""
    names = (user.get("first_name"), user.get("last_name"))
    updated = datetime.fromtimestamp(user["updated_at"] / 1000, UTC)
    return Profile(
        user_id=user["id"],
        name=" ".join(name for name in names if name) or user.get("username") or "",
        email=_primary(user, "email_addresses", "primary_email_address_id", "email_address"),
        phone=_primary(user, "phone_numbers", "primary_phone_number_id", "phone_number"),
        clerk_time=to_millis(updated),
    )


def _primary(user: Mapping[str, Any], listed: str, which: str, name: str) -> str:
    known: Sequence[Mapping[str, Any]] = user.get(listed) or ()
    return next((one[name] for one in known if one["id"] == user.get(which)), "")
