"""Staff watch the payments: what there was, then every change, and on from a cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from tests.support.app import SteeredClock
from tests.support.house import House, Seat
from tests.support.refusals import refused
from tests.support.till import Till

_PATIENCE_SECONDS = 20


@dataclass(slots=True)
class _Watcher:
    """Keeps the newest of each payment."""

    house: House
    cursor: str = ""
    call: Any = None
    payments: dict[str, payment_pb2.Payment] = field(default_factory=dict)
    versions: list[int] = field(default_factory=list)
    snapshots: int = 0
    beats: int = 0

    def connect(self) -> None:
        request = pb.WatchPaymentsRequest(
            restaurant_id=self.house.restaurant_id, cursor=self.cursor
        )
        self.call = self.house.api.payments.WatchPayments(request, metadata=self.house.as_("OWNER"))

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not condition():
                await self._read()

    async def caught_up(self) -> None:
        before = self.beats
        await self.until(lambda: self.beats > before)

    async def _read(self) -> None:
        message: Any = await anext(aiter(self.call))
        kind = message.WhichOneof("event")
        if kind == "heartbeat":
            self.beats += 1
        self.snapshots += kind == "snapshot"
        shown = message.snapshot.payments if kind == "snapshot" else [message.payment]
        for payment in shown if kind != "heartbeat" else ():
            self.payments[payment.id] = payment
            self.versions.append(payment.version)
        self.cursor = message.cursor or self.cursor


async def test_a_watcher_sees_what_there_was_and_every_change(
    till: Till, house: House, ana: Seat
) -> None:
    earlier = await till.paid(ana, 150)
    watcher = _Watcher(house)
    watcher.connect()
    await watcher.caught_up()
    assert list(watcher.payments) == [earlier.id]
    assert watcher.payments[earlier.id] == await till.seen_by_staff(earlier.id)

    paid = await till.paid(ana, 1000)
    await watcher.until(lambda: paid.id in watcher.payments)
    await watcher.until(lambda: watcher.payments[paid.id].state == payment_pb2.PAYMENT_STATE_PAID)
    assert watcher.payments[paid.id] == await till.seen_by_staff(paid.id)
    watcher.call.cancel()


async def test_one_who_comes_back_with_the_cursor_misses_nothing_and_sees_no_snapshot(
    till: Till, house: House, ana: Seat
) -> None:
    watcher = _Watcher(house)
    watcher.connect()
    begun = await till.prepared(ana, 1000)
    await watcher.until(lambda: begun.id in watcher.payments)
    await watcher.caught_up()
    watcher.call.cancel()
    seen = len(watcher.versions)

    await till.observe(begun)
    request = till.refund_request(begun.id, all=True)
    await till.refund(request)
    watcher.connect()
    await watcher.caught_up()
    assert watcher.snapshots == 1
    assert watcher.versions[seen:] == [3, 4]
    shown = watcher.payments[begun.id]
    assert shown == await till.seen_by_staff(begun.id)
    assert shown.state == payment_pb2.PAYMENT_STATE_REFUNDED
    watcher.call.cancel()


async def test_the_snapshot_holds_the_last_day(
    till: Till, house: House, ana: Seat, clock: SteeredClock
) -> None:
    await till.cash(ana.visit_id, 100)
    clock.pass_time(hours=25)
    newest = await till.cash(ana.visit_id, 100)
    watcher = _Watcher(house)
    watcher.connect()
    await watcher.caught_up()
    assert list(watcher.payments) == [newest.id]
    watcher.call.cancel()


async def test_a_cursor_that_is_none_is_refused(house: House) -> None:
    watcher = _Watcher(house, cursor="not a cursor")
    watcher.connect()
    assert (await refused(watcher.caught_up())).reason == "CURSOR_INVALID"
