"""`python -m sandbox.stripe`, as the local stack starts and ends it."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from sandbox.stripe import PUBLISHABLE_KEY, SECRET_KEY, StripeSteering
from tests.unit.sandbox.stripe_desk import Desk, Listener


async def _run(data: Path, *words: str) -> Process:
    program = ("-m", "sandbox.stripe", "--data", str(data), *words)
    return await asyncio.create_subprocess_exec(sys.executable, *program, stdout=PIPE, stderr=PIPE)


async def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, listener: Listener) -> None:
    hook = ("--webhook-url", listener.url, "--webhook-secret", "whsec_of_the_stack")
    process = await _run(tmp_path, "--port", "0", *hook)
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    url = next(word for word in line.split() if word.startswith("http://"))
    async with StripeSteering(url) as steering:
        state = await steering.state()
        await steering.account("acct_00000001")
        await steering.account("acct_00000001", charges_enabled=False)
    assert (state["secret_key"], state["publishable_key"]) == (SECRET_KEY, PUBLISHABLE_KEY)
    await listener.until(lambda it: bool(it.heard))
    assert listener.types("whsec_of_the_stack") == ["account.updated"]
    process.send_signal(signal.SIGTERM)
    _, complaint = await process.communicate()
    assert (process.returncode, complaint) == (0, b"")


async def test_a_busy_port_is_named(desk: Desk, tmp_path: Path) -> None:
    port = desk.running.url.rpartition(":")[2]
    process = await _run(tmp_path / "other", "--port", port)
    _, complaint = await process.communicate()
    assert process.returncode == 1
    assert f"port {port}" in complaint.decode()
