"""Receipts on the wire."""

from here2order.billing.v1 import payment_pb2, receipt_service_pb2

from server.billing.bills.convert import bill_to_proto
from server.billing.payments.convert import ShownPayments
from server.billing.payments.domain import Payment
from server.billing.receipts.domain import Receipt
from server.rpc.times import to_timestamp


def receipt_to_proto(receipt: Receipt, shown: ShownPayments) -> receipt_service_pb2.Receipt:
    """The contract's Receipt."""
    payment = _payment(receipt.payment, shown)
    return receipt_service_pb2.Receipt(
        receipt_token=receipt.payment.receipt_token,
        restaurant_name=receipt.bill.restaurant_name,
        address_lines=receipt.address_lines,
        table_name=receipt.bill.table_name,
        time_zone=receipt.time_zone,
        paid_time=to_timestamp(receipt.paid_time),
        business_date=receipt.business_date.isoformat(),
        bill=bill_to_proto(receipt.bill, [payment], online=False),
        payment=payment,
    )


# As whoever paid sees it; but nobody knows who holds the paper.
def _payment(payment: Payment, shown: ShownPayments) -> payment_pb2.Payment:
    message = shown.to_payer(payment)
    for field in ("own", "checkout", "dispute"):
        message.ClearField(field)
    return message
