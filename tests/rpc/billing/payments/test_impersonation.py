"""Whoever acts in another person's name moves no money."""

from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import House, Seat
from tests.support.refusals import refused
from tests.support.till import Till


async def _in_the_owners_name(app: RunningApp, house: House) -> str:
    session = await app.clerk.steer_session(house.owner_id, actor={"sub": "user_support"})
    return await app.clerk.token(session)


async def test_support_neither_takes_cash_nor_gives_back(
    app: RunningApp, till: Till, house: House, ana: Seat
) -> None:
    paid = await till.paid(ana, 500)
    token = bearer(await _in_the_owners_name(app, house))
    before = await till.seen_by_staff(paid.id)

    cash = till.cash_request(ana.visit_id, 100)
    refund = till.refund_request(paid.id, all=True)
    for call in (
        house.api.payments.TakeCash(cash, metadata=token),
        house.api.payments.RefundPayment(refund, metadata=token),
    ):
        refusal = await refused(call)
        assert (refusal.code, refusal.reason) == ("PERMISSION_DENIED", "IMPERSONATED")
        assert refusal.metadata == {"impersonator": "user_support"}
    assert await till.seen_by_staff(paid.id) == before
    assert len((await till.bill(ana.visit_id)).payments) == 1
