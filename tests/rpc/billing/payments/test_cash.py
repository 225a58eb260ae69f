"""Staff take cash."""

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1.payment_service_pb2 import TakeCashRequest
from here2order.common.v1 import money_pb2

from tests.support.app import RunningApp
from tests.support.house import House, Seat, euro
from tests.support.refusals import Refusal, refused
from tests.support.till import Till


async def _refused(till: Till, request: TakeCashRequest) -> Refusal:
    house = till.house
    return await refused(house.api.payments.TakeCash(request, metadata=house.as_("OWNER")))


async def test_cash_is_paid_at_once_and_the_answer_says_what_to_give_back(
    till: Till, house: House, ana: Seat
) -> None:
    await house.hire("STAFF")
    paid = await till.cash(ana.visit_id, 1150, tip=50, tendered=2000, who="STAFF")
    assert paid.state == payment_pb2.PAYMENT_STATE_PAID
    assert paid.method == payment_pb2.PAYMENT_METHOD_CASH
    assert (paid.tendered_amount, paid.change_amount) == (euro(2000), euro(800))
    entries = {(one.account, one.amount.amount, one.kind) for one in paid.ledger}
    assert entries == {
        ("cash_drawer", 1200, "paid"),
        ("bill", -1150, "paid"),
        ("tips", -50, "paid"),
    }
    bill = await till.bill(ana.visit_id)
    assert (bill.paid_amount.amount, bill.due_amount.amount) == (1150, 0)


async def test_no_stripe_account_is_needed(app: RunningApp, house: House, ana: Seat) -> None:
    paid = await Till(app, house).cash(ana.visit_id, 20)
    assert paid.amount == euro(20)


async def test_the_same_request_takes_it_once(till: Till, house: House, ana: Seat) -> None:
    request = till.cash_request(ana.visit_id, 1150)
    first = await house.api.payments.TakeCash(request, metadata=house.as_("OWNER"))
    assert first == await house.api.payments.TakeCash(request, metadata=house.as_("OWNER"))
    assert len((await till.bill(ana.visit_id)).payments) == 1
    request.amount.amount = 1000
    assert (await _refused(till, request)).reason == "REQUEST_ID_REUSED"


async def test_too_little_is_refused(till: Till, ana: Seat) -> None:
    refusal = await _refused(till, till.cash_request(ana.visit_id, 1000, 100, tendered=1099))
    assert refusal.reason == "TENDERED_TOO_LITTLE"
    assert refusal.metadata == {"needed": "1100", "tendered": "1099"}


async def test_more_than_is_due_is_refused(till: Till, ana: Seat) -> None:
    refusal = await _refused(till, till.cash_request(ana.visit_id, 1151))
    assert refusal.reason == "AMOUNT_ABOVE_DUE"
    await till.cash(ana.visit_id, 1150)
    assert (await _refused(till, till.cash_request(ana.visit_id, 1))).reason == "NOTHING_DUE"


async def test_foreign_notes_are_refused(till: Till, ana: Seat) -> None:
    request = till.cash_request(ana.visit_id, 1150)
    request.tendered_amount.CopyFrom(money_pb2.Money(currency="INR", amount=5000))
    refusal = await _refused(till, request)
    assert (refusal.reason, refusal.fields) == ("CURRENCY_MISMATCH", ["tendered_amount.currency"])


async def test_it_can_be_taken_when_the_party_has_left(till: Till, house: House, ana: Seat) -> None:
    await house.close_visit(ana.visit_id)
    await till.cash(ana.visit_id, 1150)
    assert (await till.bill(ana.visit_id)).due_amount.amount == 0
