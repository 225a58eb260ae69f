"""Tables on the wire."""

from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import table_pb2 as pb

from server.catalog.tables.domain import Table
from server.rpc.field_mask import merge

#: What an update may name.
CHANGEABLE = frozenset({"name", "area_id", "seats"})


def table_to_proto(table: Table, public_url: str) -> pb.Table:
    """The contract's Table; `public_url` is where its code leads, without a slash at the end."""
    return pb.Table(
        id=table.id,
        restaurant_id=table.restaurant_id,
        name=table.name,
        area_id=table.area_id,
        seats=table.seats,
        code=table.code,
        code_url=f"{public_url}/t/{table.code}",
        version=table.version,
    )


def edited(current: Table, changes: pb.Table, mask: FieldMask) -> Table:
    """The table with the named fields changed. Raises InvalidFields."""
    merged = merge(table_to_proto(current, ""), changes, mask, CHANGEABLE, "table")
    return current.change(name=merged.name, area_id=merged.area_id, seats=merged.seats)
