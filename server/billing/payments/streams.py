"""Staff watch the restaurant's payments: those of the last day, and then every change."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from here2order.billing.v1 import payment_service_pb2 as pb

from server.billing.payments.convert import ShownPayments
from server.billing.payments.documents import from_document
from server.billing.payments.domain import Payment
from server.billing.payments.repository import COLLECTION
from server.billing.payments.service import PaymentService
from server.live import Live
from server.rpc.call import Call
from server.rpc.pulse import Beats
from server.rpc.watch import View
from server.storage.cursor import Position
from server.storage.events import Change
from server.storage.snapshot import Snapshot

#: What a stream begins with is not older.
_SHOWN = timedelta(days=1)


class PaymentStreams:
    """WatchPayments."""

    def __init__(self, payments: PaymentService, shown: ShownPayments, live: Live) -> None:
        """`shown` is what staff may see."""
        self._payments = payments
        self._shown = shown
        self._live = live
        self._beat = Beats(pb.WatchPaymentsResponse, live.clock)

    async def of_restaurant(self, call: Call, cursor: str) -> None:
        """All payments of the restaurant."""
        payments, standing = self._payments.of(call.restaurant_id), self._live.standing
        view = View(
            topics=frozenset({("payments", call.restaurant_id)}),
            snapshot=lambda: self._parts(payments.snapshot_since(self._live.clock.now() - _SHOWN)),
            encode=self._change,
            form=PaymentStreams,
            beat=self._beat,
            admit=standing.watcher(call),
        )
        await self._live.watches.run(call, view, cursor)

    async def _parts(self, snapshot: Snapshot) -> AsyncIterator[tuple[bytes, Position]]:
        held: list[Payment] | None = None
        async for batch in snapshot.batches():
            if held is not None:
                yield self._part(held, ""), Position()
            held = [from_document(document) for document in batch]
        yield self._part(held or [], snapshot.position.encode()), snapshot.position

    def _part(self, payments: list[Payment], cursor: str) -> bytes:
        shown = [self._shown.to_staff(payment) for payment in payments]
        part = pb.PaymentSnapshot(payments=shown, more=not cursor)
        return _bytes(cursor=cursor, snapshot=part)

    def _change(self, change: Change) -> bytes | None:
        document = change.document
        if change.collection != COLLECTION or document is None:
            return None
        payment = self._shown.to_staff(from_document(document))
        return _bytes(cursor=change.cursor, payment=payment)


def _bytes(**fields: Any) -> bytes:
    return pb.WatchPaymentsResponse(**fields).SerializeToString()
