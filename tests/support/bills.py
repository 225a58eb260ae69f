"""A page that shows a bill: it holds the newest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from here2order.billing.v1 import bill_pb2, bill_service_pb2

from tests.support.api import Api, bearer

_PATIENCE_SECONDS = 20


class BillPage:
    """Watches a bill; `until` waits for a condition on it."""

    def __init__(
        self, api: Api, token: str, *, restaurant_id: str = "", visit_id: str = ""
    ) -> None:
        """A guest's own bill, unless a visit is named."""
        request = bill_service_pb2.WatchBillRequest(restaurant_id=restaurant_id, visit_id=visit_id)
        self.call: Any = api.bills.WatchBill(request, metadata=bearer(token))
        self.bill = bill_pb2.Bill()
        #: How often it was shown, and how often there was nothing to show.
        self.shown = 0
        self.beats = 0

    async def until(self, condition: Callable[[bill_pb2.Bill], bool]) -> bill_pb2.Bill:
        """Reads on until the bill is so. Raises grpc.RpcError when the stream ends."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not (self.shown and condition(self.bill)):
                await self.read()
        return self.bill

    async def quiet(self) -> None:
        """Reads on to the next beat."""
        before = self.beats
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while self.beats == before:
                await self.read()

    async def read(self) -> None:
        """Takes one message in."""
        message: bill_service_pb2.WatchBillResponse = await anext(aiter(self.call))
        if message.WhichOneof("event") == "bill":
            self.bill = message.bill
            self.shown += 1
        else:
            self.beats += 1
