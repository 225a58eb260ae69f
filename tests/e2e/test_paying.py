"""The bill is paid: by a guest's thumb in Stripe's sheet, or over the table; in a real Chromium."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import grpc
import pytest
from here2order.ordering.v1 import order_service_pb2
from playwright.async_api import Browser, FrameLocator, expect

from sandbox.twilio import TwilioSteering
from tests.support.api import Api, bearer
from tests.support.pages import (
    DESK,
    PATIENCE_MS,
    PHONE,
    Viewer,
    open_staff,
    order_curry,
    sit_down,
    table_url,
)
from tests.support.stack import OpenHouse

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("stack")]

#: A curry with one appam, and 5 % GST.
TOTAL = "₹630.00"
#: What Chromium itself says of Stripe's answer to a card that is declined.
DECLINED = "Failed to load resource: the server responded with a status of 402 (Payment Required)"
#: No mobile phone, says Twilio.
NO_MOBILE = 21614

expect.set_options(timeout=PATIENCE_MS)


async def curry_at(browser: Browser, house: OpenHouse, table: str) -> Viewer:
    """A guest who has ordered, on a phone."""
    guest = await sit_down(browser, await table_url(house, table), PHONE)
    await order_curry(guest)
    return guest


async def begin_to_pay(guest: Viewer, *, tip: str = "") -> FrameLocator:
    """From the menu to Stripe's fields."""
    page = guest.page
    await guest.press("Close")
    await page.get_by_role("button", name="Bill and pay").first.click()
    await expect(page.get_by_text("left to pay at table")).to_be_visible()
    await guest.press("Pay here")
    if tip:
        await page.get_by_text(tip).click()
    await page.get_by_role("button", name=re.compile("^Continue with ₹")).click()
    return stripe_fields(guest)


def stripe_fields(guest: Viewer) -> FrameLocator:
    """The inside of Stripe's Payment Element."""
    return guest.page.frame_locator('iframe[title="Secure payment input frame"]')


async def pay_by_card(guest: Viewer, number: str) -> None:
    """Types a card in, and pays."""
    fields = stripe_fields(guest)
    await fields.get_by_label("Card number").fill(number)
    await fields.get_by_label("Expiration date").fill("12 / 34")
    await fields.get_by_label("Security code").fill("123")
    await pay(guest)


async def pay(guest: Viewer) -> None:
    """Presses the one button."""
    await guest.page.get_by_role("button", name=re.compile("^Pay ₹")).click()


async def sees_paid(guest: Viewer, means: str) -> None:
    """The page says so by itself, and how."""
    await expect(guest.page.get_by_role("heading", name="Paid", exact=True)).to_be_visible()
    await expect(guest.page.get_by_text(means)).to_be_visible()


async def test_a_card_is_declined_another_one_is_asked_for_by_its_bank_and_pays(
    browser: Browser, open_stack: OpenHouse, viewers: list[Viewer]
) -> None:
    guest = await curry_at(browser, open_stack, "2")
    viewers.append(guest)
    page = guest.page
    await begin_to_pay(guest, tip="10 %")
    await pay_by_card(guest, "4000000000009995")
    await expect(page.get_by_role("heading", name="Payment failed")).to_be_visible()
    await expect(page.get_by_text("Your card has insufficient funds.")).to_be_visible()
    assert guest.complaints == [DECLINED]
    guest.complaints.clear()

    await guest.press("Try again")
    await page.get_by_role("button", name="Continue with ₹693.00").click()
    await pay_by_card(guest, "4000002760003184")
    bank = page.frame_locator('iframe[title="Your bank asks you"]')
    await bank.get_by_role("button", name="Yes, complete the payment").click()
    await sees_paid(guest, "Visa •••• 3184 · with ₹63.00 tip")
    await expect(page.locator('iframe[title="Your bank asks you"]')).to_have_count(0)
    await has_a_receipt(guest)


async def has_a_receipt(guest: Viewer) -> None:
    """The page of it, and the same as PDF."""
    page = guest.page
    async with page.context.expect_page() as opening:
        await page.get_by_role("link", name="Receipt").click()
    receipt = await opening.value
    await expect(receipt.get_by_role("heading", name="Chakara")).to_be_visible()
    await expect(receipt.get_by_label("Payment")).to_contain_text("₹693.00")
    path = await receipt.get_by_role("link", name="Download as PDF").get_attribute("href")
    answer = await page.request.get(urljoin(receipt.url, path or ""))
    assert answer.headers["content-type"] == "application/pdf"
    assert (await answer.body()).startswith(b"%PDF-")


async def test_a_upi_payment_is_pending_until_the_app_approves_and_then_paid_without_a_reload(
    browser: Browser, open_stack: OpenHouse, viewers: list[Viewer]
) -> None:
    guest = await curry_at(browser, open_stack, "5")
    viewers.append(guest)
    page = guest.page
    fields = await begin_to_pay(guest)
    await fields.get_by_role("tab", name="UPI").click()
    await fields.get_by_label("UPI ID").fill("meera@okbank")
    await pay(guest)
    sheet = page.frame_locator('iframe[title="Pay with a UPI app"]')
    await expect(sheet.get_by_role("img", name="QR code")).to_be_visible()
    async with page.context.expect_page() as opening:
        await sheet.get_by_role("link", name="Open the stand-in UPI app").click()
    app = await opening.value
    await app.get_by_role("button", name=f"Pay {TOTAL}").click()
    await expect(page.get_by_text("This changes to Paid by itself")).to_be_visible()
    await sees_paid(guest, "UPI meera@okbank")


async def test_a_wallet_pays_at_once(
    browser: Browser, open_stack: OpenHouse, viewers: list[Viewer]
) -> None:
    guest = await curry_at(browser, open_stack, "6")
    viewers.append(guest)
    fields = await begin_to_pay(guest)
    await fields.get_by_role("tab", name="Wallet").click()
    await expect(fields.get_by_label("Google Pay")).to_be_checked()
    await pay(guest)
    await sees_paid(guest, "Google Pay")
    await guest.press("Done")
    await expect(guest.page.get_by_text("Everything on this table is paid.")).to_be_visible()


async def test_staff_take_cash_and_give_a_dish_back_and_the_guest_sees_both(
    browser: Browser, open_stack: OpenHouse, viewers: list[Viewer]
) -> None:
    guest = await curry_at(browser, open_stack, "3")
    staff = await open_staff(browser, open_stack, DESK)
    viewers += [guest, staff]
    await guest.press("Close")
    await guest.page.get_by_role("button", name="Bill and pay").first.click()
    await take_cash(staff, "3")
    await expect(guest.page.get_by_text("Everything on this table is paid.")).to_be_visible()
    await give_curry_back(staff)
    await expect(guest.page.get_by_text(f"{TOTAL} went back.")).to_be_visible()
    await expect(guest.page.get_by_text("Everything on this table is paid.")).to_be_visible()


async def take_cash(staff: Viewer, table: str) -> None:
    """₹700 for ₹630."""
    page = staff.page
    chosen = page.get_by_role("button", name=re.compile(rf"^{table} ?{re.escape(TOTAL)}"))
    await chosen.click()
    await staff.press("Take cash")
    await page.get_by_label("Handed over").fill("700")
    await expect(page.get_by_text("Give back")).to_be_visible()
    await staff.press(f"Take {TOTAL}")
    taken = page.get_by_role("dialog", name="Cash taken")
    await expect(taken).to_contain_text("₹70.00")
    await staff.press("Done", within=taken)
    await expect(page.get_by_text("Paid in full")).to_be_visible()


async def give_curry_back(staff: Viewer) -> None:
    """As a manager does, dish by dish, with a reason."""
    page = staff.page
    await page.get_by_role("button", name=re.compile(f"^{re.escape(TOTAL)} ?Paid")).click()
    await staff.press("Give money back")
    panel = page.get_by_role("dialog", name="Give money back")
    await panel.get_by_label("Dishes").check()
    await staff.press("One more Alleppey fish curry", within=panel)
    await staff.press("A dish was not right.", within=panel)
    await staff.press(f"Give {TOTAL} back", within=panel)
    payment = page.get_by_role("dialog", name="Payment")
    await expect(payment).to_contain_text(f"{TOTAL} back")
    await expect(payment).to_contain_text("Refunded")


async def test_staff_see_why_a_guest_could_not_be_told_and_send_it_again(
    browser: Browser, open_stack: OpenHouse, viewers: list[Viewer]
) -> None:
    phone = "+919876500007"
    twilio = TwilioSteering(open_stack.twilio_url)
    await twilio.fault(to=phone, refuse=NO_MOBILE, count=1)
    guest = await curry_at(browser, open_stack, "7")
    staff = await open_staff(browser, open_stack, PHONE)
    viewers += [guest, staff]
    await wants_messages(guest, phone)
    await guest.page.close()
    await accept_order_at(open_stack, "7")

    await staff.press("Messages")
    message = staff.page.get_by_role("listitem").filter(has_text="Table 7")
    await expect(message).to_contain_text("This number is no mobile phone.")
    await staff.press("Send again", within=message)
    await expect(message).to_contain_text("Delivered")
    assert [it["phone"] for it in await twilio.received(phone)] == [phone]
    await twilio.close()


async def wants_messages(guest: Viewer, phone: str) -> None:
    """On the page of the order."""
    await guest.press("Tell me by message")
    await guest.page.get_by_label("Your mobile number").fill(phone)
    await guest.page.get_by_text("SMS", exact=True).click()
    await guest.press("Write to me")
    await expect(guest.page.get_by_text("We write to")).to_be_visible()


async def accept_order_at(house: OpenHouse, table: str) -> None:
    """The kitchen takes it."""
    restaurant_id, owner = house.seeded.restaurant_id, bearer(house.seeded.tokens["owner"])
    async with grpc.aio.insecure_channel(house.target) as channel:
        orders = Api(channel).orders
        asking = order_service_pb2.ListOrdersRequest(restaurant_id=restaurant_id, page_size=50)
        placed = (await orders.ListOrders(asking, metadata=owner)).orders
        order = next(it for it in placed if it.table_name == table)
        accept = order_service_pb2.AcceptOrderRequest(
            restaurant_id=restaurant_id, order_id=order.id
        )
        await orders.AcceptOrder(accept, metadata=owner)
