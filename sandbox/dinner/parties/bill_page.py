"""The bill on a guest's phone: live, and paid there."""

from collections.abc import AsyncIterable

from here2order.billing.v1.bill_pb2 import Bill
from here2order.billing.v1.bill_service_pb2 import (
    GetBillRequest,
    WatchBillRequest,
    WatchBillResponse,
)
from here2order.billing.v1.payment_pb2 import (
    Checkout,
    Payment,
    PaymentState,
    PaymentStep,
    Refund,
    RefundState,
)
from here2order.billing.v1.payment_service_pb2 import CreatePaymentRequest
from here2order.common.v1.money_pb2 import Money

from sandbox.dinner import money_words
from sandbox.dinner.parties.live import Live
from sandbox.dinner.parties.party import Party, new_request_id


class BillPage:
    """What one guest sees of the party's bill."""

    def __init__(self, phone: Party) -> None:
        """Not opened yet."""
        self._phone = phone
        self.bill = Bill()
        self.watched = Live(f"{phone.name}'s bill", self._watch, self._take)

    async def open(self) -> Bill:
        """Begins to watch; the bill as it is now."""
        self.watched.connect()
        await self.watched.until("a bill", lambda: bool(self.bill.visit_id), lambda: "none")
        return self.bill

    async def fresh(self) -> Bill:
        """The bill without the stream."""
        return (await self._phone.ask(self._phone.bills.GetBill, GetBillRequest())).bill

    def form(self, amount: int, tip: int = 0) -> CreatePaymentRequest:
        """What the phone sends, and sends again until there is an answer; minor units."""
        currency = self.bill.currency
        return CreatePaymentRequest(
            request_id=new_request_id(),
            amount=Money(currency=currency, amount=amount),
            tip_amount=Money(currency=currency, amount=tip),
        )

    async def pay(self, form: CreatePaymentRequest) -> Payment:
        """Begins to pay. Raises RefusedError."""
        return (await self._phone.ask(self._phone.payments.CreatePayment, form)).payment

    def payment(self, payment_id: str) -> Payment:
        """As the page shows it; an empty one if it does not."""
        return next((it for it in self.bill.payments if it.id == payment_id), Payment())

    async def checkout(self, payment: Payment) -> Checkout:
        """Waits until the page has what Stripe needs."""
        await self.watched.until(
            "the checkout of the payment",
            lambda: bool(self.payment(payment.id).checkout.client_secret),
            lambda: money_words.standing(self.payment(payment.id)),
        )
        return self.payment(payment.id).checkout

    async def sees(
        self,
        payment: Payment,
        state: PaymentState.ValueType,
        step: PaymentStep.ValueType = PaymentStep.PAYMENT_STEP_UNSPECIFIED,
    ) -> Payment:
        """Waits until the page shows the payment so."""

        def shown() -> Payment:
            return self.payment(payment.id)

        await self.watched.until(
            f"a payment that is {money_words.standing(Payment(state=state, step=step))}",
            lambda: (shown().state, shown().step) == (state, step),
            lambda: money_words.standing(shown()),
        )
        return shown()

    async def sees_refund(self, payment: Payment, state: RefundState.ValueType) -> Refund:
        """Waits until the page shows the payment's last refund so."""

        def shown() -> Refund:
            return money_words.last_refund(self.payment(payment.id))

        await self.watched.until(
            f"a refund that is {money_words.refund_state(state)}",
            lambda: shown().state == state,
            lambda: money_words.refund_state(shown().state),
        )
        return shown()

    def _watch(self) -> AsyncIterable[WatchBillResponse]:
        return self._phone.bills.WatchBill(WatchBillRequest(), metadata=self._phone.metadata)

    def _take(self, message: WatchBillResponse) -> None:
        if message.WhichOneof("event") == "bill":
            before, self.bill = self.bill, message.bill
            for news in money_words.bill_news(before, self.bill):
                self._phone.sees(news)
