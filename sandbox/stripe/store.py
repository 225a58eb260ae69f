"""Keeps the objects across restarts: in memory to read, in one SQLite file to last.

An object is what Stripe's API shows, by its `object` and `id`. Names that begin with `_` are the
sandbox's own and never shown.
"""

import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

Obj = dict[str, Any]


class Store:
    """All objects of the account. What a call changes is saved together, by its `commit`."""

    def __init__(self, path: Path) -> None:
        self._kinds: defaultdict[str, dict[str, Obj]] = defaultdict(dict)
        self._file = sqlite3.connect(path)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS objects "
            "(kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id))"
        )
        for (body,) in self._file.execute("SELECT body FROM objects ORDER BY rowid"):
            read = json.loads(body)
            self._kinds[read["object"]][read["id"]] = read

    def save(self, obj: Obj) -> Obj:
        """Takes in a new object, or the new state of a known one; returns it."""
        self._kinds[obj["object"]][obj["id"]] = obj
        self._file.execute(
            "INSERT INTO objects (kind, id, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (obj["object"], obj["id"], json.dumps(obj)),
        )
        return obj

    def get(self, kind: str, identifier: str) -> Obj | None:
        """The object of that kind and id, if there is one."""
        return self._kinds[kind].get(identifier)

    def need(self, kind: str, identifier: str) -> Obj:
        """The object that is known to be there. Raises KeyError if it is not."""
        return self._kinds[kind][identifier]

    def newest_first(self, kind: str) -> list[Obj]:
        """All of a kind in the order lists have."""
        return list(reversed(self._kinds[kind].values()))

    def count(self, kind: str) -> int:
        """How many there are of a kind."""
        return len(self._kinds[kind])

    def delete(self, obj: Obj) -> None:
        """Forgets an object; one that is not there is no error."""
        self._kinds[obj["object"]].pop(obj["id"], None)
        self._file.execute(
            "DELETE FROM objects WHERE kind = ? AND id = ?", (obj["object"], obj["id"])
        )

    def commit(self) -> None:
        """Everything saved so far lasts, or nothing of it."""
        self._file.commit()

    def close(self) -> None:
        """Saves and closes the file; the store is of no use afterwards."""
        self._file.commit()
        self._file.close()


def shown(obj: Obj) -> Obj:
    """The object as it is now, without what is the sandbox's own; a copy."""
    public: Obj = json.loads(json.dumps({k: v for k, v in obj.items() if not k.startswith("_")}))
    return public
