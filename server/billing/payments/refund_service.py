"""Giving back, as people ask for it."""

from pymongo.errors import DuplicateKeyError

from server.billing.bills.service import BillService
from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import Payment
from server.billing.payments.errors import require_currency
from server.billing.payments.giving_back import RefundWish, give_back, give_back_lines
from server.billing.payments.left import left_of
from server.clock import Clock
from server.errors import DomainError, RequestIdReused, VersionMismatch
from server.storage.change import ATTEMPTS, step_aside
from server.storage.client import Database


class RefundService(PaymentCommands):
    """Refunds that people decide on."""

    def __init__(self, database: Database, bills: BillService, clock: Clock) -> None:
        """`bills` knows what the lines have cost."""
        super().__init__(database, clock)
        self._bills = bills

    async def refund(self, wish: RefundWish) -> Payment:
        """Money goes back. The same request_id gives the same refund.

        Raises NotFound, ForeignCurrency, InvalidFields, PaymentStateForbids, RefundAbovePaid,
        LineAlreadyRefunded, VersionMismatch, RequestIdReused.
        """
        for attempt in range(ATTEMPTS):
            earlier = await self._refunded(wish)
            if earlier is not None:
                return earlier
            try:
                changed = await self._given_back(wish)
                if await self.of(wish.restaurant_id).replace(changed, changed.version - 1):
                    return changed
            except DuplicateKeyError:
                pass  # another refund of these lines, or this request for another payment
            except DomainError:
                earlier = await self._refunded(wish)
                if earlier is None:
                    raise
                return earlier
            await step_aside(attempt)
        raise VersionMismatch(wish.expected_version, 0)

    async def _given_back(self, wish: RefundWish) -> Payment:
        payment = await self.get(wish.restaurant_id, wish.payment_id)
        require_currency(left_of(payment).currency, wish.currencies)
        if wish.expected_version not in (0, payment.version):
            raise VersionMismatch(wish.expected_version, payment.version)
        if not wish.lines:
            return give_back(payment, wish, self._clock.now())
        bill = await self._bills.of_visit(wish.restaurant_id, payment.visit_id)
        return give_back_lines(payment, wish, bill, self._clock.now())

    async def _refunded(self, wish: RefundWish) -> Payment | None:
        payment = await self.of(wish.restaurant_id).find_refund(wish.refund_id)
        refund = payment.refund(wish.refund_id) if payment else None
        if refund and refund.origin and refund.origin.content_hash != wish.origin.content_hash:
            raise RequestIdReused(wish.origin.request_id)
        return payment
