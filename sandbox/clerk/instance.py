"""The one Clerk instance a sandbox runs: who it is, what it knows, how it signs."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.clerk import tokens
from sandbox.clerk.gate import JwksGate
from sandbox.clerk.keys import KeyRing, write_private
from sandbox.clerk.records import Session, User, new_id
from sandbox.clerk.store import Store
from sandbox.clerk.webhooks import Webhooks

SECRET_KEY_FILE = "secret-key"
_DAY_MS = 86_400_000
SESSION_LIFETIME_MS = 7 * _DAY_MS
SESSION_ABANDONED_MS = 30 * _DAY_MS


@dataclass(slots=True)
class Instance:
    """Everything a handler needs. `clock` gives Unix seconds and may be replaced by a test."""

    issuer: str
    secret_key: str
    keys: KeyRing
    store: Store
    gate: JwksGate
    webhooks: Webhooks
    clock: Callable[[], float] = time.time

    @classmethod
    def open(
        cls,
        data: Path,
        issuer: str,
        clock: Callable[[], float] = time.time,
        *,
        secret_key: str | None = None,
        webhook_url: str | None = None,
        webhook_secret: str | None = None,
    ) -> "Instance":
        """Takes up the state under `data`, or begins it: keys, secret key, records."""
        data.mkdir(parents=True, exist_ok=True)
        return cls(
            issuer=issuer,
            secret_key=_secret_key(data / SECRET_KEY_FILE, secret_key),
            keys=KeyRing.open(data / "signing-keys.json"),
            store=Store(data / "clerk.db"),
            gate=JwksGate(),
            webhooks=Webhooks(data / "webhooks.db", webhook_url, webhook_secret, clock),
            clock=clock,
        )

    def now_ms(self) -> int:
        """Unix milliseconds, the unit of Clerk's API."""
        return int(self.clock() * 1000)

    def open_session(
        self,
        user: User,
        *,
        status: str = "active",
        client_id: str | None = None,
        organization_id: str | None = None,
        actor: dict[str, Any] | None = None,
    ) -> Session:
        """Signs the user in and remembers the session."""
        now = self.now_ms()
        session = Session(
            id=new_id("sess"),
            client_id=client_id or new_id("client"),
            user_id=user.id,
            status=status,
            created_at=now,
            updated_at=now,
            last_active_at=now,
            expire_at=now + SESSION_LIFETIME_MS,
            abandon_at=now + SESSION_ABANDONED_MS,
            actor=actor,
            organization_id=organization_id,
        )
        user.last_sign_in_at = now
        self.store.save(user)
        self.store.save(session)
        return session

    def claims(
        self, session: Session, lifetime_seconds: int, authorized_party: str | None = None
    ) -> dict[str, Any]:
        """What a token of that session says if it is made now."""
        return tokens.session_claims(
            session,
            issuer=self.issuer,
            issued_at=int(self.clock()),
            lifetime_seconds=lifetime_seconds,
            authorized_party=authorized_party,
            organization=self.store.organizations.get(session.organization_id or ""),
        )

    def mint(
        self,
        session: Session,
        lifetime_seconds: int = tokens.LIFETIME_SECONDS,
        authorized_party: str | None = None,
    ) -> str:
        """A session token, signed by the current key."""
        claims = self.claims(session, lifetime_seconds, authorized_party)
        return self.keys.current.sign(claims, tokens.SESSION_TOKEN_CATEGORY)


INSTANCE = web.AppKey("instance", Instance)


def _secret_key(path: Path, given: str | None) -> str:
    if given or not path.exists():
        write_private(path, given or "sk_test_" + secrets.token_hex(21))
    return path.read_text().strip()
