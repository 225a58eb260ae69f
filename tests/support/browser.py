"""A real Chromium for the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from deploy.toolchain import chromium

if TYPE_CHECKING:  # most runs open no browser
    from playwright.async_api import Browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """One for the test; pages and contexts are opened in it."""
    from playwright.async_api import async_playwright

    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium on this machine: make test installs one")
    async with async_playwright() as playwright:
        # A container gives Chromium neither a sandbox nor much shared memory.
        started = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        await started.close()
