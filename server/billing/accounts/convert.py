"""Accounts on the wire."""

from here2order.billing.v1 import account_pb2

from server.billing.accounts.domain import AccountState, PaymentAccount
from server.rpc.times import to_timestamp

_STATES = {
    state: account_pb2.AccountState.Value(f"ACCOUNT_STATE_{state}") for state in AccountState
}


def account_to_proto(account: PaymentAccount) -> account_pb2.PaymentAccount:
    """The contract's PaymentAccount."""
    return account_pb2.PaymentAccount(
        restaurant_id=account.restaurant_id,
        state=_STATES[account.state],
        stripe_account_id=account.stripe_account_id,
        reason=account.reason,
        update_time=to_timestamp(account.update_time),
        version=account.version,
    )
