"""Visits on the wire."""

from here2order.ordering.v1 import visit_pb2

from server.ordering.visits.domain import Visit
from server.rpc.times import to_timestamp


def visit_to_proto(visit: Visit) -> visit_pb2.Visit:
    """The contract's Visit."""
    return visit_pb2.Visit(
        id=visit.id,
        restaurant_id=visit.restaurant_id,
        table_id=visit.table_id,
        table_name=visit.table_name,
        state=visit_pb2.VisitState.Value(f"VISIT_STATE_{visit.state}"),
        guests=[
            visit_pb2.Guest(id=guest.id, name=guest.name, join_time=to_timestamp(guest.join_time))
            for guest in visit.guests
        ],
        open_time=to_timestamp(visit.open_time),
        close_time=to_timestamp(visit.close_time),
        expire_time=to_timestamp(visit.expire_time),
        version=visit.version,
    )
