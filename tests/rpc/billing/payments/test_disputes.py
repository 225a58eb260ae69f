"""What guests' banks dispute, and what the house can give back meanwhile."""

from datetime import UTC, datetime

from here2order.billing.v1 import payment_pb2

from server.billing.payments.domain import DisputeSeen, Payment
from tests.support.house import Seat, euro
from tests.support.refusals import refused
from tests.support.till import Till


def _dispute(number: int, status: str, amount: int) -> DisputeSeen:
    return DisputeSeen(
        stripe_dispute_id=f"dp_{number}",
        status=status,
        reason="fraudulent",
        amount=amount,
        currency="EUR",
        create_time=datetime(2026, 11, 22, number, tzinfo=UTC),
    )


async def _tell(till: Till, payment: payment_pb2.Payment, *seen: DisputeSeen) -> Payment:
    for one in seen:
        await till.worker.dispute_seen(payment.restaurant_id, payment.id, one)
    return await till.worker.get(payment.restaurant_id, payment.id)


async def test_what_the_bank_holds_cannot_go_back_too(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    await _tell(till, paid, _dispute(1, "needs_response", 1150))
    shown = await till.seen_by_staff(paid.id)
    assert (shown.dispute.status, shown.dispute.amount) == ("needs_response", euro(1150))
    refusal = await refused(till.refund(till.refund_request(paid.id, all=True)))
    assert refusal.metadata == {"state": "DISPUTED", "action": "refund"}


async def test_what_is_beside_a_dispute_can_go_back(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150, tip=100)
    await _tell(till, paid, _dispute(1, "needs_response", 400))
    above = till.refund_request(paid.id, amount=euro(851))
    assert (await refused(till.refund(above))).metadata == {"left": "850", "amount": "851"}
    reply = await till.refund(till.refund_request(paid.id, all=True))
    assert reply.payment.refunds[0].amount == euro(850)


async def test_what_the_house_has_won_back_can_go_back(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    await _tell(till, paid, _dispute(1, "under_review", 1150), _dispute(1, "won", 1150))
    reply = await till.refund(till.refund_request(paid.id, all=True))
    assert reply.payment.refunds[0].amount == euro(1150)


async def test_of_several_the_undecided_one_is_shown_then_the_newest(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    won, open_, lost = (
        _dispute(2, "won", 100),
        _dispute(1, "needs_response", 200),
        _dispute(1, "lost", 200),
    )
    told = await _tell(till, paid, won, open_)
    assert (await till.seen_by_staff(paid.id)).dispute.stripe_dispute_id == "dp_1"
    assert await _tell(till, paid, open_, won, open_) == told, "told twice changes nothing"
    await _tell(till, paid, lost, open_)
    shown = await till.seen_by_staff(paid.id)
    assert shown.dispute.stripe_dispute_id == "dp_2"
    assert sum(one.amount.amount for one in shown.ledger if one.account == "disputes") == 200
