"""Setting up tables, as a client does."""

import asyncio

from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import table_service_pb2 as api
from here2order.catalog.v1.table_pb2 import Table
from here2order.ordering.v1.visit_service_pb2 import ScanTableRequest

from tests.rpc.catalog.parties import Owner
from tests.support.house import new_request_id


async def _all(owner: Owner, page_size: int) -> list[list[str]]:
    pages, token = list[list[str]](), ""
    while True:
        request = api.ListTablesRequest(
            restaurant_id=owner.restaurant_id, page_size=page_size, page_token=token
        )
        page = await owner.ask(owner.tables.ListTables, request)
        pages.append([table.name for table in page.tables])
        token = page.next_page_token
        if not token:
            return pages


async def test_tables_are_listed_as_people_count(owner: Owner) -> None:
    names = ["10", "2", "Bar 3", "1", "bar 20", "Äußere Terrasse"]
    await asyncio.gather(*(owner.add_table(name) for name in names))
    ordered = ["1", "2", "10", "Äußere Terrasse", "Bar 3", "bar 20"]
    assert await _all(owner, 0) == [ordered]
    assert await _all(owner, 4) == [ordered[:4], ordered[4:]]
    assert await _all(owner, 3) == [ordered[:3], ordered[3:]]


async def test_a_page_token_of_ones_own_making_is_refused(owner: Owner) -> None:
    for token in ("x", "WyJhIl0", "W10"):
        request = api.ListTablesRequest(restaurant_id=owner.restaurant_id, page_token=token)
        refused = await owner.refused(owner.tables.ListTables, request)
        assert (refused.reason, refused.fields) == ("INVALID_FIELDS", ["page_token"])


async def test_the_code_leads_to_the_guest_page(owner: Owner) -> None:
    table = await owner.add_table("1")
    assert table.code_url == f"http://here2order.test/t/{table.code}"
    assert (table.restaurant_id, table.version, len(table.code)) == (owner.restaurant_id, 1, 24)


async def test_twenty_equal_requests_at_once_add_one_table(owner: Owner) -> None:
    request = api.CreateTableRequest(
        restaurant_id=owner.restaurant_id,
        request_id=new_request_id(),
        table=Table(name="7", area_id="terrace", seats=2),
    )
    made = await asyncio.gather(*(owner.ask(owner.tables.CreateTable, request) for _ in range(20)))
    assert all(one == made[0] for one in made)
    request.table.seats = 3
    refused = await owner.refused(owner.tables.CreateTable, request)
    assert refused.reason == "REQUEST_ID_REUSED"
    request.request_id = new_request_id()
    refused = await owner.refused(owner.tables.CreateTable, request)
    assert (refused.code, refused.reason) == ("ALREADY_EXISTS", "NAME_TAKEN")
    assert refused.metadata == {"resource": "table", "name": "7"}


async def test_a_table_moves_only_to_an_area_that_is_there(owner: Owner) -> None:
    table = await owner.add_table("1")
    request = api.UpdateTableRequest(
        restaurant_id=owner.restaurant_id,
        table_id=table.id,
        table=Table(name="ignored", area_id="terrace"),
        update_mask=FieldMask(paths=["area_id"]),
        expected_version=1,
    )
    moved = (await owner.ask(owner.tables.UpdateTable, request)).table
    assert (moved.name, moved.area_id, moved.seats, moved.version) == ("1", "terrace", 4, 2)
    refused = await owner.refused(owner.tables.UpdateTable, request)
    assert (refused.code, refused.reason) == ("ABORTED", "VERSION_MISMATCH")
    request.table.area_id, request.expected_version = "cellar", 2
    refused = await owner.refused(owner.tables.UpdateTable, request)
    assert refused.fields == ["table.area_id"]


async def test_what_the_server_gives_is_not_for_owners_to_change(owner: Owner) -> None:
    table = await owner.add_table("1")
    for path in ("code", "id", "restaurant_id", "version"):
        request = api.UpdateTableRequest(
            restaurant_id=owner.restaurant_id,
            table_id=table.id,
            table=table,
            update_mask=FieldMask(paths=[path]),
        )
        refused = await owner.refused(owner.tables.UpdateTable, request)
        assert refused.fields == ["update_mask"]


async def test_a_rotated_code_opens_nothing_any_more(owner: Owner) -> None:
    table = await owner.add_table("1")
    request = api.RotateTableCodeRequest(restaurant_id=owner.restaurant_id, table_id=table.id)
    rotated = (await owner.ask(owner.tables.RotateTableCode, request)).table
    scan = owner.api.visits.ScanTable
    refused = await owner.refused(
        scan, ScanTableRequest(code=table.code, request_id=new_request_id())
    )
    assert (refused.code, refused.reason) == ("NOT_FOUND", "TABLE_CODE_UNKNOWN")
    opened = await scan(ScanTableRequest(code=rotated.code, request_id=new_request_id()))
    assert opened.visit.table_id == table.id


async def test_a_table_of_another_restaurant_does_not_exist(owner: Owner, stranger: Owner) -> None:
    table = await owner.add_table("1")
    request = api.RotateTableCodeRequest(restaurant_id=stranger.restaurant_id, table_id=table.id)
    refused = await stranger.refused(stranger.tables.RotateTableCode, request)
    assert (refused.code, refused.metadata) == (
        "NOT_FOUND",
        {"resource": "table", "id": table.id},
    )
    listing = api.ListTablesRequest(restaurant_id=stranger.restaurant_id)
    assert not (await stranger.ask(stranger.tables.ListTables, listing)).tables
