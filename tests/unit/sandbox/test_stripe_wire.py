"""Keys, idempotency and faults of the sandbox: what a careful client has to live with."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import stripe

import sandbox.stripe
from tests.unit.sandbox.stripe_desk import Desk, client_of, close, until


async def _all(desk: Desk) -> list[str]:
    return [it.id for it in (await desk.sdk.v1.payment_intents.list_async({"limit": 100})).data]


async def _hits(desk: Desk) -> int:
    return sum(fault["hits"] for fault in await desk.steer.faults())


async def test_the_same_key_gives_the_same_payment(desk: Desk) -> None:
    first, again = [await desk.intent(key="pay_1") for _ in range(2)]
    assert again.id == first.id
    assert again.last_response
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError):
        await desk.intent(6000, key="pay_1")
    assert await _all(desk) == [first.id]


async def test_a_key_is_forgotten_after_a_day(desk: Desk) -> None:
    first = await desk.intent(key="pay_1")
    await desk.steer.advance(24 * 3600 - 60)
    assert (await desk.intent(key="pay_1")).id == first.id
    await desk.steer.advance(61)
    assert (await desk.intent(key="pay_1")).id != first.id


async def test_a_refused_call_does_not_use_up_its_key(desk: Desk) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        await desk.intent(1, key="pay_1")
    assert (await desk.intent(5000, key="pay_1")).amount == 5000


async def test_a_key_that_is_being_worked_on_is_in_use(desk: Desk) -> None:
    await desk.steer.fault("slow", "POST /v1/payment_intents", seconds=1)
    slow = asyncio.create_task(desk.intent(key="pay_1"))
    await until(lambda: _hits(desk))
    with pytest.raises(stripe.APIError) as refused:
        await desk.intent(key="pay_1")
    assert refused.value.error
    assert refused.value.http_status == 409
    assert refused.value.error.code == "idempotency_key_in_use"
    made = await slow
    assert await _all(desk) == [made.id]


@pytest.mark.parametrize(
    ("kind", "made"),
    [("timeout_before", 0), ("timeout_after", 1), ("reset_before", 0), ("reset_after", 1)],
)
async def test_after_a_cut_only_a_look_tells_what_happened(
    desk: Desk, kind: str, made: int
) -> None:
    await desk.steer.fault(kind, "POST /v1/payment_intents", seconds=0.05)
    with pytest.raises(stripe.APIConnectionError):
        await desk.intent(key="pay_1")
    assert len(await _all(desk)) == made
    await desk.intent(key="pay_1")
    assert len(await _all(desk)) == 1


async def test_a_pruned_key_makes_a_second_payment_of_a_blind_retry(desk: Desk) -> None:
    await desk.steer.fault("reset_after", "POST /v1/payment_intents")
    with pytest.raises(stripe.APIConnectionError):
        await desk.intent(key="pay_1")
    assert await desk.steer.forget_keys("pay_1") == 1
    await desk.intent(key="pay_1")
    assert len(await _all(desk)) == 2


@pytest.mark.parametrize(
    ("kind", "status", "error", "made"),
    [
        ("rate_limited", 429, stripe.RateLimitError, 0),
        ("error_500", 500, stripe.APIError, 0),
        ("error_503", 503, stripe.APIError, 0),
        ("conflict", 409, stripe.APIError, 0),
        ("error_500_after", 500, stripe.APIError, 1),
    ],
)
async def test_stripe_has_bad_moments(
    desk: Desk, kind: str, status: int, error: type[stripe.StripeError], made: int
) -> None:
    await desk.steer.fault(kind, "POST /v1/payment_intents")
    with pytest.raises(error) as refused:
        await desk.intent()
    assert refused.value.http_status == status
    assert len(await _all(desk)) == made


async def test_an_error_after_the_effect_is_replayed_under_its_key(desk: Desk) -> None:
    await desk.steer.fault("error_500_after", "POST /v1/payment_intents")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            await desk.intent(key="pay_1")
    assert len(await _all(desk)) == 1


async def test_faults_by_chance_are_the_same_for_the_same_seed(desk: Desk) -> None:
    def route(number: int) -> str:
        return f"GET /v1/payment_intents/pi_{number}"

    struck = []
    for _ in range(2):
        await desk.steer.mend()
        await desk.steer.fault("error_500", "GET /v1/*", count=None, probability=0.5, seed=7)
        faults = desk.running.instance.faults
        struck.append([bool(faults.meet(*route(number).split())) for number in range(50)])
    assert struck[0] == struck[1]
    assert 10 < sum(struck[0]) < 40


async def test_too_many_calls_a_second_are_refused(desk: Desk) -> None:
    await desk.steer.settings(requests_per_second=2)
    calls = [desk.sdk.v1.payment_intents.list_async() for _ in range(20)]
    answers: list[Any] = list(await asyncio.gather(*calls, return_exceptions=True))
    limited = [it for it in answers if isinstance(it, stripe.RateLimitError)]
    assert limited
    assert len(limited) < 20


async def test_strangers_and_pages_see_only_what_is_theirs(desk: Desk) -> None:
    made = await desk.intent()
    client = stripe.StripeClient("sk_test_other", base_addresses={"api": desk.running.url})
    with pytest.raises(stripe.AuthenticationError):
        await asyncio.to_thread(client.v1.payment_intents.list)
    path = f"{desk.running.url}/v1/payment_intents"
    page = {"key": desk.running.publishable_key}
    async with aiohttp.ClientSession() as http:
        async with http.get(path, params=page) as answer:
            assert answer.status == 403
        async with http.get(f"{path}/{made.id}", params=page) as answer:
            assert answer.status == 404
        secret = page | {"client_secret": str(made.client_secret)}
        async with http.get(f"{path}/{made.id}", params=secret) as answer:
            seen = await answer.json()
    assert seen["status"] == "requires_payment_method"
    assert "metadata" not in seen
    assert "transfer_data" not in seen


async def test_everything_is_still_there_after_a_restart(tmp_path: Path) -> None:
    http = stripe.AIOHTTPClient()
    running = await sandbox.stripe.start(tmp_path)
    made = await Desk(running, client_of(running, http)).intent(key="pay_1")
    await running.steering.confirm(made.id, method="upi", outcome="requires_action")
    await running.close()
    running = await sandbox.stripe.start(tmp_path)
    desk = Desk(running, client_of(running, http))
    assert (await desk.intent(key="pay_1")).id == made.id
    await desk.steer.advance(301)
    kept = await desk.sdk.v1.payment_intents.retrieve_async(made.id)
    assert kept.last_payment_error is not None
    await close(http)
    await running.close()
