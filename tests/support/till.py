"""Paying at a house: what guests' phones and the staff's pages send, and what Stripe answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from here2order.billing.v1 import account_service_pb2, bill_pb2, bill_service_pb2, payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from server.billing.accounts.commands import AccountCommands
from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import IntentSeen, IntentStatus, Method, Payment
from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import House, Seat, euro, new_request_id

ACCOUNT = "acct_1CafeMalabar"


@dataclass(frozen=True, slots=True)
class Till:
    """Everything about money at one house."""

    app: RunningApp
    house: House

    @property
    def worker(self) -> PaymentCommands:
        """What a workflow's worker does, which has asked Stripe."""
        return PaymentCommands(self.app.app.client[self.app.app.settings.database], self.app.clock)

    async def connect(self) -> None:
        """Guests can pay online: Stripe says that the account takes charges."""
        named = account_service_pb2.SetPaymentAccountRequest(
            restaurant_id=self.house.restaurant_id, stripe_account_id=ACCOUNT
        )
        await self.house.api.accounts.SetPaymentAccount(named, metadata=self.house.as_("OWNER"))
        database = self.app.app.client[self.app.app.settings.database]
        await AccountCommands(database, self.app.clock).checked(
            self.house.restaurant_id, ACCOUNT, charges_enabled=True, reason=""
        )

    async def begin(
        self, seat: Seat, amount: int, tip: int = 0, *, request_id: str = ""
    ) -> payment_pb2.Payment:
        """The guest begins to pay."""
        request = paying(amount, tip, request_id=request_id)
        reply = await self.house.api.payments.CreatePayment(request, metadata=bearer(seat.token))
        return reply.payment

    async def prepared(self, seat: Seat, amount: int, tip: int = 0) -> payment_pb2.Payment:
        """The guest begins to pay, and Stripe has made an intent of it."""
        payment = await self.begin(seat, amount, tip)
        read = await self.worker.get(payment.restaurant_id, payment.id)
        await self.worker.intent_made(read, intent_of(payment.id), f"{payment.id}_secret")
        return await self.seen_by(seat, payment.id)

    async def paid(self, seat: Seat, amount: int, tip: int = 0) -> payment_pb2.Payment:
        """The guest has paid by card."""
        payment = await self.prepared(seat, amount, tip)
        await self.observe(payment)
        return await self.seen_by(seat, payment.id)

    async def observe(
        self,
        payment: payment_pb2.Payment,
        status: IntentStatus = IntentStatus.SUCCEEDED,
        **other: Any,
    ) -> Payment:
        """The worker has asked Stripe; the card paid it all unless something else is said."""
        total = payment.total_amount
        came = total.amount if status is IntentStatus.SUCCEEDED else 0
        seen: dict[str, Any] = {
            "intent_id": intent_of(payment.id),
            "payment_id": payment.id,
            "amount": total.amount,
            "amount_received": came,
            "currency": total.currency,
            "method": Method.CARD,
            "method_text": "Visa •••• 4242",
        }
        read = await self.worker.get(payment.restaurant_id, payment.id)
        return await self.worker.observe(read, IntentSeen(status=status, **(seen | other)))

    async def cash(
        self, visit_id: str, amount: int, tip: int = 0, tendered: int = 0, who: str = "OWNER"
    ) -> payment_pb2.Payment:
        """Staff take cash; just enough if nothing else is said."""
        request = self.cash_request(visit_id, amount, tip, tendered)
        reply = await self.house.api.payments.TakeCash(request, metadata=self.house.as_(who))
        return reply.payment

    def cash_request(
        self, visit_id: str, amount: int, tip: int = 0, tendered: int = 0
    ) -> pb.TakeCashRequest:
        """What the staff's page sends."""
        return pb.TakeCashRequest(
            restaurant_id=self.house.restaurant_id,
            visit_id=visit_id,
            request_id=new_request_id(),
            amount=euro(amount),
            tip_amount=euro(tip) if tip else None,
            tendered_amount=euro(tendered or amount + tip),
        )

    def refund_request(self, payment_id: str, **what: Any) -> pb.RefundPaymentRequest:
        """What the staff's page sends."""
        return pb.RefundPaymentRequest(
            restaurant_id=self.house.restaurant_id,
            payment_id=payment_id,
            request_id=new_request_id(),
            reason="It was cold.",
            **what,
        )

    async def refund(self, request: pb.RefundPaymentRequest) -> pb.RefundPaymentResponse:
        """The owner gives back."""
        return await self.house.api.payments.RefundPayment(
            request, metadata=self.house.as_("OWNER")
        )

    async def seen_by(self, seat: Seat, payment_id: str) -> payment_pb2.Payment:
        """The payment as this guest sees it."""
        request = pb.GetPaymentRequest(payment_id=payment_id)
        reply = await self.house.api.payments.GetPayment(request, metadata=bearer(seat.token))
        return reply.payment

    async def seen_by_staff(self, payment_id: str) -> payment_pb2.Payment:
        """The payment as the owner sees it."""
        request = pb.GetPaymentRequest(
            restaurant_id=self.house.restaurant_id, payment_id=payment_id
        )
        reply = await self.house.api.payments.GetPayment(request, metadata=self.house.as_("OWNER"))
        return reply.payment

    async def bill(self, visit_id: str) -> bill_pb2.Bill:
        """The visit's bill."""
        request = bill_service_pb2.GetBillRequest(
            restaurant_id=self.house.restaurant_id, visit_id=visit_id
        )
        reply = await self.house.api.bills.GetBill(request, metadata=self.house.as_("OWNER"))
        return reply.bill


def paying(amount: int, tip: int = 0, *, request_id: str = "") -> pb.CreatePaymentRequest:
    """What a guest's phone sends."""
    return pb.CreatePaymentRequest(
        request_id=request_id or new_request_id(),
        amount=euro(amount),
        tip_amount=euro(tip) if tip else None,
    )


def intent_of(payment_id: str) -> str:
    """Stripe's id of its PaymentIntent."""
    return payment_id.replace("pay_", "pi_")
