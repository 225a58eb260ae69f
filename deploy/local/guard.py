"""Becomes another program, one that does not outlive the process which started it.

Called as `guard.py <pid of the parent> <program> <arguments…>`. Nothing is imported but ctypes:
it stands in front of every child. A program that dies with `kill -9` leaves no orphans that way;
the kernel sends the SIGTERM.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died in between
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    main()
