"""`make test`: every test. The pages' own first, so that pytest's summary ends the output."""

from __future__ import annotations

import sys

from deploy.toolchain import chromium, node, stripe_mock, web
from deploy.toolchain.run import StepFailedError, run


def main(words: list[str]) -> int:
    """Words go to pytest and leave out the pages' own tests."""
    good = True
    try:
        chromium.ensure()
        _prepare_contract()
        if web.exists() and not words:
            good = _pages_pass()
        run([sys.executable, "-m", "pytest", *words])
    except StepFailedError as failure:
        print(f"test: {failure}", file=sys.stderr)
        return 1
    return 0 if good else 1


def _prepare_contract() -> None:
    """Without it the tests say in their last line what they did not try."""
    try:
        stripe_mock.ensure()
    except StepFailedError as failure:
        print(f"test: {failure}; going on without", file=sys.stderr)


def _pages_pass() -> bool:
    try:
        node.npm("test")
    except StepFailedError as failure:
        print(f"test: {failure}; going on with pytest", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
