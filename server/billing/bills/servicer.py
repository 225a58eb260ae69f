"""BillService."""

from here2order.billing.v1 import bill_service_pb2 as pb

from server.billing.bills.stream import BillStreams
from server.billing.bills.view import BillView, visit_asked_for
from server.rpc.call import Call


class BillServicer:
    """Answers here2order.billing.v1.BillService."""

    def __init__(self, bills: BillView, streams: BillStreams) -> None:
        """`streams` serves what watches."""
        self._bills = bills
        self._streams = streams

    async def GetBill(self, request: pb.GetBillRequest, call: Call) -> pb.GetBillResponse:
        """The bill of a visit."""
        visit_id = visit_asked_for(request.visit_id, call.principal)
        bill = await self._bills.of_visit(call.restaurant_id, visit_id, call.principal)
        return pb.GetBillResponse(bill=bill)

    async def WatchBill(self, request: pb.WatchBillRequest, call: Call) -> None:
        """The bill of a visit, and whatever becomes of it."""
        await self._streams.watch(call, visit_asked_for(request.visit_id, call.principal))
