"""UPI of the sandbox: asked, approved, on its way, arrived; or refused, or too late."""

from typing import Any

import pytest
import stripe

from tests.unit.sandbox.stripe_desk import Desk


async def _asked(desk: Desk) -> stripe.PaymentIntent:
    made = await desk.intent()
    how: Any = {"payment_method_data": {"type": "upi", "upi": {"vpa": "meera@bank"}}}
    return await desk.sdk.v1.payment_intents.confirm_async(made.id, how)


async def _now(desk: Desk, intent_id: str) -> stripe.PaymentIntent:
    return await desk.sdk.v1.payment_intents.retrieve_async(intent_id)


async def test_the_payer_is_shown_a_code_that_lives_for_five_minutes(desk: Desk) -> None:
    asked = await _asked(desk)
    assert asked.status == "requires_action"
    assert asked.next_action
    assert asked.next_action.type == "upi_handle_redirect_or_display_qr_code"
    shown = asked.next_action.upi_handle_redirect_or_display_qr_code
    assert shown
    assert shown.hosted_instructions_url.startswith(desk.running.url)
    left = shown.qr_code.expires_at - desk.running.instance.now()
    assert 298 <= left <= 300


async def test_the_money_comes_some_time_after_the_payer_approved(desk: Desk) -> None:
    await desk.steer.settings(upi_settles_seconds=60)
    asked = await _asked(desk)
    assert (await desk.steer.approve(asked.id))["status"] == "processing"
    assert (await _now(desk, asked.id)).amount_received == 0
    await desk.steer.advance(61)
    paid = await _now(desk, asked.id)
    assert (paid.status, paid.amount_received) == ("succeeded", 5000)
    types = [it for it in await desk.event_types() if it.startswith("payment_intent.")]
    assert types == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.processing",
        "payment_intent.succeeded",
    ]


async def test_money_on_its_way_cannot_be_called_back(desk: Desk) -> None:
    await desk.steer.settings(upi_settles_seconds=None)
    asked = await _asked(desk)
    await desk.steer.approve(asked.id)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await desk.sdk.v1.payment_intents.cancel_async(asked.id)
    assert refused.value.code == "payment_intent_unexpected_state"
    error = refused.value.error
    assert error
    assert error.payment_intent
    assert error.payment_intent.status == "processing"
    await desk.steer.advance(86_400)
    assert (await _now(desk, asked.id)).status == "processing"
    paid = await desk.steer.settle(asked.id, amount=4000)
    assert (paid["status"], paid["amount_received"]) == ("succeeded", 4000)


async def test_nobody_approves_in_time(desk: Desk) -> None:
    asked = await _asked(desk)
    await desk.steer.advance(301)
    over = await _now(desk, asked.id)
    assert over.status == "requires_payment_method"
    assert over.last_payment_error
    assert over.last_payment_error.code == "payment_intent_payment_attempt_expired"


async def test_the_payer_declines_and_pays_by_card_instead(desk: Desk) -> None:
    asked = await _asked(desk)
    refused = await desk.steer.decline(asked.id)
    assert refused["last_payment_error"]["code"] == "payment_method_customer_decline"
    how: Any = {"payment_method": "pm_card_visa"}
    paid = await desk.sdk.v1.payment_intents.confirm_async(asked.id, how)
    assert paid.status == "succeeded"


async def test_money_on_its_way_may_fail_to_arrive(desk: Desk) -> None:
    await desk.steer.settings(upi_settles_seconds=None)
    asked = await _asked(desk)
    await desk.steer.approve(asked.id)
    failed = await desk.steer.fail(asked.id)
    assert (failed["status"], failed["amount_received"]) == ("requires_payment_method", 0)


async def test_a_cancelled_code_can_no_longer_be_approved(desk: Desk) -> None:
    asked = await _asked(desk)
    await desk.sdk.v1.payment_intents.cancel_async(asked.id)
    await desk.steer.advance(301)
    assert (await _now(desk, asked.id)).status == "canceled"


async def test_upi_is_not_offered_in_other_currencies(desk: Desk) -> None:
    made = await desk.intent(currency="eur")
    assert made.payment_method_types == ["card"]
    how: Any = {"payment_method_data": {"type": "upi"}}
    with pytest.raises(stripe.InvalidRequestError):
        await desk.sdk.v1.payment_intents.confirm_async(made.id, how)
