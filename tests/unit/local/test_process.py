"""Children do not get lost: when stopped, when stubborn, when their parent is killed."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from deploy.local.advice import advise
from deploy.local.ports import free_port
from deploy.local.probes import tcp
from deploy.local.process import ComponentFailedError, Process
from deploy.toolchain.paths import ROOT

SLEEP = "import time; time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up');" + SLEEP
PARENT = f"""
import subprocess, sys
print(subprocess.Popen([sys.executable, "-c", {SLEEP!r}]).pid)
{SLEEP}
"""
STARTS_ONE = f"""
import sys
from pathlib import Path
from deploy.local.process import Process
child = Process.start("child", [sys.executable, "-c", {SLEEP!r}], log=Path(sys.argv[1]))
print(child.pid, flush=True)
{SLEEP}
"""


def python(code: str, log: Path) -> Process:
    return Process.start("it", [sys.executable, "-c", code], log=log)


async def says_something(process: Process) -> str:
    async def probe() -> bool:
        return bool(process.log.read_text())

    await process.ready(probe, seconds=10)
    return process.log.read_text().strip()


async def gone(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        await asyncio.to_thread(psutil.Process(pid).wait, timeout=10)


async def test_stopping_ends_it(tmp_path: Path) -> None:
    process = python(SLEEP, tmp_path / "log")
    assert process.obituary() == "it is running"
    await process.stop()
    assert "SIGTERM" in process.obituary()


async def test_one_that_ignores_the_asking_is_killed_after_its_grace(tmp_path: Path) -> None:
    process = python(STUBBORN, tmp_path / "log")
    await says_something(process)
    await process.stop(grace_seconds=0.1)
    assert "SIGKILL" in process.obituary()


async def test_what_it_started_itself_ends_with_it(tmp_path: Path) -> None:
    process = python(PARENT, tmp_path / "log")
    grandchild = int(await says_something(process))
    await process.stop()
    await gone(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
async def test_a_killed_parent_leaves_no_orphan(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTS_ONE, str(tmp_path / "log")]
    parent = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    await gone(child)


async def test_one_that_dies_early_is_reported_with_its_last_words(tmp_path: Path) -> None:
    process = python("print('no room left'); raise SystemExit(3)", tmp_path / "log")
    with pytest.raises(ComponentFailedError, match=r"(?s)it ended \(exit code 3\).*no room left"):
        await process.ready(tcp(free_port()))
    await process.stop()


async def test_one_that_never_gets_ready_is_reported(tmp_path: Path) -> None:
    process = python(SLEEP, tmp_path / "log")
    with pytest.raises(ComponentFailedError, match="not ready after"):
        await process.ready(tcp(free_port()), seconds=0.1)
    await process.stop()


async def test_the_log_of_the_run_before_is_kept(tmp_path: Path) -> None:
    for word in ("first", "second"):
        await python(f"print({word!r})", tmp_path / "log").ended()
    assert (tmp_path / "log").read_text() == "second\n"
    assert (tmp_path / "log.1").read_text() == "first\n"


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("write failed: No space left on device", "The disk is full"),
        ("loading shared libraries: libcurl.so.4: cannot open", "lacks the library libcurl.so.4."),
        ("cannot bind '127.0.0.1:7233': Address already in use", "took its port"),
        ("mongod ended (SIGKILL).", "want of memory"),
        ("ModuleNotFoundError: No module named 'here2order.billing'", "Do: make generate"),
        ("something new", "what was acknowledged is kept"),
    ],
)
def test_a_failure_comes_with_what_to_do(words: str, advice: str) -> None:
    assert advice in advise(words)
