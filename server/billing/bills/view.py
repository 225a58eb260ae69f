"""What of a bill somebody sees."""

from here2order.billing.v1 import bill_pb2, payment_pb2

from server.billing.accounts.service import PaymentAccounts
from server.billing.bills.convert import bill_to_proto
from server.billing.bills.service import BillService
from server.billing.payments.convert import ShownPayments
from server.billing.payments.domain import Payment
from server.errors import FieldViolation, InvalidFields
from server.rpc.principal import Guest, Principal


class BillView:
    """Bills as those who ask may see them."""

    def __init__(self, bills: BillService, accounts: PaymentAccounts, shown: ShownPayments) -> None:
        """`accounts` says whether guests can pay online, `shown` what they see of payments."""
        self._bills = bills
        self._accounts = accounts
        self._shown = shown

    async def of_visit(
        self, restaurant_id: str, visit_id: str, principal: Principal
    ) -> bill_pb2.Bill:
        """The bill as it stands now. Raises NotFound."""
        bill = await self._bills.of_visit(restaurant_id, visit_id)
        account = await self._accounts.of(restaurant_id)
        shown = [self._payment(payment, principal) for payment in bill.payments]
        return bill_to_proto(bill, shown, online=account.charges_enabled)

    def _payment(self, payment: Payment, principal: Principal) -> payment_pb2.Payment:
        if isinstance(principal, Guest):
            return self._shown.to_guest(payment, principal.guest_id)
        return self._shown.to_staff(payment)


def visit_asked_for(visit_id: str, principal: Principal) -> str:
    """A guest's own visit; staff name one. Raises InvalidFields."""
    if isinstance(principal, Guest):
        return principal.visit_id
    if not visit_id:
        raise InvalidFields([FieldViolation("visit_id", "name the visit whose bill it is")])
    return visit_id
