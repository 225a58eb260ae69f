"""Our books against Stripe's own: what was charged, what went back, and what we say of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from server.billing.payments.domain import Payment, PaymentState, RefundState
from tests.workflows.faults.runs import Plan
from tests.workflows.tills import Till

Obj = dict[str, Any]


class Books:
    """Reads Stripe's state behind its API, where no fault strikes."""

    def __init__(self, till: Till) -> None:
        """`till` has come to rest."""
        self._till = till
        self.charged = 0
        self.given_back = 0

    async def check(self, payments: Sequence[Payment], plan: Plan) -> None:
        """Fails if any of them is not right; no fault is set any more then."""
        await self._till.stripe.mend()
        intents, refunds = self._of("payment_intent"), self._of("refund")
        for number, payment in enumerate(payments):
            where = (plan.seed, number, plan.stories[number], payment)
            mine = [one for one in intents if _meta(one, "payment_id") == payment.id]
            back = [one for one in refunds if _meta(one, "payment_id") == payment.id]
            assert len(mine) <= 1, ("made twice", where, mine)
            received = sum(one["amount_received"] for one in mine)
            _check_refunds(payment, back, received, where)
            _check_state(payment, received, where)
            self.charged += bool(received)
            self.given_back += bool(back)

    def _of(self, kind: str) -> list[Obj]:
        return list(self._till.running.instance.store.newest_first(kind))


def _check_refunds(payment: Payment, back: list[Obj], received: int, where: object) -> None:
    twice = {
        name: n for name, n in Counter(_meta(one, "refund_id") for one in back).items() if n > 1
    }
    assert not twice, ("given back twice", where, back)
    went = {_meta(one, "refund_id"): one["amount"] for one in back if one["status"] == "succeeded"}
    assert sum(went.values()) <= received, ("more went back than came", where, back)
    done = {one.id: one.amount for one in payment.refunds if one.state is RefundState.DONE}
    assert done == went, ("refunds differ", where, back)


def _check_state(payment: Payment, received: int, where: object) -> None:
    went = sum(one.amount for one in payment.refunds if one.state is RefundState.DONE)
    assert (payment.state is PaymentState.PAID) or (went == received), ("kept unseen", where)
    assert (payment.state is not PaymentState.PAID) or (received == payment.total_amount), where
    assert payment.state is not PaymentState.PENDING, where
    assert sum(entry.amount for entry in payment.ledger) == 0, ("the ledger is off", where)
    held = sum(entry.amount for entry in payment.ledger if entry.account == "stripe")
    assert held == received - went, ("the ledger is not Stripe's", where, held, received, went)


def _meta(one: Obj, name: str) -> str:
    return str((one.get("metadata") or {}).get(name, ""))
