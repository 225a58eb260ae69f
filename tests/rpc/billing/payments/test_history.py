"""A signed-in guest keeps payments, whichever restaurant and whichever visit they are of."""

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import House, Seat, open_house
from tests.support.refusals import refused
from tests.support.till import Till


async def _claim(house: House, token: str, receipt: str) -> payment_pb2.Payment:
    request = pb.ClaimPaymentRequest(receipt_token=receipt)
    return (await house.api.payments.ClaimPayment(request, metadata=bearer(token))).payment


async def _mine(house: House, token: str, **page: object) -> pb.ListMyPaymentsResponse:
    request = pb.ListMyPaymentsRequest(**page)  # type: ignore[arg-type]
    reply: pb.ListMyPaymentsResponse = await house.api.payments.ListMyPayments(
        request, metadata=bearer(token)
    )
    return reply


async def test_payments_of_many_visits_and_houses_come_together_in_the_history(
    app: RunningApp, till: Till, house: House, ana: Seat
) -> None:
    _, meera = await app.sign_up("meera")
    paid = [await till.paid(ana, 1150)]
    await house.close_visit(ana.visit_id)
    again = await house.sit_down()
    await house.order(again)
    paid.append(await till.paid(again, 500))
    elsewhere = await open_house(app)
    there = await elsewhere.sit_down()
    await elsewhere.order(there)
    paid.append(await Till(app, elsewhere).cash(there.visit_id, 1150))

    for payment in paid:
        assert (await _claim(house, meera, payment.receipt_token)).id == payment.id
    mine = await _mine(house, meera)
    assert [one.id for one in mine.payments] == [one.id for one in reversed(paid)]
    assert mine.payments[2].method_text == "Visa •••• 4242"
    first = await _mine(house, meera, page_size=2)
    rest = await _mine(house, meera, page_size=2, page_token=first.next_page_token)
    assert [one.id for one in (*first.payments, *rest.payments)] == [
        one.id for one in mine.payments
    ]


async def test_the_first_who_claims_it_keeps_it(
    app: RunningApp, till: Till, house: House, ana: Seat
) -> None:
    _, meera = await app.sign_up("meera")
    _, other = await app.sign_up("other")
    paid = await till.paid(ana, 1150)
    first = await _claim(house, meera, paid.receipt_token)
    assert await _claim(house, meera, paid.receipt_token) == first
    assert (await refused(_claim(house, other, paid.receipt_token))).reason == "NAME_TAKEN"
    assert not (await _mine(house, other)).payments


async def test_an_unknown_receipt_is_not_found(app: RunningApp, till: Till, house: House) -> None:
    _, meera = await app.sign_up("meera")
    refusal = await refused(_claim(house, meera, "0" * 24))
    assert (refusal.code, refusal.reason) == ("NOT_FOUND", "NOT_FOUND")


async def test_the_history_of_a_payer_says_nothing_of_the_houses_books(
    app: RunningApp, till: Till, house: House, ana: Seat
) -> None:
    _, meera = await app.sign_up("meera")
    paid = await till.paid(ana, 1150)
    kept = await _claim(house, meera, paid.receipt_token)
    assert not kept.ledger
    assert not kept.timeline
    assert not kept.stripe_payment_intent_id
