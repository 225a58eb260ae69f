"""Events are kept once and as they came, and wait until they were handed on."""

import asyncio
from datetime import timedelta

import pytest

from server.clock import SystemClock
from server.storage import inbox
from server.storage.client import Database
from server.storage.inbox import (
    COLLECTION,
    INDEXES,
    Concern,
    InboundEvent,
    Inbox,
    Subject,
    Vendor,
    from_document,
    mark_told,
    waiting_events_everywhere,
)
from server.storage.indexes import ensure_indexes

_CONCERN = Concern(Subject.REFUND, "rfd_1", "rst_1", "pay_1", {"status": "done"})
_BODY = b'{"odd": "\xc3\xa9\x00"}  '


@pytest.fixture
async def kept(store: Database) -> Inbox:
    """An empty inbox."""
    await ensure_indexes(store, {COLLECTION: INDEXES})
    return Inbox(store, SystemClock())


async def _waiting(store: Database) -> list[InboundEvent]:
    batches = waiting_events_everywhere(store).batches()
    found = [from_document(one) async for batch in batches for one in batch]
    return [event for event in found if event]


async def test_an_event_is_kept_to_the_byte(store: Database, kept: Inbox) -> None:
    assert await kept.keep(Vendor.STRIPE, "evt_1", "refund.updated", _BODY, _CONCERN)
    document = await store[COLLECTION].find_one({"_id": "stripe:evt_1"})
    assert document is not None
    assert document["body"] == _BODY
    [event] = await _waiting(store)
    assert (event.id, event.kind, event.concern) == ("stripe:evt_1", "refund.updated", _CONCERN)


async def test_copies_that_come_at_once_are_kept_once(store: Database, kept: Inbox) -> None:
    copies = (kept.keep(Vendor.STRIPE, "evt_1", "any", _BODY, _CONCERN) for _ in range(20))
    assert sorted(await asyncio.gather(*copies)) == [False] * 19 + [True]
    assert await store[COLLECTION].count_documents({}) == 1


async def test_vendors_may_use_the_same_id(store: Database, kept: Inbox) -> None:
    assert await kept.keep(Vendor.STRIPE, "1", "any", b"", None)
    assert await kept.keep(Vendor.CLERK, "1", "any", b"", None)


async def test_what_concerns_nobody_is_kept_and_waits_for_nothing(
    store: Database, kept: Inbox
) -> None:
    await kept.keep(Vendor.STRIPE, "evt_1", "price.created", _BODY, None)
    assert await _waiting(store) == []


async def test_what_was_told_waits_no_more_and_stays(store: Database, kept: Inbox) -> None:
    for number in range(3):
        await kept.keep(Vendor.STRIPE, f"evt_{number}", "any", _BODY, _CONCERN)
    await mark_told(store, ["stripe:evt_0", "stripe:evt_2"])
    assert [event.id for event in await _waiting(store)] == ["stripe:evt_1"]
    assert await store[COLLECTION].count_documents({}) == 3


async def test_the_database_forgets_after_thirty_days(store: Database, kept: Inbox) -> None:
    indexes = await store[COLLECTION].index_information()
    seconds = indexes["kept"]["expireAfterSeconds"]
    assert timedelta(seconds=seconds) == timedelta(days=30)
    assert indexes["kept"]["key"] == [("received_time", 1)]
    assert set(indexes) == {"_id_", *(index.document["name"] for index in inbox.INDEXES)}
