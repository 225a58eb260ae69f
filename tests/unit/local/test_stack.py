"""The stack as a whole, when something in it fails."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.local.home import Home
from deploy.local.interrupt import Interrupt, InterruptedByUserError
from deploy.local.ports import Ports, free_port
from deploy.local.process import ComponentFailedError, Process
from deploy.local.stack import Stack

STAYS = "import time; time.sleep(600)"
DIES = "print('disk is full'); raise SystemExit(14)"


def child(name: str, code: str, folder: Path) -> Process:
    return Process.start(name, [sys.executable, "-c", code], log=folder / f"{name}.log")


async def test_a_component_that_does_not_come_up_is_named_and_the_rest_stopped(
    tmp_path: Path,
) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as somebody:
        ports = replace(Ports.free(), temporal=somebody.getsockname()[1])
        stack = Stack(Home(tmp_path), ports)
        with pytest.raises(ComponentFailedError, match=r"(?s)temporal ended.*in use"):
            await stack.start()
    assert stack.processes == {}


async def test_a_component_that_dies_later_is_named_with_its_last_words(tmp_path: Path) -> None:
    processes = {
        "mongod": child("mongod", DIES, tmp_path),
        "envoy": child("envoy", STAYS, tmp_path),
    }
    stack = Stack(Home(tmp_path), Ports(), processes=dict(processes))
    failure = await stack.failed()
    assert "mongod ended (exit code 14)" in str(failure)
    assert "disk is full" in str(failure)
    assert "envoy" not in str(failure)
    await stack.stop()
    assert [process.running for process in processes.values()] == [False, False]


async def test_stopping_twice_does_no_harm(tmp_path: Path) -> None:
    stack = Stack(Home(tmp_path), Ports(), processes={"web": child("web", STAYS, tmp_path)})
    await stack.stop()
    await stack.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_waiting_and_lets_the_work_clean_up(number: signal.Signals) -> None:
    cleaned = False

    async def work() -> None:
        nonlocal cleaned
        try:
            signal.raise_signal(number)
            await asyncio.Event().wait()
        finally:
            cleaned = True

    with Interrupt() as interrupt, pytest.raises(InterruptedByUserError):
        await interrupt.ends(work())
    assert cleaned


async def test_work_that_ends_by_itself_gives_its_result() -> None:
    async def work() -> str:
        return "served"

    with Interrupt() as interrupt:
        assert await interrupt.ends(work()) == "served"
