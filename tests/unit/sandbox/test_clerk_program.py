"""`python -m sandbox.clerk`, as the local stack starts and ends it."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp

from sandbox.clerk import ClerkClient, RunningClerk


async def _run(data: Path, port: int) -> Process:
    program = ("-m", "sandbox.clerk", "--port", str(port), "--data", str(data))
    return await asyncio.create_subprocess_exec(sys.executable, *program, stdout=PIPE, stderr=PIPE)


async def test_it_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    process = await _run(tmp_path, port=0)
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    url = next(word for word in line.split() if word.startswith("http://"))
    async with aiohttp.ClientSession() as http, http.get(url + "/sandbox/stats") as answer:
        assert (await answer.json())["issuer"] == url
    process.send_signal(signal.SIGTERM)
    _, complaint = await process.communicate()
    assert (process.returncode, complaint) == (0, b"")


async def test_a_program_needs_nothing_but_its_address(clerk: RunningClerk) -> None:
    async with await ClerkClient.at(clerk.url) as client:
        assert (await client.create_user("asha@example.com")).id.startswith("user_")


async def test_a_busy_port_is_named(clerk: RunningClerk, tmp_path: Path) -> None:
    port = clerk.url.rpartition(":")[2]
    process = await _run(tmp_path / "other", int(port))
    _, complaint = await process.communicate()
    assert process.returncode == 1
    assert f"port {port}" in complaint.decode()
