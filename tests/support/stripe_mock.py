"""stripe-mock for the contract with Stripe; where it is missing, the last lines say so."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.ports import free_port
from deploy.toolchain import stripe_mock


@pytest.fixture(scope="session")
def stripe_openapi() -> Iterator[str]:
    """The address of a server that refuses what Stripe's OpenAPI does not have."""
    address = f"127.0.0.1:{free_port()}"
    words: list[str | Path] = [stripe_mock.ensure(), "-http-addr", address]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert any(b"Listening" in line for line in process.stdout), "it ended at once"
        yield f"http://{address}"
        process.terminate()


def pytest_ignore_collect(collection_path: object) -> bool | None:
    """Leaves the contract out where stripe-mock is not; `pytest_terminal_summary` says it."""
    left_out = str(collection_path).endswith("tests/stripe_contract") and not stripe_mock.find()
    return True if left_out else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Nobody shall believe that the contract was tried when it was not."""
    if not stripe_mock.find():
        terminalreporter.write_line(
            "NOT TRIED: our calls against Stripe's OpenAPI. No stripe-mock here; `make contract` "
            "builds it with Go.",
            yellow=True,
        )
