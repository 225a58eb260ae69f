"""TableService."""

from here2order.catalog.v1 import table_service_pb2 as pb

from server.catalog.tables.convert import edited, table_to_proto
from server.catalog.tables.domain import Table
from server.catalog.tables.service import TableService, place_of
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of

_PAGE = 100


class TableServicer:
    """The RPCs, as documented in the contract."""

    def __init__(self, tables: TableService, public_url: str) -> None:
        """`public_url` is where the codes on tables lead, without a slash at the end."""
        self._tables = tables
        self._public_url = public_url

    async def CreateTable(
        self, request: pb.CreateTableRequest, call: Call
    ) -> pb.CreateTableResponse:
        """Adds a table."""
        table = await self._tables.create(
            call.restaurant_id,
            name=request.table.name,
            area_id=request.table.area_id,
            seats=request.table.seats,
            origin=call.origin(request.request_id),
        )
        return pb.CreateTableResponse(table=table_to_proto(table, self._public_url))

    async def ListTables(self, request: pb.ListTablesRequest, call: Call) -> pb.ListTablesResponse:
        """Every table, by name."""
        size = request.page_size or _PAGE
        key, table_id = decode_page_token(request.page_token, str, str) or ("", "")
        tables = await self._tables.page(call.restaurant_id, (str(key), str(table_id)), size + 1)
        page, more = page_of(tables, size, place_of)
        shown = [table_to_proto(table, self._public_url) for table in page]
        return pb.ListTablesResponse(tables=shown, next_page_token=more)

    async def UpdateTable(
        self, request: pb.UpdateTableRequest, call: Call
    ) -> pb.UpdateTableResponse:
        """Changes the fields that the mask names."""

        def edit(table: Table) -> Table:
            return edited(table, request.table, request.update_mask)

        table = await self._tables.update(
            call.restaurant_id, request.table_id, edit, request.expected_version
        )
        return pb.UpdateTableResponse(table=table_to_proto(table, self._public_url))

    async def RotateTableCode(
        self, request: pb.RotateTableCodeRequest, call: Call
    ) -> pb.RotateTableCodeResponse:
        """Gives the table a new code."""
        table = await self._tables.rotate_code(
            call.restaurant_id, request.table_id, request.expected_version
        )
        return pb.RotateTableCodeResponse(table=table_to_proto(table, self._public_url))
