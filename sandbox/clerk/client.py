"""A typed client of the sandbox: Clerk's own calls first, then the sandbox's steering."""

from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from sandbox.clerk.gate import Mode
from sandbox.clerk.tokens import LIFETIME_SECONDS

_TIMEOUT = aiohttp.ClientTimeout(total=10)


class ClerkError(Exception):
    """An answer that is no success; `code` is Clerk's, `status` HTTP's."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Account:
    """A user as callers need one."""

    id: str
    email: str
    external_id: str | None


@dataclass(frozen=True, slots=True)
class Stats:
    """Counters of the sandbox; `jwks_waiting` are callers held back by a fault."""

    issuer: str
    kid: str
    jwks_fetches: int
    jwks_waiting: int


class ClerkClient:
    """Talks to one sandbox; use it as an async context manager."""

    def __init__(self, url: str, secret_key: str) -> None:
        self._http = aiohttp.ClientSession(
            base_url=url, timeout=_TIMEOUT, headers={"Authorization": f"Bearer {secret_key}"}
        )

    @classmethod
    async def at(cls, url: str) -> Self:
        """A client of the sandbox at that address, which tells its secret key itself."""
        async with cls(url, "") as stranger:
            return cls(url, (await stranger._call("GET", "/sandbox/secret-key"))["secret_key"])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.close()

    async def create_user(
        self,
        email: str,
        *,
        first_name: str = "",
        last_name: str = "",
        external_id: str | None = None,
        public_metadata: dict[str, Any] | None = None,
    ) -> Account:
        """A new account. Raises ClerkError `form_identifier_exists` if the e-mail is known."""
        body = {
            "email_address": [email],
            "first_name": first_name,
            "last_name": last_name,
            "external_id": external_id,
            "public_metadata": public_metadata or {},
            "skip_password_requirement": True,
        }
        return _account(await self._call("POST", "/v1/users", body))

    async def find_user(self, external_id: str) -> Account | None:
        """The account that carries that id of ours."""
        found = await self._call("GET", f"/v1/users?external_id={external_id}")
        return _account(found[0]) if found else None

    async def open_session(self, user_id: str, *, organization_id: str | None = None) -> str:
        """Signs the user in; returns the id of the session."""
        body = {"user_id": user_id, "active_organization_id": organization_id}
        return str((await self._call("POST", "/v1/sessions", body))["id"])

    async def revoke_session(self, session_id: str) -> None:
        """No token comes from that session any more."""
        await self._call("POST", f"/v1/sessions/{session_id}/revoke")

    async def token(
        self,
        session_id: str,
        *,
        expires_in_seconds: int = LIFETIME_SECONDS,
        authorized_party: str | None = None,
    ) -> str:
        """A session token, 30 seconds to ten years long; `authorized_party` becomes `azp`."""
        headers = {"Origin": authorized_party} if authorized_party else None
        body = {"expires_in_seconds": expires_in_seconds}
        path = f"/v1/sessions/{session_id}/tokens"
        return str((await self._call("POST", path, body, headers))["jwt"])

    async def sign_in(self, user_id: str, *, expires_in_seconds: int = LIFETIME_SECONDS) -> str:
        """A token of a new session of that user."""
        session_id = await self.open_session(user_id)
        return await self.token(session_id, expires_in_seconds=expires_in_seconds)

    async def steer_session(
        self, user_id: str, *, status: str = "active", actor: dict[str, Any] | None = None
    ) -> str:
        """A pending or impersonated session; returns its id."""
        body = {"user_id": user_id, "status": status, "actor": actor}
        return str((await self._call("POST", "/sandbox/sessions", body))["id"])

    async def mint(self, session_id: str, **how: Any) -> str:
        """Any token at all; the arguments are those of `POST /sandbox/sessions/{id}/tokens`."""
        return str((await self._call("POST", f"/sandbox/sessions/{session_id}/tokens", how))["jwt"])

    async def rotate_key(self, *, keep_previous: bool = True) -> str:
        """A new signing key; returns its id."""
        body = {"keep_previous": keep_previous}
        return str((await self._call("POST", "/sandbox/rotate-key", body))["kid"])

    async def set_jwks(self, mode: Mode, delay_seconds: float = 0.0) -> None:
        """Breaks or mends the JWKS endpoint; `ok` mends it."""
        await self._call("POST", "/sandbox/jwks", {"mode": mode, "delay_seconds": delay_seconds})

    async def stats(self) -> Stats:
        """The counters."""
        body = await self._call("GET", "/sandbox/stats")
        return Stats(**{name: body[name] for name in Stats.__dataclass_fields__})

    async def _call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        async with self._http.request(method, path, json=body, headers=headers) as answer:
            content = await answer.json()
            if answer.ok:
                return content
            first = content["errors"][0]
            raise ClerkError(answer.status, first["code"], first["message"])


def _account(user: dict[str, Any]) -> Account:
    emails = user["email_addresses"]
    email = emails[0]["email_address"] if emails else ""
    return Account(id=user["id"], email=email, external_id=user["external_id"])
