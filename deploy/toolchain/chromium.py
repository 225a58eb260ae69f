"""A Chromium for the browser tests: the machine's, else Debian's, else Playwright's."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from deploy.toolchain.run import StepFailedError, output, run

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_PACKAGES = ("chromium", "fonts-liberation", "fonts-noto-color-emoji")


def find() -> str | None:
    """Path of one that starts; an Ubuntu stub that only points to snap does not count."""
    candidates = [shutil.which(name) for name in _NAMES]
    candidates += sorted(map(str, _playwrights()), reverse=True)
    for path in candidates:
        if path and output([path, "--version"]):
            return path
    return None


def ensure() -> str:
    """Finds one or installs one.

    Raises:
        StepFailedError: neither; says what to do.
    """
    found = find() or _from_apt() or _from_playwright()
    if found is None:
        raise StepFailedError(
            "the browser tests need Chromium and could not install it.\n"
            "  Debian: sudo apt-get install chromium\n"
            "  elsewhere: .venv/bin/playwright install --with-deps chromium\n"
            "  without them: make test ARGS=\"-m 'not browser'\""
        )
    return found


def _from_apt() -> str | None:
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not output(["sudo", "-n", "id"])):
        return None
    print("test: installing Chromium (apt-get)")
    apt = [*sudo, "apt-get", "-qq"]
    try:
        run([*apt, "update"])
        run([*apt, "install", "-y", "--no-install-recommends", *_PACKAGES])
    except StepFailedError as failure:
        print(f"test: {failure}", file=sys.stderr)
    return find()


def _from_playwright() -> str | None:
    print("test: installing Chromium (Playwright)")
    try:
        run([sys.executable, "-m", "playwright", "install", "chromium"])
    except StepFailedError as failure:
        print(f"test: {failure}", file=sys.stderr)
    return find()


def _playwrights() -> list[Path]:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")).expanduser()
    return list(cache.glob("chromium-*/chrome-linux*/chrome"))
