"""The sandbox's objects, held against the SDK's own description of Stripe's (made from their
OpenAPI): no field that Stripe does not have, and none missing that Stripe always has."""

from typing import Any

import pytest
import stripe

from tests.unit.sandbox.stripe_desk import ACCOUNT, Desk

#: The sandbox knows an account only as far as charges go through it.
_LEFT_OUT = {"business_profile", "controller", "settings", "tos_acceptance"}
_MAY_BE_ABSENT = ("None", "Optional", "ClassVar")


def _wrong(shape: type[stripe.StripeObject], body: dict[str, Any], path: str) -> list[str]:
    known = _described(shape)
    found = [f"{path}.{name}: unknown" for name in body if name not in known]
    for name, kind in known.items():
        if body.get(name) is None and not any(word in kind for word in _MAY_BE_ABSENT):
            found.append(f"{path}.{name}: missing")
    for name, inner in getattr(shape, "_inner_class_types", {}).items():
        if isinstance(body.get(name), dict) and name not in _LEFT_OUT:
            found += _wrong(inner, body[name], f"{path}.{name}")
    return found


def _described(shape: type[stripe.StripeObject]) -> dict[str, str]:
    kinds = dict(shape.__annotations__)
    for name, field in list(kinds.items()):
        kinds[name] = str(getattr(field, "__forward_arg__", field)).removeprefix("typing.")
    return {name: kind for name, kind in kinds.items() if not name.startswith("_")}


async def _refund(desk: Desk) -> stripe.Refund:
    paid = await desk.paid()
    return await desk.sdk.v1.refunds.create_async({"payment_intent": paid.id})


async def _dispute(desk: Desk) -> stripe.Dispute:
    await desk.steer.dispute((await desk.paid()).id)
    return (await desk.sdk.v1.disputes.list_async()).data[0]


async def _charge(desk: Desk) -> stripe.Charge:
    paid = await desk.paid()
    return await desk.sdk.v1.charges.retrieve_async(str(paid.latest_charge))


async def _declined(desk: Desk) -> stripe.PaymentIntent:
    made = await desk.intent()
    await desk.steer.confirm(made.id, outcome="declined")
    return await desk.sdk.v1.payment_intents.retrieve_async(made.id)


async def _asked(desk: Desk) -> stripe.PaymentIntent:
    made = await desk.intent()
    await desk.steer.confirm(made.id, method="upi", outcome="requires_action")
    return await desk.sdk.v1.payment_intents.retrieve_async(made.id)


async def _event(desk: Desk) -> stripe.Event:
    await desk.paid()
    return (await desk.sdk.v1.events.list_async()).data[0]


async def _transfer(desk: Desk) -> stripe.Transfer:
    await desk.paid()
    return (await desk.sdk.v1.transfers.list_async()).data[0]


async def _account(desk: Desk) -> stripe.Account:
    return await desk.sdk.v1.accounts.retrieve_async(ACCOUNT)


@pytest.mark.parametrize(
    "make",
    [
        Desk.intent,
        Desk.paid,
        _declined,
        _asked,
        _charge,
        _refund,
        _dispute,
        _event,
        _transfer,
        _account,
    ],
)
async def test_an_object_has_the_fields_that_stripe_says(desk: Desk, make: Any) -> None:
    shown: stripe.StripeObject = await make(desk)
    assert _wrong(type(shown), shown.to_dict(), type(shown).__name__) == []


def test_the_comparison_finds_what_is_wrong() -> None:
    found = _wrong(stripe.Refund, {"id": "re_1", "colour": "red"}, "Refund")
    assert {"Refund.colour: unknown", "Refund.amount: missing"} <= set(found)
