"""Keeps the records across restarts: in memory to read, in one SQLite file to last."""

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sandbox.clerk.records import Identifier, Membership, Organization, Session, User

Record = User | Session | Organization


class Store:
    """All records of the instance. Changing one takes a `save`, or a restart forgets it."""

    def __init__(self, path: Path) -> None:
        self.users: dict[str, User] = {}
        self.sessions: dict[str, Session] = {}
        self.organizations: dict[str, Organization] = {}
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS records "
            "(id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL)"
        )
        for kind, body in self._file.execute("SELECT kind, body FROM records ORDER BY rowid"):
            self._remember(_read(kind, json.loads(body)))

    def save(self, record: Record) -> None:
        """Takes in a new record, or the new state of a known one."""
        self._remember(record)
        self._file.execute(
            "INSERT INTO records (id, kind, body) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (record.id, type(record).__name__, json.dumps(asdict(record))),
        )

    def delete(self, record: Record) -> None:
        """Forgets a record; one that is not there is no error."""
        self.users.pop(record.id, None)
        self.sessions.pop(record.id, None)
        self.organizations.pop(record.id, None)
        self._file.execute("DELETE FROM records WHERE id = ?", (record.id,))

    def sessions_of(self, user_id: str) -> list[Session]:
        """That user's sessions, oldest first."""
        return [session for session in self.sessions.values() if session.user_id == user_id]

    def close(self) -> None:
        """Closes the file; the store is of no use afterwards."""
        self._file.close()

    def _remember(self, record: Record) -> None:
        match record:
            case User():
                self.users[record.id] = record
            case Session():
                self.sessions[record.id] = record
            case Organization():
                self.organizations[record.id] = record


def _read(kind: str, body: dict[str, Any]) -> Record:
    if kind == User.__name__:
        for name in ("email_addresses", "phone_numbers"):
            body[name] = [Identifier(**each) for each in body[name]]
        return User(**body)
    if kind == Organization.__name__:
        body["memberships"] = [Membership(**each) for each in body["memberships"]]
        return Organization(**body)
    return Session(**body)
