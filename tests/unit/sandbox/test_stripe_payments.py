"""PaymentIntents of the sandbox, as the official SDK sees them."""

import pytest
import stripe

from tests.unit.sandbox.stripe_desk import ACCOUNT, Desk


async def _confirm(desk: Desk, token: str) -> stripe.PaymentIntent:
    made = await desk.intent()
    return await desk.sdk.v1.payment_intents.confirm_async(made.id, {"payment_method": token})


async def test_a_payment_is_made_for_the_restaurants_account(desk: Desk) -> None:
    made = await desk.intent(184500, description="Table 4")
    assert (made.status, made.amount, made.currency) == ("requires_payment_method", 184500, "inr")
    assert made.payment_method_types == ["card", "upi"]
    assert made.transfer_data
    assert made.transfer_data.destination == ACCOUNT
    assert made.client_secret
    assert made.client_secret.startswith(f"{made.id}_secret_")
    again = await desk.sdk.v1.payment_intents.retrieve_async(made.id)
    assert again.to_dict() == made.to_dict()


@pytest.mark.parametrize(
    ("wrong", "code", "param"),
    [
        ({"amount": 49}, "amount_too_small", "amount"),
        ({"amount": 0}, "parameter_invalid_integer", "amount"),
        ({"amount": 100_000_000}, "amount_too_large", "amount"),
        ({"currency": "xyz"}, None, "currency"),
        ({"currency": "aed", "amount": 199}, "amount_too_small", "amount"),
        ({"transfer_data": {"destination": "acct_nobody"}}, "resource_missing", None),
        ({"on_behalf_of": "acct_nobody"}, "resource_missing", "on_behalf_of"),
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"customer": "cus_nobody"}, "resource_missing", "customer"),
    ],
)
async def test_what_stripe_would_not_take_is_refused(
    desk: Desk, wrong: dict[str, object], code: str | None, param: str | None
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await desk.intent(**{"amount": 5000, **wrong})  # type: ignore[arg-type]
    assert (refused.value.http_status, refused.value.code) == (400, code)
    assert param is None or refused.value.param == param


async def test_a_good_card_pays_at_once_and_the_restaurant_gets_it(desk: Desk) -> None:
    made = await desk.intent()
    paid = await desk.sdk.v1.payment_intents.confirm_async(
        made.id, {"payment_method": "pm_card_mastercard", "expand": ["latest_charge.transfer"]}
    )
    assert (paid.status, paid.amount_received) == ("succeeded", 5000)
    charge = paid.latest_charge
    assert isinstance(charge, stripe.Charge)
    assert isinstance(charge.transfer, stripe.Transfer)
    assert (charge.transfer.amount, charge.transfer.destination) == (5000, ACCOUNT)
    details = charge.payment_method_details
    assert details
    assert details.card
    assert (details.card.network, details.card.last4) == ("mastercard", "4444")
    assert details.card.wallet is None


@pytest.mark.parametrize(
    ("token", "code", "decline_code"),
    [
        ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"),
        ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"),
    ],
)
async def test_a_bad_card_is_declined_in_the_banks_word(
    desk: Desk, token: str, code: str, decline_code: str
) -> None:
    with pytest.raises(stripe.CardError) as refused:
        await _confirm(desk, token)
    error = refused.value.error
    assert error
    assert error.payment_intent
    assert error.payment_intent.last_payment_error
    assert (refused.value.http_status, refused.value.code) == (402, code)
    assert error.decline_code == decline_code
    assert error.payment_intent.status == "requires_payment_method"
    kept = await desk.sdk.v1.payment_intents.retrieve_async(error.payment_intent.id)
    assert kept.last_payment_error
    assert kept.last_payment_error.decline_code == decline_code
    assert (await desk.event_types())[-2:] == ["charge.failed", "payment_intent.payment_failed"]


async def test_after_a_decline_another_card_can_pay(desk: Desk) -> None:
    made = await desk.intent()
    confirm = desk.sdk.v1.payment_intents.confirm_async
    with pytest.raises(stripe.CardError):
        await confirm(made.id, {"payment_method": "pm_card_chargeDeclined"})
    paid = await confirm(made.id, {"payment_method": "pm_card_visa"})
    assert (paid.status, paid.last_payment_error) == ("succeeded", None)


async def test_the_bank_is_asked_first_when_the_card_wants_3d_secure(desk: Desk) -> None:
    asked = await _confirm(desk, "pm_card_threeDSecure2Required")
    assert asked.status == "requires_action"
    assert asked.next_action
    assert asked.next_action.type == "use_stripe_sdk"
    assert (await desk.steer.approve(asked.id))["status"] == "succeeded"
    refused = await desk.steer.decline((await _confirm(desk, "pm_card_authenticationRequired")).id)
    error = refused["last_payment_error"]
    assert error["code"] == "payment_intent_authentication_failure"


@pytest.mark.parametrize("wallet", ["apple_pay", "google_pay"])
async def test_a_wallet_pays_with_the_card_in_it(desk: Desk, wallet: str) -> None:
    made = await desk.intent()
    await desk.steer.confirm(made.id, method=wallet)
    paid = await desk.sdk.v1.payment_intents.retrieve_async(made.id, {"expand": ["latest_charge"]})
    assert isinstance(paid.latest_charge, stripe.Charge)
    details = paid.latest_charge.payment_method_details
    assert details
    assert details.card
    assert details.card.wallet
    assert (details.card.wallet.type, details.card.last4) == (wallet, "4242")


async def test_an_amount_that_is_only_held_is_captured_once(desk: Desk) -> None:
    made = await desk.intent(capture_method="manual")
    intents = desk.sdk.v1.payment_intents
    held = await intents.confirm_async(made.id, {"payment_method": "pm_card_visa"})
    assert (held.status, held.amount_capturable, held.amount_received) == (
        "requires_capture",
        5000,
        0,
    )
    taken = await intents.capture_async(made.id, {"amount_to_capture": 3000})
    assert (taken.status, taken.amount_received) == ("succeeded", 3000)
    with pytest.raises(stripe.InvalidRequestError, match="succeeded"):
        await intents.capture_async(made.id)


async def test_what_is_paid_cannot_be_cancelled(desk: Desk) -> None:
    paid = await desk.paid()
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await desk.sdk.v1.payment_intents.cancel_async(paid.id)
    assert refused.value.code == "payment_intent_unexpected_state"
    open_one = await desk.intent()
    ended = await desk.sdk.v1.payment_intents.cancel_async(open_one.id)
    assert ended.status == "canceled"
    assert ended.canceled_at


async def test_payments_are_listed_newest_first_by_pages_and_windows(desk: Desk) -> None:
    made = [(await desk.intent(1000 + number)).id for number in range(5)]
    intents = desk.sdk.v1.payment_intents
    first = await intents.list_async({"limit": 2})
    assert [it.id for it in first.data] == [made[4], made[3]]
    assert first.has_more
    walked = [it.id async for it in first.auto_paging_iter()]
    assert walked == list(reversed(made))
    now = desk.running.instance.now()
    assert not (await intents.list_async({"created": {"gt": now}})).data
    window = await intents.list_async({"created": {"gte": now - 60}, "limit": 100})
    assert len(window.data) == 5
    assert not window.has_more
