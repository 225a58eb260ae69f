"""Payments as the staff see them: live, and given back."""

from collections.abc import AsyncIterable

from here2order.billing.v1.payment_pb2 import Payment, PaymentState, PaymentStep, RefundState
from here2order.billing.v1.payment_service_pb2 import (
    CancelPaymentRequest,
    ListPaymentsRequest,
    RefundLine,
    RefundLines,
    RefundPaymentRequest,
    WatchPaymentsRequest,
    WatchPaymentsResponse,
)
from here2order.common.v1.money_pb2 import Money

from sandbox.dinner import money_words
from sandbox.dinner.parties.books import Book
from sandbox.dinner.parties.live import Live
from sandbox.dinner.parties.party import Party, new_request_id

_PENDING = PaymentState.PAYMENT_STATE_PENDING


class Till:
    """One visit's payments; those of others it sees, but does not mention."""

    def __init__(self, party: Party, restaurant_id: str) -> None:
        """`party` is one of the staff."""
        self._party = party
        self._restaurant_id = restaurant_id
        self._visit_id = ""
        self.book: Book[Payment] = Book("payment", self._news)
        self.watched = Live(f"{party.name}'s payments", self._watch, self._take)

    async def follow(self, visit_id: str) -> None:
        """Watches from now on."""
        self._visit_id = visit_id
        self.watched.connect()
        await self.watched.until(
            "the first payments", lambda: bool(self.book.cursor), lambda: "none"
        )

    async def sees(
        self,
        payment: Payment,
        state: PaymentState.ValueType,
        step: PaymentStep.ValueType = PaymentStep.PAYMENT_STEP_UNSPECIFIED,
    ) -> Payment:
        """Waits until the list shows the payment so."""

        def shown() -> Payment:
            return self.book.held.get(payment.id, Payment())

        await self.watched.until(
            f"a payment that is {money_words.standing(Payment(state=state, step=step))}",
            lambda: (shown().state, shown().step) == (state, step),
            lambda: money_words.standing(shown()),
        )
        return shown()

    async def sees_refund(self, payment: Payment, state: RefundState.ValueType) -> None:
        """Waits until the list shows the payment's last refund so."""

        def shown() -> Payment:
            return self.book.held.get(payment.id, Payment())

        await self.watched.until(
            f"a refund that is {money_words.refund_state(state)}",
            lambda: money_words.last_refund(shown()).state == state,
            lambda: money_words.refund_state(money_words.last_refund(shown()).state),
        )

    async def payments_of(self, visit_id: str) -> list[Payment]:
        """In the order in which they were made."""
        request = ListPaymentsRequest(restaurant_id=self._restaurant_id, visit_id=visit_id)
        answer = await self._party.ask(self._party.payments.ListPayments, request)
        return list(reversed(answer.payments))

    def line_form(self, payment: Payment, line: RefundLine, reason: str) -> RefundPaymentRequest:
        """Asks to give one line of the bill back."""
        return RefundPaymentRequest(
            restaurant_id=self._restaurant_id,
            payment_id=payment.id,
            request_id=new_request_id(),
            lines=RefundLines(lines=[line]),
            reason=reason,
        )

    def amount_form(self, payment: Payment, amount: Money, reason: str) -> RefundPaymentRequest:
        """Asks to give so much back."""
        return RefundPaymentRequest(
            restaurant_id=self._restaurant_id,
            payment_id=payment.id,
            request_id=new_request_id(),
            amount=amount,
            reason=reason,
        )

    async def give_back(self, form: RefundPaymentRequest) -> Payment:
        """Money goes back. Raises RefusedError."""
        return (await self._party.ask(self._party.payments.RefundPayment, form)).payment

    async def call_off(self, visit_id: str) -> None:
        """Whatever is still under way."""
        for payment in await self.payments_of(visit_id):
            if payment.state == _PENDING:
                request = CancelPaymentRequest(
                    restaurant_id=self._restaurant_id, payment_id=payment.id
                )
                await self._party.ask(self._party.payments.CancelPayment, request)

    def _watch(self) -> AsyncIterable[WatchPaymentsResponse]:
        request = WatchPaymentsRequest(restaurant_id=self._restaurant_id, cursor=self.book.cursor)
        return self._party.payments.WatchPayments(request, metadata=self._party.metadata)

    def _take(self, message: WatchPaymentsResponse) -> None:
        self.book.take(message)

    def _news(self, before: Payment | None, payment: Payment) -> None:
        if payment.visit_id == self._visit_id:
            news = money_words.payment_news(before or Payment(), payment)
            if news:
                self._party.sees(f"{news}, at table {payment.table_name}")
