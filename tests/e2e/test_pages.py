"""Two people and two pages: a guest's phone and the kitchen's screen, in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.support.pages import DESK, PATIENCE_MS, PHONE, Viewer, sit_down
from tests.support.stack import OpenHouse

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("stack")]

expect.set_options(timeout=PATIENCE_MS)


async def order_squid_and_curry(guest: Viewer, *, phone: bool) -> str:
    """Two dishes with options; returns the number that the order got."""
    page = guest.page
    await guest.press("Pepper squid")
    await page.get_by_label(re.compile("^Toddy-shop hot")).check()
    await guest.press("One more Pepper squid")
    await guest.press("Add to order")
    await guest.press("Alleppey fish curry")
    await page.get_by_label(re.compile("^Appam, one")).check()
    await guest.press("Add to order")
    if phone:
        await page.get_by_role("button", name="View order").click()
    await expect(page.get_by_text("Ready about")).to_be_visible()
    await guest.press("Place order")
    await expect(page.get_by_role("heading", name="Placed").first).to_be_visible()
    told = await page.get_by_text(re.compile(r"Round \d+ · [0-9A-Z]{4}")).first.inner_text()
    return told.split("·")[1].strip()


async def open_kitchen(browser: Browser, house: OpenHouse, size: tuple[int, int]) -> Viewer:
    """Pairs a screen with a code from the back office."""
    kitchen = await sit_down(browser, await house.screen_url(), size)
    await kitchen.press("Pair")
    await expect(kitchen.page.get_by_role("main", name="Tickets")).to_be_visible()
    return kitchen


@pytest.mark.parametrize(("phone", "screen"), [(PHONE, DESK), (DESK, PHONE)])
async def test_a_guest_orders_the_kitchen_bumps_and_the_guest_sees_it_ready(
    browser: Browser,
    open_stack: OpenHouse,
    viewers: list[Viewer],
    tmp_path: Path,
    phone: tuple[int, int],
    screen: tuple[int, int],
) -> None:
    kitchen = await open_kitchen(browser, open_stack, screen)
    guest = await sit_down(browser, open_stack.seeded.guest_url, phone)
    viewers += [kitchen, guest]
    number = await order_squid_and_curry(guest, phone=phone == PHONE)

    tickets = kitchen.page.get_by_role("article", name=f"Table 1, order {number}")
    await expect(tickets).to_have_count(2)
    squid = tickets.filter(has_text="Pepper squid")
    await expect(squid).to_contain_text("Toddy-shop hot")
    await kitchen.press("Accept", within=tickets.first)
    await expect(guest.page.get_by_role("heading", name="Accepted").first).to_be_visible()
    await kitchen.press("Start", within=squid)
    await expect(guest.page.get_by_role("heading", name="In preparation").first).to_be_visible()
    await guest.page.screenshot(path=tmp_path / f"guest-{phone[0]}.png")
    await kitchen.page.screenshot(path=tmp_path / f"kitchen-{screen[0]}.png")
    await kitchen.press("Bump", within=squid)
    await expect(tickets).to_have_count(1)
    await kitchen.press("Start", within=tickets.first)
    await kitchen.press("Bump", within=tickets.first)
    await expect(guest.page.get_by_role("heading", name="Ready").first).to_be_visible()
    bumped = kitchen.page.get_by_role("listitem", name=f"Bumped: table 1, order {number}")
    await kitchen.press("Served", within=bumped.first)
    await expect(guest.page.get_by_role("heading", name="Served").first).to_be_visible()


async def test_a_dish_that_runs_out_is_out_on_every_phone(
    browser: Browser, open_stack: OpenHouse, viewers: list[Viewer]
) -> None:
    kitchen = await open_kitchen(browser, open_stack, DESK)
    guest = await sit_down(browser, open_stack.seeded.guest_url, PHONE)
    viewers += [kitchen, guest]
    dish = guest.page.get_by_role("listitem").filter(has_text="Parippu vada")
    await expect(dish).not_to_contain_text(re.compile("sold out", re.IGNORECASE))
    await kitchen.press("86")
    await kitchen.press("86: Parippu vada")
    await expect(dish).to_contain_text(re.compile("sold out", re.IGNORECASE))
    await kitchen.press("Back on: Parippu vada")
    await expect(dish).not_to_contain_text(re.compile("sold out", re.IGNORECASE))
