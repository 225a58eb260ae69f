"""PaymentAccountService."""

from here2order.billing.v1 import account_service_pb2 as pb

from server.billing.accounts.convert import account_to_proto
from server.billing.accounts.service import PaymentAccounts
from server.rpc.call import Call


class PaymentAccountServicer:
    """Answers here2order.billing.v1.PaymentAccountService."""

    def __init__(self, accounts: PaymentAccounts) -> None:
        """`accounts` does the work."""
        self._accounts = accounts

    async def SetPaymentAccount(
        self, request: pb.SetPaymentAccountRequest, call: Call
    ) -> pb.SetPaymentAccountResponse:
        """Names the restaurant's account; Stripe is asked about it."""
        account = await self._accounts.name(
            call.restaurant_id, request.stripe_account_id, request.expected_version
        )
        return pb.SetPaymentAccountResponse(account=account_to_proto(account))

    async def GetPaymentAccount(
        self, request: pb.GetPaymentAccountRequest, call: Call
    ) -> pb.GetPaymentAccountResponse:
        """The restaurant's account."""
        del request
        account = await self._accounts.read(call.restaurant_id)
        return pb.GetPaymentAccountResponse(account=account_to_proto(account))
