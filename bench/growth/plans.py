"""How mongod finds what is asked of it: the plan of every query on the hot and the live paths.

The repositories ask as they always do; what they send is overheard, and explained. Nothing may
look through a whole collection, and nothing may be sorted when it is asked for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from server.errors import DomainError
from server.storage.client import Client, Database, Document

_READS = {"find", "distinct", "aggregate", "count"}
_EXPLAINED = _READS | {"update", "delete"}
#: What belongs to the session and not to the question.
_NOT_EXPLAINED = {"lsid", "$clusterTime", "$db", "txnNumber", "readConcern", "writeConcern"}
_FORBIDDEN = {"COLLSCAN": "looks through everything", "SORT": "sorts when asked"}
#: At the ends of ranges.
_VAIN = 5
Ask = Callable[[Database], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one question was answered."""

    question: str
    collection: str
    stages: Sequence[str]
    index: str
    keys: int
    documents: int
    returned: int

    @property
    def objections(self) -> Sequence[str]:
        """Why this plan costs more with every document that is stored."""
        found = [why for stage, why in _FORBIDDEN.items() if stage in self.stages]
        vain = max(self.keys, self.documents) - self.returned
        return [*found, f"reads {vain} in vain"] if vain > _VAIN else found

    def __str__(self) -> str:
        """One line."""
        examined = f"{self.keys:>7,} keys {self.documents:>7,} docs {self.returned:>6,} found"
        objections = f"  {', '.join(self.objections)}!" if self.objections else ""
        return f"{self.question:<44}{self.index:<16}{examined}{objections}"


@dataclass(slots=True)
class Overheard(CommandListener):
    """What was sent since somebody last looked."""

    commands: list[Document] = field(default_factory=list)

    def started(self, event: CommandStartedEvent) -> None:
        """Keeps what can be explained."""
        if event.command_name in _EXPLAINED and event.database_name != "admin":
            self.commands.append(dict(event.command))

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Nothing to keep."""

    def failed(self, event: CommandFailedEvent) -> None:
        """Nothing to keep."""


async def explain_all(uri: str, database: str, questions: Sequence[tuple[str, Ask]]) -> list[Plan]:
    """The plans of everything that each question makes the repositories ask."""
    overheard = Overheard()
    plans: list[Plan] = []
    client: Client = AsyncMongoClient(uri, tz_aware=True, event_listeners=[overheard])
    async with client:
        for name, ask in questions:
            overheard.commands.clear()
            with suppress(DomainError):  # what there is not is looked for all the same
                await ask(client[database])
            heard = tuple(overheard.commands)
            plans += [await _explained(client[database], name, one) for one in heard]
    return plans


async def _explained(database: Database, question: str, command: Document) -> Plan:
    asked = {name: value for name, value in command.items() if name not in _NOT_EXPLAINED}
    said = await database.command("explain", asked, verbosity="executionStats")
    stats = said["executionStats"]
    stages = list(_stages(stats["executionStages"]))
    return Plan(
        question,
        str(next(iter(asked.values()))),
        [stage["stage"] for stage in stages],
        next((stage["indexName"] for stage in stages if "indexName" in stage), "–"),
        stats["totalKeysExamined"],
        stats["totalDocsExamined"],
        stats["nReturned"],
    )


def _stages(stage: Document) -> Iterator[Document]:
    yield stage
    inner: list[Any] = stage.get("inputStages", [])
    for one in (*inner, *(stage[name] for name in ("inputStage",) if name in stage)):
        yield from _stages(one)
