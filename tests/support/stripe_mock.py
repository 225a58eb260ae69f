"""stripe-mock for the contract with Stripe; where it is missing, the last lines say so."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.ports import free_port
from deploy.toolchain import stripe_mock


@pytest.fixture(scope="session")
def stripe_openapi() -> Iterator[str]:
    """The address of a server that refuses what Stripe's OpenAPI does not have."""
    port = free_port()
    words: list[str | Path] = [stripe_mock.ensure(), "-http-addr", f"127.0.0.1:{port}"]
    # Left alone it takes one port for HTTPS, always the same: a second one would end at once.
    words += ["-https-addr", f"127.0.0.1:{free_port()}"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        # It says that it listens a little before it does.
        while not _answers(port):
            assert process.poll() is None, "it ended at once"
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


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
