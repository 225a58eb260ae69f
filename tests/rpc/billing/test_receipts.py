"""Reading a receipt with nothing but its token."""

import io
import secrets
from datetime import UTC

import aiohttp
from google.api.httpbody_pb2 import HttpBody
from here2order.billing.v1 import payment_pb2, receipt_service_pb2
from pypdf import PdfReader

from deploy.local.probes import http
from server.billing.payments.domain import IntentStatus
from server.billing.receipts.business_date import business_date
from tests.support.api import Api
from tests.support.app import RunningApp
from tests.support.components import StartEnvoy
from tests.support.house import House, Seat, dosa, lassi
from tests.support.refusals import refused
from tests.support.till import Till


async def receipt(api: Api, token: str) -> receipt_service_pb2.Receipt:
    """What the page shows; nobody has signed in."""
    request = receipt_service_pb2.GetReceiptRequest(receipt_token=token)
    return (await api.receipts.GetReceipt(request)).receipt


async def paper(api: Api, token: str) -> HttpBody:
    """What is downloaded; nobody has signed in."""
    request = receipt_service_pb2.DownloadReceiptRequest(receipt_token=token)
    return await api.receipts.DownloadReceipt(request)


def text(body: HttpBody) -> str:
    """What stands on the paper."""
    assert body.content_type == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body.data)).pages)


async def test_whoever_holds_the_token_reads_what_was_paid(
    house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    await house.order(seat, dosa(quantity=2), lassi())
    paid = await till.paid(seat, 2750, 250)
    found = await receipt(house.api, paid.receipt_token)
    assert (found.restaurant_name, found.table_name) == ("Café Malabar", "1")
    assert found.payment.total_amount.amount == 3000
    assert found.payment.method_text == "Visa •••• 4242"
    assert found.paid_time == paid.paid_time
    assert found.time_zone == "Europe/Lisbon"
    assert found.bill.total_amount.amount == 2750
    assert list(found.bill.payments) == [found.payment]


async def test_it_tells_nothing_that_is_the_houses_or_the_payers(
    house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    await house.order(seat)
    friend = await house.sit_down(name="Rui")
    await till.paid(friend, 500)
    paid = await till.paid(seat, 650)
    found = await receipt(house.api, paid.receipt_token)
    assert [one.id for one in found.bill.payments] == [paid.id]
    assert not found.payment.own
    assert not found.payment.ledger
    assert not found.payment.timeline
    assert not found.payment.stripe_payment_intent_id
    assert not found.payment.HasField("checkout")


async def test_it_is_booked_under_the_day_of_the_houses_clocks(
    house: House, seat: Seat, till: Till
) -> None:
    await house.order(seat)
    paid = await till.cash(seat.visit_id, 1150)
    found = await receipt(house.api, paid.receipt_token)
    moment = paid.paid_time.ToDatetime(tzinfo=UTC)
    assert found.business_date == business_date(moment, "Europe/Lisbon", 4).isoformat()


async def test_what_went_back_stands_on_it_at_once(house: House, seat: Seat, till: Till) -> None:
    await house.order(seat, dosa(), lassi())
    paid = await till.cash(seat.visit_id, 1600, 100, 2000)
    before = text(await paper(house.api, paid.receipt_token))
    assert "Paid €17.00" in before
    assert "Change €3.00" in before
    assert "Refund" not in before
    await till.refund(till.refund_request(paid.id, all=True))
    after = text(await paper(house.api, paid.receipt_token))
    assert "Refund: It was cold. -€17.00" in after
    assert "Paid in the end €0.00" in after
    found = await receipt(house.api, paid.receipt_token)
    assert found.payment.state == payment_pb2.PAYMENT_STATE_REFUNDED


async def test_it_outlives_the_visit_and_changes_with_nothing(
    house: House, seat: Seat, till: Till
) -> None:
    await house.order(seat)
    paid = await till.cash(seat.visit_id, 1150)
    before = await paper(house.api, paid.receipt_token)
    await house.close_visit(seat.visit_id)
    assert await paper(house.api, paid.receipt_token) == before


async def test_there_is_none_of_what_was_not_paid(house: House, seat: Seat, till: Till) -> None:
    await till.connect()
    await house.order(seat)
    payment = await till.prepared(seat, 1150)
    stored = await till.worker.get(payment.restaurant_id, payment.id)
    for status in (IntentStatus.PROCESSING, IntentStatus.CANCELED):
        await till.observe(payment, status)
        assert (await refused(receipt(house.api, stored.receipt_token))).reason == "NOT_FOUND"
        assert (await refused(paper(house.api, stored.receipt_token))).reason == "NOT_FOUND"


async def test_a_token_is_not_guessed(house: House) -> None:
    for token in (secrets.token_hex(12), "0" * 24):
        refusal = await refused(receipt(house.api, token))
        assert (refusal.code, refusal.metadata["resource"]) == ("NOT_FOUND", "receipt")


async def test_a_browser_downloads_it_from_the_address_on_it(
    app: RunningApp, house: House, seat: Seat, till: Till, start_envoy: StartEnvoy
) -> None:
    await house.order(seat)
    paid = await till.cash(seat.visit_id, 1150)
    envoy = await start_envoy(app.port)
    await envoy.process.ready(http(envoy.ports.origin, "/healthz"))
    url = f"{envoy.origin}/receipts/{paid.receipt_token}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        got = HttpBody(content_type=answer.headers["content-type"], data=await answer.read())
    assert got == await paper(house.api, paid.receipt_token)
    assert "Total €11.50" in text(got)
