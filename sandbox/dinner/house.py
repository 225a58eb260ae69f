"""The house before the guests come: who works tonight, and which table is free."""

from dataclasses import dataclass

import grpc.aio
from here2order.catalog.v1.table_pb2 import Table
from here2order.catalog.v1.table_service_pb2 import ListTablesRequest
from here2order.catalog.v1.table_service_pb2_grpc import TableServiceStub
from here2order.identity.v1.team_pb2 import ROLE_MANAGER
from here2order.identity.v1.team_service_pb2 import ListMyMembershipsRequest
from here2order.identity.v1.team_service_pb2_grpc import TeamServiceStub
from here2order.ordering.v1.visit_service_pb2 import ListOpenVisitsRequest
from here2order.ordering.v1.visit_service_pb2_grpc import VisitServiceStub

from sandbox.clerk import ClerkClient
from sandbox.dinner.faults import SpoiledError
from sandbox.dinner.turns import Turn
from sandbox.restaurant.house import ask
from sandbox.restaurant.seed import seed

_ON_DUTY = {"faisal": "manager", "devika": "waiter"}
_EVENING_SECONDS = 1800
#: The one that `make run` prints is left to whoever sits before the screen.
_BEST, _PRINTED = "4", "1"


@dataclass(frozen=True, slots=True)
class House:
    """The restaurant and the tokens of who works there."""

    target: str
    restaurant_id: str
    manager: str
    waiter: str

    async def free_table(self, channel: grpc.aio.Channel) -> tuple[Table, Turn]:
        """Table 4, or another one if somebody sits there; ours until the turn is given back."""
        tables = await ask(
            TableServiceStub(channel).ListTables,
            ListTablesRequest(restaurant_id=self.restaurant_id, page_size=500),
            self.manager,
        )
        for table in sorted(tables.tables, key=_preference):
            turn = Turn(f"{self.target} {self.restaurant_id} table {table.name}")
            if turn.take():
                if table.id not in await self._taken(channel):
                    return table, turn
                turn.give_back()
        raise SpoiledError("a free table", "every table has an open visit: close some, or wait")

    async def _taken(self, channel: grpc.aio.Channel) -> set[str]:
        visits = await ask(
            VisitServiceStub(channel).ListOpenVisits,
            ListOpenVisitsRequest(restaurant_id=self.restaurant_id, page_size=500),
            self.waiter,
        )
        return {visit.table_id for visit in visits.visits}


async def enter(target: str, issuer_url: str, channel: grpc.aio.Channel) -> House:
    """The seeded restaurant; seeded now if it was not."""
    async with await ClerkClient.at(issuer_url) as clerk:
        found = {duty: await clerk.find_user(key) for key, duty in _ON_DUTY.items()}
        if None in found.values():
            await seed(target, issuer_url)
            found = {duty: await clerk.find_user(key) for key, duty in _ON_DUTY.items()}
        tokens = {
            duty: await clerk.sign_in(account.id, expires_in_seconds=_EVENING_SECONDS)
            for duty, account in found.items()
            if account is not None
        }
    mine = await ask(
        TeamServiceStub(channel).ListMyMemberships, ListMyMembershipsRequest(), tokens["manager"]
    )
    for membership in mine.memberships:
        if membership.role == ROLE_MANAGER:
            return House(target, membership.restaurant_id, **tokens)
    raise SpoiledError("the seeded manager to manage a restaurant", "no such membership")


def _preference(table: Table) -> tuple[bool, bool, int]:
    return table.name != _BEST, table.name == _PRINTED, -table.seats
