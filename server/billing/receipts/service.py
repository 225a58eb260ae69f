"""Finding the paper of a payment."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from server.billing.bills.service import BillService
from server.billing.payments.everywhere import by_receipt
from server.billing.receipts.domain import Receipt, receipt_of
from server.catalog.restaurants.service import RestaurantService
from server.errors import NotFound
from server.storage.client import Database

#: A receipt as PDF.
Print = Callable[[Receipt], bytes]

#: Papers kept in memory; one takes some 20 kB.
_KEPT = 200
#: A paper takes the processor tens of milliseconds: whoever asks for many waits.
_AT_ONCE = 2


class ReceiptService:
    """Receipts, for whoever holds their tokens."""

    def __init__(
        self,
        database: Database,
        restaurants: RestaurantService,
        bills: BillService,
        print_receipt: Print,
    ) -> None:
        """`print_receipt` is called in a thread of its own."""
        self._database = database
        self._restaurants = restaurants
        self._bills = bills
        self._print = print_receipt
        self._printing = asyncio.Semaphore(_AT_ONCE)
        self._papers: OrderedDict[str, tuple[Receipt, bytes]] = OrderedDict()

    async def get(self, receipt_token: str) -> Receipt:
        """What was paid and what went back, as it is now. Raises NotFound."""
        payment = await by_receipt(self._database, receipt_token)
        if payment is None or payment.paid_time is None:
            raise NotFound("receipt", receipt_token)
        restaurant = await self._restaurants.get(payment.restaurant_id)
        bill = await self._bills.of_visit(payment.restaurant_id, payment.visit_id)
        return receipt_of(restaurant, bill, payment, payment.paid_time)

    async def paper(self, receipt_token: str) -> bytes:
        """The same as PDF; made again only when it says something else. Raises NotFound."""
        receipt = await self.get(receipt_token)
        async with self._printing:
            kept = self._papers.get(receipt_token)
            if kept is None or kept[0] != receipt:
                kept = receipt, await asyncio.to_thread(self._print, receipt)
                self._papers[receipt_token] = kept
        self._papers.move_to_end(receipt_token)
        if len(self._papers) > _KEPT:
            self._papers.popitem(last=False)
        return kept[1]
