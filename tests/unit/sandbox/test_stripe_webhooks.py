"""Webhooks of the sandbox: signed, at least once, in any order, when it is told to."""

import json
from typing import Any

import stripe

from tests.unit.sandbox.stripe_desk import Desk, Listener, until


def _told(listener: Listener) -> list[dict[str, Any]]:
    return [json.loads(body) for body, _ in listener.heard]


def _ids(listener: Listener) -> list[str]:
    return [event["id"] for event in _told(listener)]


async def test_what_happens_is_told_signed(desk: Desk, listener: Listener) -> None:
    paid = await desk.paid()
    await listener.until(lambda it: len(it.heard) == 4)
    assert set(listener.types(desk.running.webhook_secret)) == {
        "payment_intent.created",
        "transfer.created",
        "charge.succeeded",
        "payment_intent.succeeded",
    }
    done = next(it for it in _told(listener) if it["type"] == "payment_intent.succeeded")
    assert done["data"]["object"] == paid.to_dict()


async def test_it_is_told_again_until_somebody_listens(desk: Desk, listener: Listener) -> None:
    await desk.steer.settings(retry_base_seconds=0.01)
    listener.answers = [500, 404, 302]
    await desk.intent()
    await listener.until(lambda it: len(it.heard) == 4)
    assert len(set(_ids(listener))) == 1
    await until(lambda: desk.steer.webhooks("delivered"))
    assert (await desk.steer.webhooks("delivered"))[0]["attempts"] == 4


async def test_nothing_is_told_until_it_is_released(desk: Desk, listener: Listener) -> None:
    await desk.steer.settings(delivery="hold")
    for _ in range(10):
        await desk.intent()
    assert len(await desk.steer.webhooks("held")) == 10
    assert not listener.heard
    counted = await desk.steer.release(
        shuffle=True, seed=3, copies_low=1, copies_high=5, forged_every=5, stale_every=10
    )
    assert (counted["events"], counted["forged"]) == (10, 3)
    await listener.until(lambda it: len(it.heard) == counted["released"])
    genuine, forged = [], 0
    for body, signature in listener.heard:
        try:
            event = stripe.Webhook.construct_event(body, signature, desk.running.webhook_secret)
            genuine.append(event.id)
        except stripe.SignatureVerificationError:
            forged += 1
    assert forged == 3
    assert len(genuine) == counted["released"] - 3 > len(set(genuine)) == 10
    assert len(await desk.steer.webhooks("held")) == 0


async def test_what_is_dropped_is_never_told_but_can_be_asked_for(
    desk: Desk, listener: Listener
) -> None:
    await desk.steer.settings(delivery="drop")
    paid = await desk.paid()
    events = await desk.sdk.v1.events.list_async({"types": ["payment_intent.succeeded"]})
    assert [it.data.object["id"] for it in events.data] == [paid.id]
    await desk.steer.settings(delivery="deliver")
    await desk.intent()
    await listener.until(lambda it: len(it.heard) == 1)
    assert listener.types(desk.running.webhook_secret) == ["payment_intent.created"]
    assert len(await desk.steer.webhooks("dropped")) == 4


async def test_an_event_may_come_before_the_reply(desk: Desk, listener: Listener) -> None:
    await desk.steer.settings(before_reply=1.0)
    await desk.intent()
    assert listener.types(desk.running.webhook_secret) == ["payment_intent.created"]


async def test_copies_come_on_demand(desk: Desk, listener: Listener) -> None:
    await desk.steer.settings(copies_low=3, copies_high=3)
    await desk.intent()
    await listener.until(lambda it: len(it.heard) == 3)
    assert len(set(_ids(listener))) == 1
    await desk.steer.resend(_ids(listener)[0], copies=2)
    await listener.until(lambda it: len(it.heard) == 5)


async def test_a_delivery_can_be_carried_by_hand(desk: Desk) -> None:
    await desk.steer.settings(delivery="hold")
    made = await desk.intent()
    held = await desk.steer.webhooks("held")
    body, headers = await desk.steer.message(held[0]["id"])
    secret = desk.running.webhook_secret
    event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], secret)
    assert event.data.object["id"] == made.id
    assert event.request
    assert event.request.id.startswith("req_")
