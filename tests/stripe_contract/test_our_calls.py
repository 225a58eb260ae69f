"""Every call that this product makes of Stripe, held against Stripe's own OpenAPI."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from server.billing.payments.domain import Method, Payment, PaymentState, Refund, RefundState, Step
from server.billing.stripe.client import StripeRefuses, connect, plain_errors
from server.billing.stripe.gateway import StripeGateway
from server.config import Settings
from server.origin import Origin

_NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
async def client(stripe_openapi: str) -> AsyncIterator[StripeClient]:
    """The product's own client."""
    settings = Settings(
        token_secret="",
        clerk_issuer="",
        clerk_jwks_url="",
        stripe_secret_key="sk_test_123",
        stripe_api_url=stripe_openapi,
    )
    async with connect(settings) as made:
        yield made


@pytest.fixture
def gateway(client: StripeClient) -> StripeGateway:
    """The product's own calls."""
    return StripeGateway(client)


def _payment() -> Payment:
    return Payment(
        id="pay_01",
        restaurant_id="rst_01",
        visit_id="vis_01",
        number=1,
        table_name="4",
        guest_id="gst_01",
        guest_name="Meera",
        state=PaymentState.PENDING,
        step=Step.PREPARING,
        method=Method.ONLINE,
        currency="INR",
        amount=184500,
        tip_amount=5500,
        timeline=(),
        create_time=_NOW,
        update_time=_NOW,
        stripe_account_id="acct_1032D82eZvKYlo2C",
        receipt_token="",
        origin=Origin(caller="guest:gst_01", request_id="1", content_hash=""),
        intent_id="pi_1",
    )


def _refund() -> Refund:
    return Refund(
        id="rfd_01",
        state=RefundState.PENDING,
        currency="INR",
        amount=5000,
        reason="cold",
        create_time=_NOW,
    )


async def test_a_payment_is_made_as_stripe_describes_it(gateway: StripeGateway) -> None:
    made = await gateway.create_intent(_payment())
    assert made.seen.intent_id.startswith("pi_")
    assert made.client_secret


async def test_payments_are_looked_for_read_and_cancelled(gateway: StripeGateway) -> None:
    assert await gateway.find_intent(_payment()) is None
    assert (await gateway.intent("pi_1")).intent_id.startswith("pi_")
    assert (await gateway.cancel_intent("pi_1")).intent_id.startswith("pi_")


async def test_refunds_are_made_looked_for_and_read(gateway: StripeGateway) -> None:
    made = await gateway.create_refund(_payment(), _refund())
    assert made.stripe_refund_id.startswith("re_")
    assert await gateway.find_refund(_payment(), _refund()) is None
    assert (await gateway.refund("re_1")).stripe_refund_id.startswith("re_")


async def test_disputes_and_accounts_are_read(gateway: StripeGateway) -> None:
    assert all(it.stripe_dispute_id for it in await gateway.disputes("pi_1"))
    assert isinstance((await gateway.account("acct_1032D82eZvKYlo2C")).charges_enabled, bool)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "much"},
        {"colour": "red"},
        {"automatic_payment_methods": {"enabled": "perhaps"}},
        {"capture_method": "someday"},
    ],
)
async def test_the_judge_does_refuse(client: StripeClient, wrong: dict[str, Any]) -> None:
    asked: Any = {"amount": 5000, "currency": "inr"} | wrong
    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.payment_intents.create_async(asked)


async def test_a_refusal_of_theirs_becomes_one_of_ours(client: StripeClient) -> None:
    asked: Any = {"currency": "inr"}
    with pytest.raises(StripeRefuses), plain_errors():
        await client.v1.payment_intents.create_async(asked)
