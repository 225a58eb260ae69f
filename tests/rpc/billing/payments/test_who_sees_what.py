"""What a guest sees of others' payments, and what only the house sees."""

from here2order.billing.v1 import bill_service_pb2, payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from server.billing.payments.domain import FailureKind, IntentStatus
from tests.support.api import bearer
from tests.support.house import House, Seat
from tests.support.refusals import refused
from tests.support.till import Till, intent_of

_UNSEEN = (
    "method_text",
    "checkout",
    "receipt_token",
    "ledger",
    "timeline",
    "stripe_payment_intent_id",
    "dispute",
    "own",
)


def _set(payment: payment_pb2.Payment) -> set[str]:
    return {field.name for field, _ in payment.ListFields()}


async def test_a_guest_sees_that_others_have_paid_and_not_by_what_means(
    till: Till, house: House, ana: Seat
) -> None:
    ben = await house.sit_down(name="Ben")
    await till.paid(ana, 500, tip=50)
    under_way = await till.prepared(ana, 400)
    bill = await house.api.bills.GetBill(
        bill_service_pb2.GetBillRequest(), metadata=bearer(ben.token)
    )
    for payment in bill.bill.payments:
        assert payment.guest_name == "Ana"
        assert payment.total_amount.amount in {550, 400}
        assert _set(payment).isdisjoint({*_UNSEEN, "method"})
    assert _set(await till.seen_by(ben, under_way.id)).isdisjoint({*_UNSEEN, "method"})


async def test_the_own_one_is_seen_with_its_checkout_only_while_the_guest_can_act(
    till: Till, ana: Seat
) -> None:
    under_way = await till.prepared(ana, 400)
    assert under_way.checkout.client_secret
    await till.observe(under_way, IntentStatus.PROCESSING)
    processing = await till.seen_by(ana, under_way.id)
    assert processing.step == payment_pb2.PAYMENT_STEP_PROCESSING
    assert not processing.HasField("checkout")
    assert _set(processing).isdisjoint({"ledger", "timeline", "stripe_payment_intent_id"})


async def test_why_anothers_payment_failed_is_told_in_general_only(
    till: Till, house: House, ana: Seat
) -> None:
    ben = await house.sit_down(name="Ben")
    begun = await till.prepared(ana, 400)
    await till.observe(
        begun,
        IntentStatus.REQUIRES_PAYMENT_METHOD,
        failure_kind=FailureKind.DECLINED,
        failure_code="insufficient_funds",
        failure_text="Your card has insufficient funds.",
    )
    own, others = await till.seen_by(ana, begun.id), await till.seen_by(ben, begun.id)
    assert own.failure.code == "insufficient_funds"
    assert own.failure.text == "Your card has insufficient funds."
    assert others.failure == payment_pb2.Failure(kind=payment_pb2.FAILURE_KIND_DECLINED)


async def test_staff_see_where_the_money_went_but_no_checkout(
    till: Till, house: House, ana: Seat
) -> None:
    begun = await till.prepared(ana, 400)
    shown = await till.seen_by_staff(begun.id)
    assert shown.stripe_payment_intent_id == intent_of(begun.id)
    assert [event.kind for event in shown.timeline] == ["created", "prepared"]
    assert [event.actor for event in shown.timeline] == [f"guest:{ana.guest_id}", "system:"]
    assert _set(shown).isdisjoint({"checkout", "own"})


async def test_a_guest_of_another_visit_finds_nothing(till: Till, house: House, ana: Seat) -> None:
    begun = await till.begin(ana, 400)
    carla = await house.sit_down(table=1, name="Carla")
    assert (await refused(till.seen_by(carla, begun.id))).code == "NOT_FOUND"


async def test_after_the_visit_the_own_payment_can_still_be_seen(
    till: Till, house: House, ana: Seat
) -> None:
    paid = await till.paid(ana, 1150)
    await house.close_visit(ana.visit_id)
    assert (await till.seen_by(ana, paid.id)).receipt_token == paid.receipt_token


async def test_payments_are_listed_newest_first_page_by_page_and_by_state(
    till: Till, house: House, ana: Seat
) -> None:
    made = [await till.paid(ana, 100) for _ in range(3)]
    await till.refund(till.refund_request(made[0].id, all=True))
    request = pb.ListPaymentsRequest(restaurant_id=house.restaurant_id, page_size=2)
    first = await house.api.payments.ListPayments(request, metadata=house.as_("OWNER"))
    assert [one.id for one in first.payments] == [made[2].id, made[1].id]
    request.page_token = first.next_page_token
    second = await house.api.payments.ListPayments(request, metadata=house.as_("OWNER"))
    assert [one.id for one in second.payments] == [made[0].id]
    assert not second.next_page_token

    refunded = pb.ListPaymentsRequest(
        restaurant_id=house.restaurant_id,
        visit_id=ana.visit_id,
        states=[payment_pb2.PAYMENT_STATE_REFUNDED],
    )
    found = await house.api.payments.ListPayments(refunded, metadata=house.as_("OWNER"))
    assert [one.id for one in found.payments] == [made[0].id]
