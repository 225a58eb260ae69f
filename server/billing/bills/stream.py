"""WatchBill: the bill, then whatever an order or a payment has made of it."""

from here2order.billing.v1 import bill_service_pb2 as pb

from server.billing.bills.view import BillView
from server.live import Live
from server.rpc.call import Call
from server.rpc.latest import LatestView, News
from server.rpc.pulse import Beats
from server.storage.client import bounded


class BillStreams:
    """The streams of bills."""

    def __init__(self, bills: BillView, live: Live) -> None:
        """`bills` says what a caller sees."""
        self._bills = bills
        self._live = live
        self._beat = Beats(pb.WatchBillResponse, live.clock)

    async def watch(self, call: Call, visit_id: str) -> None:
        """The visit's bill. Raises NotFound, and what ends a stream."""
        standing, news = self._live.standing, _BillNews(self._bills, call, visit_id)
        changes = frozenset(
            {
                ("visit-orders", visit_id),
                ("visit-payments", visit_id),
                ("payment-account", call.restaurant_id),
            }
        )
        view = LatestView(
            topics=changes,
            news=news.now,
            beat=self._beat,
            admit=standing.watcher(call),
        )
        await self._live.watches.run_latest(call, view)


class _BillNews:
    """What one client does not know yet."""

    def __init__(self, bills: BillView, call: Call, visit_id: str) -> None:
        self._bills = bills
        self._call = call
        self._visit_id = visit_id
        self._shown = b""

    async def now(self) -> News:
        """The bill, if it is another one than was shown."""
        call = self._call
        with bounded():
            bill = await self._bills.of_visit(call.restaurant_id, self._visit_id, call.principal)
        message = pb.WatchBillResponse(bill=bill).SerializeToString(deterministic=True)
        if message == self._shown:
            return News(None)
        self._shown = message
        return News(message)
