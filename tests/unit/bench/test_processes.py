"""What a process says of itself."""

import os
import subprocess
import sys

from bench.processes import Usage, usage


def test_a_process_counts_with_those_it_has_started() -> None:
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        alone, together = usage(os.getpid(), children=False), usage(os.getpid())
        assert together.memory_mb > alone.memory_mb
        # Named twice, it still counts once.
        assert usage(os.getpid(), child.pid).memory_mb < 1.5 * together.memory_mb
        child.communicate(b"\n")


def test_cpu_is_shared_out_over_the_calls() -> None:
    before, after = Usage(cpu_seconds=1.0, memory_mb=1), Usage(cpu_seconds=1.5, memory_mb=1)
    assert after.cpu_us_since(before, 1000) == 500
