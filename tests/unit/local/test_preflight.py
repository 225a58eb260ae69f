"""What `make run` says before it starts anything."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import preflight
from deploy.local.binaries import MissingProgramError, Program, find
from deploy.local.ports import Ports, free_port, is_free

LISTENS = "import socket, sys; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); "
LISTENS += "print('up', flush=True); sys.stdin.read()"
STACK = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {LISTENS!r}, sys.argv[1]])"


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        yield server.getsockname()[1]


def test_a_machine_that_is_ready_passes(tmp_path: Path) -> None:
    preflight.check(Ports.free().used(), tmp_path)


def test_a_busy_port_is_named_with_who_holds_it_and_what_to_do(busy: int, tmp_path: Path) -> None:
    with pytest.raises(preflight.PreflightError) as failure:
        preflight.check({"mongod": busy}, tmp_path)
    words = str(failure.value)
    assert f"Port {busy} (mongod) is busy: process {os.getpid()} holds it" in words
    assert f"kill {os.getpid()}" in words


def test_another_stack_is_named_as_such(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", STACK, str(port), "deploy.local", "run"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    ) as stack:
        assert stack.stdout is not None
        stack.stdout.readline()
        with pytest.raises(preflight.PreflightError) as failure:
            preflight.check({"mongod": port}, tmp_path)
        stack.kill()
    assert f"A local stack runs already: process {stack.pid}, in {tmp_path}" in str(failure.value)


def test_every_problem_is_told_at_once(busy: int, tmp_path: Path) -> None:
    with pytest.raises(preflight.PreflightError) as failure:
        preflight.check({"mongod": busy, "envoy": busy}, tmp_path)
    assert "(mongod)" in str(failure.value)
    assert "(envoy)" in str(failure.value)


def test_a_nearly_full_disk_is_named(tmp_path: Path) -> None:
    more_than_any_disk_has = 1 << 60
    with pytest.raises(preflight.PreflightError, match=r"nearly full: \d+ MB left"):
        preflight.check({}, tmp_path / "not" / "there" / "yet", more_than_any_disk_has)


def test_a_missing_program_is_named_with_how_to_get_it() -> None:
    with pytest.raises(MissingProgramError, match=r"(?s)brewd is not on PATH.*from the brewery"):
        find(Program("brewd", lambda: None, "it from the brewery"))


def test_a_program_on_the_path_comes_before_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "brewd"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert find(Program("brewd", lambda: Path("/wheel/brewd"), "")) == own


def test_free_ports_are_free_and_never_given_twice() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == 50
    assert all(is_free(port) for port in ports)


def test_server_processes_get_consecutive_ports() -> None:
    first, *others = Ports.free(servers=3).api
    assert others == [first + 1, first + 2]
