"""Requests of payments: of the guest's visit, each about a new one."""

from dataclasses import dataclass

from here2order.billing.v1 import payment_pb2, payment_service_pb2

from tests.rpc.access.world import World
from tests.support.house import House
from tests.support.till import Till, paying

_EURO = 100


@dataclass(slots=True)
class Payments:
    """PaymentService."""

    world: World

    async def CreatePayment(self) -> payment_service_pb2.CreatePaymentRequest:
        # It names no visit: every guest who may call it owes something, at both houses.
        await self._dinner_for_everybody()
        return paying(_EURO)

    async def CancelPayment(self) -> payment_service_pb2.CancelPaymentRequest:
        await self._dinner_for_everybody()
        payment = await self._till(self.world.here).begin(self.world.seat, _EURO)
        return payment_service_pb2.CancelPaymentRequest(
            restaurant_id=payment.restaurant_id, payment_id=payment.id
        )

    async def TakeCash(self) -> payment_service_pb2.TakeCashRequest:
        await self.world.here.order(self.world.seat)
        return self._till(self.world.here).cash_request(self.world.seat.visit_id, _EURO)

    async def RefundPayment(self) -> payment_service_pb2.RefundPaymentRequest:
        return self._till(self.world.here).refund_request((await self._paid()).id, all=True)

    async def GetPayment(self) -> payment_service_pb2.GetPaymentRequest:
        return payment_service_pb2.GetPaymentRequest(
            restaurant_id=self.world.here.restaurant_id, payment_id=(await self._paid()).id
        )

    async def ListPayments(self) -> payment_service_pb2.ListPaymentsRequest:
        return payment_service_pb2.ListPaymentsRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=self.world.seat.visit_id
        )

    async def WatchPayments(self) -> payment_service_pb2.WatchPaymentsRequest:
        return payment_service_pb2.WatchPaymentsRequest(restaurant_id=self.world.here.restaurant_id)

    async def ClaimPayment(self) -> payment_service_pb2.ClaimPaymentRequest:
        token = (await self._paid()).receipt_token
        return payment_service_pb2.ClaimPaymentRequest(receipt_token=token)

    async def ListMyPayments(self) -> payment_service_pb2.ListMyPaymentsRequest:
        return payment_service_pb2.ListMyPaymentsRequest()

    def _till(self, house: House) -> Till:
        return Till(self.world.app, house)

    async def _paid(self) -> payment_pb2.Payment:
        await self.world.here.order(self.world.seat)
        return await self._till(self.world.here).cash(self.world.seat.visit_id, _EURO)

    async def _dinner_for_everybody(self) -> None:
        for house in (self.world.here, self.world.elsewhere):
            await self._till(house).connect()
        for caller in self.world.callers:
            if caller.kind == "GUEST":
                request = self.world.here.order_request()
                await self.world.api.orders.PlaceOrder(request, metadata=caller.metadata)
