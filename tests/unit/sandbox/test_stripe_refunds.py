"""Refunds, disputes and accounts of the sandbox."""

from typing import Any

import pytest
import stripe

from tests.unit.sandbox.stripe_desk import ACCOUNT, Desk


async def _refund(desk: Desk, intent_id: str, **more: Any) -> stripe.Refund:
    params: Any = {"payment_intent": intent_id, **more}
    return await desk.sdk.v1.refunds.create_async(params)


async def test_parts_are_given_back_up_to_what_was_paid(desk: Desk) -> None:
    paid = await desk.paid(5000)
    part = await _refund(desk, paid.id, amount=2000, reverse_transfer=True)
    assert (part.status, part.amount) == ("succeeded", 2000)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        await _refund(desk, paid.id, amount=3001)
    rest = await _refund(desk, paid.id, reverse_transfer=True)
    assert rest.amount == 3000
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await _refund(desk, paid.id)
    assert refused.value.code == "charge_already_refunded"
    listed = await desk.sdk.v1.refunds.list_async({"payment_intent": paid.id})
    assert [it.id for it in listed.data] == [rest.id, part.id]
    transfer = (await desk.sdk.v1.transfers.list_async()).data[0]
    assert (transfer.amount_reversed, transfer.reversed) == (5000, True)


async def test_what_was_not_paid_is_not_given_back(desk: Desk) -> None:
    made = await desk.intent()
    with pytest.raises(stripe.InvalidRequestError, match="successful charge"):
        await _refund(desk, made.id)


async def test_a_refund_that_takes_a_while_can_still_fail(desk: Desk) -> None:
    await desk.steer.settings(refunds="pending", refund_settles_seconds=None)
    paid = await desk.paid(5000)
    refund = await _refund(desk, paid.id, metadata={"refund_id": "rfd_1"})
    assert refund.metadata
    assert (refund.status, refund.metadata.to_dict()) == ("pending", {"refund_id": "rfd_1"})
    await desk.steer.finish_refund(refund.id, "expired_or_canceled_card")
    failed = await desk.sdk.v1.refunds.retrieve_async(refund.id)
    assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
    assert {"refund.failed", "charge.refund.updated"} <= set(await desk.event_types())
    assert (await _refund(desk, paid.id)).amount == 5000


async def test_a_pending_refund_goes_through_by_itself(desk: Desk) -> None:
    paid = await desk.paid(means="pm_card_pendingRefund")
    refund = await _refund(desk, paid.id)
    assert refund.status == "pending"
    await desk.steer.advance(3)
    assert (await desk.sdk.v1.refunds.retrieve_async(refund.id)).status == "succeeded"


async def test_a_disputed_charge_is_decided_by_the_bank(desk: Desk) -> None:
    paid = await desk.paid()
    await desk.steer.dispute(paid.id, "product_not_received")
    dispute = (await desk.sdk.v1.disputes.list_async({"payment_intent": paid.id})).data[0]
    assert (dispute.status, dispute.reason) == ("needs_response", "product_not_received")
    assert (await desk.steer.change_dispute(dispute.id, "won"))["status"] == "won"
    assert (await desk.event_types())[-2:] == [
        "charge.dispute.closed",
        "charge.dispute.funds_reinstated",
    ]


async def test_a_restricted_account_takes_no_charges(desk: Desk) -> None:
    account = await desk.sdk.v1.accounts.retrieve_async(ACCOUNT)
    assert account.charges_enabled
    await desk.steer.account(ACCOUNT, charges_enabled=False, reason="requirements.past_due")
    account = await desk.sdk.v1.accounts.retrieve_async(ACCOUNT)
    assert account.requirements
    assert not account.charges_enabled
    assert account.requirements.disabled_reason == "requirements.past_due"
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await desk.intent()
    assert refused.value.code == "insufficient_capabilities_for_transfer"
    assert (await desk.event_types())[-1] == "account.updated"


async def test_a_strangers_account_is_not_shown(desk: Desk) -> None:
    with pytest.raises(stripe.PermissionError):
        await desk.sdk.v1.accounts.retrieve_async("acct_stranger01")
    made = await desk.sdk.v1.accounts.create_async({"country": "IN", "type": "standard"})
    assert (await desk.sdk.v1.accounts.retrieve_async(made.id)).charges_enabled
