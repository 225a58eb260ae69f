"""ReceiptService."""

from google.api.httpbody_pb2 import HttpBody
from here2order.billing.v1 import receipt_service_pb2 as pb

from server.billing.payments.convert import ShownPayments
from server.billing.receipts.convert import receipt_to_proto
from server.billing.receipts.service import ReceiptService
from server.rpc.call import Call


class ReceiptServicer:
    """Answers here2order.billing.v1.ReceiptService."""

    def __init__(self, receipts: ReceiptService, shown: ShownPayments) -> None:
        """`shown` says what of a payment is seen."""
        self._receipts = receipts
        self._shown = shown

    async def GetReceipt(self, request: pb.GetReceiptRequest, call: Call) -> pb.GetReceiptResponse:
        """The receipt, for a page."""
        del call
        receipt = await self._receipts.get(request.receipt_token)
        return pb.GetReceiptResponse(receipt=receipt_to_proto(receipt, self._shown))

    async def DownloadReceipt(self, request: pb.DownloadReceiptRequest, call: Call) -> HttpBody:
        """The same as PDF."""
        del call
        paper = await self._receipts.paper(request.receipt_token)
        return HttpBody(content_type="application/pdf", data=paper)
