"""The stand-in of Stripe.js in a real Chromium: what a guest does at the bill."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from tests.support.serving import served
from tests.unit.sandbox.stripe_desk import Desk

if TYPE_CHECKING:
    from playwright.async_api import Browser, FrameLocator, Page

pytestmark = pytest.mark.browser

_PAGE = """<!doctype html><link rel="icon" href="data:,"><div id="here"></div>
<button id="pay">Pay</button><p id="said"></p>
<script src="$script"></script><script>
const stripe = Stripe("$key");
const elements = stripe.elements({ clientSecret: "$secret" });
const element = elements.create("payment");
element.on("ready", () => { document.body.dataset.ready = "yes"; });
element.mount("#here");
document.getElementById("pay").onclick = async () => {
  const { error, paymentIntent } = await stripe.confirmPayment({
    elements, confirmParams: { return_url: location.href }, redirect: "if_required",
  });
  document.getElementById("said").textContent =
    error ? `${error.decline_code ?? error.code}: ${error.message}` : paymentIntent.status;
};
</script>"""


class Till:
    """A shop's page with the payment element."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element: FrameLocator = page.frame_locator("#here iframe")

    async def card(self, number: str) -> None:
        """Types a card."""
        await self.element.get_by_label("Card number").fill(number)
        await self.element.get_by_label("Expiration date").fill("12 / 34")
        await self.element.get_by_label("Security code").fill("123")

    async def pay(self) -> None:
        """Presses pay."""
        await self.page.get_by_role("button", name="Pay").click()

    async def until_said(self, words: str) -> None:
        """Waits for the shop's page to say so."""
        await self.page.locator("#said", has_text=words).wait_for()


@pytest.fixture
async def till(desk: Desk, browser: Browser) -> AsyncIterator[Till]:
    """A page that is ready to be paid on."""
    secret = str((await desk.intent(184500)).client_secret)
    text = _PAGE.replace("$script", desk.running.script_url).replace("$secret", secret)
    text = text.replace("$key", desk.running.publishable_key)
    app = web.Application()

    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type="text/html")

    app.router.add_get("/", serve)
    async with served(app) as origin:
        page = await browser.new_page(viewport={"width": 390, "height": 800})
        await page.goto(f"{origin}/")
        await page.locator("body[data-ready]").wait_for()
        yield Till(page)
        await page.close()


async def test_a_declined_card_says_why_and_another_pays(till: Till) -> None:
    await till.pay()
    await till.until_said("incomplete")
    await till.card("4000000000009995")
    await till.pay()
    await till.until_said("insufficient_funds: Your card has insufficient funds.")
    await till.card("4242424242424242")
    await till.pay()
    await till.until_said("succeeded")


async def test_the_bank_asks_in_a_page_of_its_own(till: Till) -> None:
    await till.card("4000000000003220")
    await till.pay()
    bank = till.page.frame_locator("iframe[title='Your bank asks you']")
    await bank.get_by_role("button", name="No, refuse it").click()
    await till.until_said("payment_intent_authentication_failure")
    await till.card("4000000000003220")
    await till.pay()
    await bank.get_by_role("button", name="Yes, complete the payment").click()
    await till.until_said("succeeded")


async def test_a_upi_code_is_approved_in_the_app(till: Till) -> None:
    await till.element.get_by_role("tab", name="UPI").click()
    await till.pay()
    code = till.page.frame_locator("iframe[title='Pay with a UPI app']")
    await code.get_by_alt_text("QR code of this payment").wait_for()
    link = await code.get_by_role("link", name="UPI app of this phone").get_attribute("href")
    assert link
    assert link.startswith("upi://pay?pa=")
    assert "am=1845.00&cu=INR" in link
    async with till.page.context.expect_page() as opened:
        await code.get_by_role("link", name="stand-in UPI app").click()
    app = await opened.value
    await app.get_by_role("button", name="Pay ₹1,845.00").click()
    await till.until_said("processing")
    await app.get_by_role("heading", name="Paid", exact=True).wait_for()


async def test_a_page_that_is_closed_leaves_the_bill_unpaid(till: Till) -> None:
    await till.element.get_by_role("tab", name="UPI").click()
    await till.pay()
    code = till.page.frame_locator("iframe[title='Pay with a UPI app']")
    await code.get_by_role("button", name="Close without paying").click()
    await till.until_said("payment_not_finished")


async def test_everything_can_be_steered_by_hand(desk: Desk, browser: Browser) -> None:
    await desk.steer.settings(upi_settles_seconds=None)
    made = await desk.intent(9900)
    page = await browser.new_page()
    await page.goto(desk.running.url)
    payment = page.get_by_role("listitem").filter(has_text=made.id)
    for press in ("Pay by UPI", "Approve", "Money arrives", "Dispute it", "Lost"):
        await payment.get_by_role("button", name=press, exact=True).click()
    await payment.get_by_text("lost", exact=True).wait_for()
    disputes = await desk.sdk.v1.disputes.list_async({"payment_intent": made.id})
    assert [it.status for it in disputes.data] == ["lost"]
    await page.close()
