"""How large a collection is, and each of its indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.storage.client import Database

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Size:
    """In megabytes, but for `documents` and `bytes_each`."""

    collection: str
    documents: int
    #: As BSON.
    bytes_each: int
    data: float
    #: The same on disk, compressed.
    stored: float
    #: On disk, by name.
    indexes: Mapping[str, float]

    def __str__(self) -> str:
        """One line."""
        each = "  ".join(f"{name} {size:.1f}" for name, size in self.indexes.items())
        return (
            f"{self.documents:>12,} {self.collection} of {self.bytes_each:,} bytes: "
            f"{self.data:,.0f} MB, {self.stored:,.0f} MB on disk; indexes: {each}"
        )


async def size_of(database: Database, collection: str) -> Size:
    """As mongod says."""
    said = await database.command("collStats", collection)
    return Size(
        collection,
        said["count"],
        round(said.get("avgObjSize", 0)),
        said["size"] / _MEGABYTE,
        said["storageSize"] / _MEGABYTE,
        {name: size / _MEGABYTE for name, size in said["indexSizes"].items()},
    )
