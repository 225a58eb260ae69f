"""People in front of pages, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import grpc
import pytest
from here2order.catalog.v1.table_service_pb2 import ListTablesRequest

from tests.support.api import Api, bearer
from tests.support.stack import OpenHouse

if TYPE_CHECKING:  # most runs open no browser
    from playwright.async_api import Browser, Locator, Page

PHONE, DESK = (390, 844), (1280, 800)
#: A change must be on the other page without a reload, and soon.
PATIENCE_MS = 15_000


class Viewer:
    """A person in front of a page that must never complain in its console."""

    def __init__(self, page: Page) -> None:
        """Listens from the beginning."""
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    async def press(self, name: str, within: Locator | None = None) -> None:
        """Presses a button by its exact name."""
        where = within or self.page
        await where.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
async def viewers(browser: Browser) -> AsyncIterator[list[Viewer]]:
    """Everybody who looked; nobody's page may have complained."""
    seen: list[Viewer] = []
    yield seen
    assert [viewer.complaints for viewer in seen] == [[] for _ in seen]


async def sit_down(browser: Browser, url: str, size: tuple[int, int]) -> Viewer:
    """Opens a page in a browser of its own."""
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    viewer = Viewer(page)
    await page.goto(url)
    return viewer


async def table_url(house: OpenHouse, name: str) -> str:
    """What the code on that table points to."""
    request = ListTablesRequest(restaurant_id=house.seeded.restaurant_id, page_size=100)
    owner = bearer(house.seeded.tokens["owner"])
    async with grpc.aio.insecure_channel(house.target) as channel:
        tables = (await Api(channel).tables.ListTables(request, metadata=owner)).tables
    return next(table.code_url for table in tables if table.name == name)


async def order_curry(guest: Viewer) -> None:
    """One dish with an option, on a phone."""
    await guest.press("Alleppey fish curry")
    await guest.page.get_by_label(re.compile("^Appam, one")).check()
    await guest.press("Add to order")
    await guest.page.get_by_role("button", name="View order").click()
    await guest.press("Place order")
    await guest.page.get_by_role("heading", name="Placed").first.wait_for()


async def open_staff(browser: Browser, house: OpenHouse, size: tuple[int, int]) -> Viewer:
    """The staff's page, by its manager."""
    staff = await sit_down(browser, f"{house.stack.origin}/staff", size)
    await staff.page.get_by_text("Sign in with a token").click()
    await staff.page.get_by_label("Session token").fill(house.seeded.tokens["manager"])
    await staff.press("Use this token")
    return staff
