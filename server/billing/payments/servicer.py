"""PaymentService."""

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from server.billing.payments.amounts import amount_in, currencies_in
from server.billing.payments.convert import ShownPayments, states_from_proto
from server.billing.payments.creating import Wish
from server.billing.payments.domain import Payment
from server.billing.payments.giving_back import LineWish, RefundWish
from server.billing.payments.refund_service import RefundService
from server.billing.payments.service import Canceller, PaymentService
from server.billing.payments.streams import PaymentStreams
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of
from server.rpc.principal import Guest

_PAGE = 50


class PaymentServicer:
    """Answers here2order.billing.v1.PaymentService."""

    def __init__(
        self,
        payments: PaymentService,
        refunds: RefundService,
        streams: PaymentStreams,
        shown: ShownPayments,
    ) -> None:
        """`streams` serves what watches; `shown` is what each may see."""
        self._payments = payments
        self._refunds = refunds
        self._streams = streams
        self._shown = shown

    async def CreatePayment(
        self, request: pb.CreatePaymentRequest, call: Call
    ) -> pb.CreatePaymentResponse:
        """A guest begins to pay."""
        guest = _guest_of(call)
        wish = Wish(
            restaurant_id=call.restaurant_id,
            visit_id=guest.visit_id if guest else "",
            guest_id=guest.guest_id if guest else "",
            amount=amount_in(request, "amount"),
            tip_amount=amount_in(request, "tip_amount"),
            currencies=currencies_in(request, "amount", "tip_amount"),
            origin=call.origin(request.request_id),
        )
        return pb.CreatePaymentResponse(payment=self._seen(await self._payments.create(wish), call))

    async def CancelPayment(
        self, request: pb.CancelPaymentRequest, call: Call
    ) -> pb.CancelPaymentResponse:
        """It is called off."""
        guest, principal = _guest_of(call), call.principal
        canceller = Canceller(
            principal.caller,
            principal.actor,
            guest.guest_id if guest else "",
            guest.visit_id if guest else "",
        )
        payment = await self._payments.cancel(call.restaurant_id, request.payment_id, canceller)
        return pb.CancelPaymentResponse(payment=self._seen(payment, call))

    async def TakeCash(self, request: pb.TakeCashRequest, call: Call) -> pb.TakeCashResponse:
        """Staff took cash."""
        wish = Wish(
            restaurant_id=call.restaurant_id,
            visit_id=request.visit_id,
            amount=amount_in(request, "amount"),
            tip_amount=amount_in(request, "tip_amount"),
            tendered_amount=amount_in(request, "tendered_amount"),
            currencies=currencies_in(request, "amount", "tip_amount", "tendered_amount"),
            origin=call.origin(request.request_id),
        )
        return pb.TakeCashResponse(payment=self._seen(await self._payments.take_cash(wish), call))

    async def RefundPayment(
        self, request: pb.RefundPaymentRequest, call: Call
    ) -> pb.RefundPaymentResponse:
        """Money goes back."""
        named = request.lines.lines
        wish = RefundWish(
            restaurant_id=call.restaurant_id,
            payment_id=request.payment_id,
            amount=amount_in(request, "amount") if request.HasField("amount") else None,
            lines=tuple(LineWish(one.order_id, one.line_key, one.quantity) for one in named),
            reason=request.reason,
            currencies=currencies_in(request, "amount"),
            expected_version=request.expected_version,
            origin=call.origin(request.request_id),
        )
        payment = self._seen(await self._refunds.refund(wish), call)
        return pb.RefundPaymentResponse(payment=payment, refund_id=wish.refund_id)

    async def GetPayment(self, request: pb.GetPaymentRequest, call: Call) -> pb.GetPaymentResponse:
        """One payment."""
        guest = _guest_of(call)
        payment = await self._payments.get_seen(
            call.restaurant_id, request.payment_id, guest.visit_id if guest else ""
        )
        return pb.GetPaymentResponse(payment=self._seen(payment, call))

    async def ListPayments(
        self, request: pb.ListPaymentsRequest, call: Call
    ) -> pb.ListPaymentsResponse:
        """Payments, newest first."""
        size = request.page_size or _PAGE
        before = decode_page_token(request.page_token, str)
        payments = await self._payments.of(call.restaurant_id).newest(
            visit_id=request.visit_id,
            states=states_from_proto(request.states),
            before=str(before[0]) if before else "",
            limit=size + 1,
        )
        page, more = page_of(payments, size, lambda payment: (payment.id,))
        shown = [self._seen(payment, call) for payment in page]
        return pb.ListPaymentsResponse(payments=shown, next_page_token=more)

    async def WatchPayments(self, request: pb.WatchPaymentsRequest, call: Call) -> None:
        """Staff follow the restaurant's payments."""
        await self._streams.of_restaurant(call, request.cursor)

    async def ClaimPayment(
        self, request: pb.ClaimPaymentRequest, call: Call
    ) -> pb.ClaimPaymentResponse:
        """It belongs into the caller's history."""
        payment = await self._payments.claim(request.receipt_token, call.user_id)
        return pb.ClaimPaymentResponse(payment=self._shown.to_payer(payment))

    async def ListMyPayments(
        self, request: pb.ListMyPaymentsRequest, call: Call
    ) -> pb.ListMyPaymentsResponse:
        """The caller's history, newest first."""
        size = request.page_size or _PAGE
        before = decode_page_token(request.page_token, str)
        payments = await self._payments.claimed(
            call.user_id, str(before[0]) if before else "", size + 1
        )
        page, more = page_of(payments, size, lambda payment: (payment.id,))
        shown = [self._shown.to_payer(payment) for payment in page]
        return pb.ListMyPaymentsResponse(payments=shown, next_page_token=more)

    def _seen(self, payment: Payment, call: Call) -> payment_pb2.Payment:
        guest = _guest_of(call)
        if guest is not None:
            return self._shown.to_guest(payment, guest.guest_id)
        return self._shown.to_staff(payment)


def _guest_of(call: Call) -> Guest | None:
    return call.principal if isinstance(call.principal, Guest) else None
