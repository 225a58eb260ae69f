"""Keeps the records across restarts: in memory to read, in one SQLite file to last."""

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sandbox.twilio.records import Content, Message, Phone, Record, key_of

_KINDS: dict[str, type[Any]] = {"Message": Message, "Content": Content, "Phone": Phone}


class Store:
    """All records of the account. Changing one takes a `save`, or a restart forgets it."""

    def __init__(self, path: Path) -> None:
        """Reads what is there."""
        self.messages: dict[str, Message] = {}
        self.contents: dict[str, Content] = {}
        self.phones: dict[str, Phone] = {}
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS records "
            "(kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key))"
        )
        for kind, body in self._file.execute("SELECT kind, body FROM records ORDER BY rowid"):
            self._remember(_KINDS[kind](**json.loads(body)))

    def save(self, record: Record) -> None:
        """Takes in a new record, or the new state of a known one."""
        self._remember(record)
        self._file.execute(
            "INSERT INTO records (kind, key, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (type(record).__name__, key_of(record), json.dumps(asdict(record))),
        )

    def delete(self, message: Message) -> None:
        """Forgets a message."""
        self.messages.pop(message.sid, None)
        self._file.execute("DELETE FROM records WHERE key = ?", (message.sid,))

    def close(self) -> None:
        """Closes the file; the store is of no use afterwards."""
        self._file.close()

    def _remember(self, record: Record) -> None:
        match record:
            case Message():
                self.messages[record.sid] = record
            case Content():
                self.contents[record.sid] = record
            case Phone():
                self.phones[record.number] = record
