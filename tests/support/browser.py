"""A real Chromium for the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from deploy.toolchain import chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """One for the test; pages and contexts are opened in it."""
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
