"""`make run`, as the person at the terminal has it."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from pathlib import Path

import psutil
import pytest

from deploy.toolchain.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("run")]


async def start(folder: Path) -> Process:
    command = [sys.executable, "-m", "deploy.local", "run", "--beside", str(folder)]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=STDOUT)


async def ready(run: Process) -> str:
    """What it printed up to the line that says so."""
    assert run.stdout is not None
    said = ""
    async with asyncio.timeout(60):
        while not re.search(r"^Ready after", said, re.MULTILINE):
            line = (await run.stdout.readline()).decode()
            assert line, said
            said += line
    return said


async def test_ctrl_c_stops_everything_and_loses_nothing(tmp_path: Path) -> None:
    restaurants = []
    for _ in range(2):
        run = await start(tmp_path)
        said = await ready(run)
        restaurants.append(re.findall(r"rst_\w+", said)[0])
        assert re.search(r"/t/\w+", said)
        assert "/kitchen" in said
        children = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGINT)
        assert await run.wait() == 0
        assert len(children) >= 7
        assert [child for child in children if child.is_running()] == []
    assert restaurants[0] == restaurants[1]


async def test_a_server_that_dies_is_named_and_everything_else_stopped(tmp_path: Path) -> None:
    run = await start(tmp_path)
    await ready(run)
    children = psutil.Process(run.pid).children(recursive=True)
    next(it for it in children if it.cmdline()[1:3] == ["-m", "server"]).kill()
    said = (await run.communicate())[0].decode()
    assert run.returncode == 1
    assert "server ended (SIGKILL)" in said
    assert [child for child in children if child.is_running()] == []
