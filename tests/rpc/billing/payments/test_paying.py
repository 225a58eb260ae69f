"""A guest pays online: once, the right amount, in the right money, at a house that can take it."""

import asyncio

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb
from here2order.common.v1 import money_pb2

from server.billing.payments.domain import FailureKind, IntentStatus
from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import House, Seat, euro, new_request_id
from tests.support.refusals import Refusal, refused
from tests.support.till import Till, paying

_STATE = payment_pb2.PaymentState
_STEP = payment_pb2.PaymentStep


async def _refused(house: House, seat: Seat, request: pb.CreatePaymentRequest) -> Refusal:
    return await refused(house.api.payments.CreatePayment(request, metadata=bearer(seat.token)))


async def test_a_payment_is_prepared_paid_and_on_the_bill(till: Till, ana: Seat) -> None:
    begun = await till.begin(ana, 1150, tip=100)
    assert begun.state == _STATE.PAYMENT_STATE_PENDING
    assert begun.step == _STEP.PAYMENT_STEP_PREPARING
    assert begun.own
    assert begun.guest_name == "Ana"
    assert begun.total_amount == euro(1250)
    assert not begun.HasField("checkout")
    assert not begun.receipt_token
    bill = await till.bill(ana.visit_id)
    assert (bill.pending_amount.amount, bill.due_amount.amount) == (1150, 0)

    read = await till.worker.get(begun.restaurant_id, begun.id)
    await till.worker.intent_made(read, "pi_1", "pi_1_secret")
    ready = await till.seen_by(ana, begun.id)
    assert ready.step == _STEP.PAYMENT_STEP_AWAITING_GUEST
    assert ready.checkout.client_secret == "pi_1_secret"

    await till.observe(begun, IntentStatus.REQUIRES_ACTION, intent_id="pi_1")
    await till.observe(begun, intent_id="pi_1")
    paid = await till.seen_by(ana, begun.id)
    assert paid.state == _STATE.PAYMENT_STATE_PAID
    assert paid.method_text == "Visa •••• 4242"
    assert len(paid.receipt_token) == 24
    assert not paid.HasField("checkout")
    bill = await till.bill(ana.visit_id)
    assert (bill.paid_amount.amount, bill.tip_amount.amount) == (1150, 100)
    assert bill.due_amount.amount == bill.pending_amount.amount == 0


async def test_the_same_request_is_the_same_payment(till: Till, ana: Seat) -> None:
    request = new_request_id()
    first = await till.begin(ana, 500, request_id=request)
    again = await till.begin(ana, 500, request_id=request)
    assert again == first
    assert (await till.bill(ana.visit_id)).pending_amount.amount == 500


async def test_a_lost_reply_is_given_again_when_nothing_is_due_any_more(
    till: Till, ana: Seat
) -> None:
    request = new_request_id()
    first = await till.begin(ana, 1150, request_id=request)
    assert (await till.begin(ana, 1150, request_id=request)).id == first.id


async def test_sent_many_times_at_once_it_is_one_payment(till: Till, ana: Seat) -> None:
    request = new_request_id()
    begun = await asyncio.gather(*(till.begin(ana, 300, request_id=request) for _ in range(8)))
    assert len({payment.id for payment in begun}) == 1
    assert len((await till.bill(ana.visit_id)).payments) == 1


async def test_a_request_id_is_for_one_request(till: Till, house: House, ana: Seat) -> None:
    request = new_request_id()
    await till.begin(ana, 300, request_id=request)
    refusal = await _refused(house, ana, paying(400, request_id=request))
    assert refusal.reason == "REQUEST_ID_REUSED"


async def test_two_phones_that_pay_the_whole_bill_at_once_pay_it_once(
    till: Till, house: House, ana: Seat
) -> None:
    ben = await house.sit_down(name="Ben")
    assert ben.visit_id == ana.visit_id
    calls = [
        house.api.payments.CreatePayment(paying(1150), metadata=bearer(seat.token))
        for seat in (ana, ben) * 4
    ]
    results = await asyncio.gather(*calls, return_exceptions=True)
    begun = [one for one in results if isinstance(one, pb.CreatePaymentResponse)]
    assert len(begun) == 1
    bill = await till.bill(ana.visit_id)
    assert (bill.pending_amount.amount, len(bill.payments)) == (1150, 1)


async def test_phones_that_pay_parts_at_once_never_pay_more_than_is_due(
    till: Till, house: House, ana: Seat
) -> None:
    seats = [ana, *[await house.sit_down(name=name) for name in ("Ben", "Carla", "Dev")]]
    calls = [
        house.api.payments.CreatePayment(paying(400), metadata=bearer(seat.token)) for seat in seats
    ]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert sum(isinstance(one, pb.CreatePaymentResponse) for one in results) == 2
    assert (await till.bill(ana.visit_id)).due_amount.amount == 350


async def test_more_than_is_due_is_refused(till: Till, house: House, ana: Seat) -> None:
    await till.begin(ana, 150)
    refusal = await _refused(house, ana, paying(1001))
    assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "AMOUNT_ABOVE_DUE")
    assert refusal.metadata == {"due": "1000", "amount": "1001"}


async def test_of_nothing_nothing_can_be_paid(till: Till, house: House) -> None:
    seat = await house.sit_down()
    refusal = await _refused(house, seat, paying(100))
    assert (refusal.reason, refusal.metadata) == ("NOTHING_DUE", {"pending": "0"})


async def test_what_is_pending_counts_as_paid_meanwhile(
    till: Till, house: House, ana: Seat
) -> None:
    begun = await till.prepared(ana, 1150)
    refusal = await _refused(house, ana, paying(100))
    assert (refusal.reason, refusal.metadata) == ("NOTHING_DUE", {"pending": "1150"})
    await till.observe(
        begun, IntentStatus.REQUIRES_PAYMENT_METHOD, failure_kind=FailureKind.DECLINED
    )
    assert (await till.begin(ana, 1150)).id != begun.id


async def test_a_foreign_currency_is_refused(till: Till, house: House, ana: Seat) -> None:
    request = paying(500, 100)
    request.tip_amount.CopyFrom(money_pb2.Money(currency="USD", amount=100))
    refusal = await _refused(house, ana, request)
    assert (refusal.code, refusal.reason) == ("INVALID_ARGUMENT", "CURRENCY_MISMATCH")
    assert refusal.metadata == {"expected": "EUR", "got": "USD"}
    assert refusal.fields == ["tip_amount.currency"]


async def test_amounts_that_nobody_means_are_refused(till: Till, house: House, ana: Seat) -> None:
    for amount, tip, field in ((0, 0, "amount"), (-5, 0, "amount"), (100, 101, "tip_amount")):
        refusal = await _refused(house, ana, paying(amount, tip))
        assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", [field])
    negative = paying(100, -1)
    assert (await _refused(house, ana, negative)).fields == ["tip_amount"]


async def test_less_than_stripe_takes_is_refused(till: Till, house: House, ana: Seat) -> None:
    refusal = await _refused(house, ana, paying(49))
    assert (refusal.code, refusal.reason) == ("INVALID_ARGUMENT", "AMOUNT_BELOW_MINIMUM")
    assert refusal.metadata == {"minimum": "50", "amount": "49"}
    assert (await till.begin(ana, 45, tip=5)).total_amount == euro(50)


async def test_without_an_account_that_takes_charges_nobody_pays_online(
    app: RunningApp, house: House, ana: Seat
) -> None:
    refusal = await _refused(house, ana, paying(1150))
    assert (refusal.reason, refusal.metadata) == ("PAYMENTS_NOT_SET_UP", {"account": "MISSING"})
    await Till(app, house).connect()
    elsewhere = await Till(app, house).begin(ana, 1150)
    assert elsewhere.state == _STATE.PAYMENT_STATE_PENDING


async def test_after_the_visit_nobody_begins_to_pay_online(
    till: Till, house: House, ana: Seat
) -> None:
    await house.close_visit(ana.visit_id)
    assert (await _refused(house, ana, paying(1150))).reason == "VISIT_CLOSED"
