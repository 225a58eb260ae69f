"""Requests of bills, receipts, and of where the money goes: about the guest's visit."""

from dataclasses import dataclass

from here2order.billing.v1 import account_service_pb2, bill_service_pb2, receipt_service_pb2

from tests.rpc.access.world import World
from tests.support.till import Till


@dataclass(slots=True)
class PaymentAccounts:
    """PaymentAccountService."""

    world: World

    async def SetPaymentAccount(self) -> account_service_pb2.SetPaymentAccountRequest:
        return account_service_pb2.SetPaymentAccountRequest(
            restaurant_id=self.world.here.restaurant_id, stripe_account_id="acct_1ChakaraKochi"
        )

    async def GetPaymentAccount(self) -> account_service_pb2.GetPaymentAccountRequest:
        return account_service_pb2.GetPaymentAccountRequest(
            restaurant_id=self.world.here.restaurant_id
        )


@dataclass(slots=True)
class Bills:
    """BillService."""

    world: World

    async def GetBill(self) -> bill_service_pb2.GetBillRequest:
        return bill_service_pb2.GetBillRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=self.world.seat.visit_id
        )

    async def WatchBill(self) -> bill_service_pb2.WatchBillRequest:
        return bill_service_pb2.WatchBillRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=self.world.seat.visit_id
        )


@dataclass(slots=True)
class Receipts:
    """ReceiptService."""

    world: World

    async def GetReceipt(self) -> receipt_service_pb2.GetReceiptRequest:
        return receipt_service_pb2.GetReceiptRequest(receipt_token=await self._token())

    async def DownloadReceipt(self) -> receipt_service_pb2.DownloadReceiptRequest:
        return receipt_service_pb2.DownloadReceiptRequest(receipt_token=await self._token())

    async def _token(self) -> str:
        here, seat = self.world.here, self.world.seat
        await here.order(seat)
        return (await Till(self.world.app, here).cash(seat.visit_id, 100)).receipt_token
