"""What to do about a component that failed, from what it said last."""

from __future__ import annotations

import re

_KNOWN = (
    (
        r"No space left on device|disk is full",
        "The disk is full. Make room and start again: what was acknowledged is kept.",
    ),
    (
        r"loading shared libraries: (?P<what>[^\s:]+)",
        "This machine lacks the library {what}. Debian: apt-get install libcurl4 libssl3 liblzma5",
    ),
    (
        r"[Aa]ddress already in use|address in use",
        "Another program took its port meanwhile. See which: ss -ltnp",
    ),
    (
        r"DBPathInUse|Unable to lock the lock file|database is locked",
        "Another stack works on the same folder. Stop that one first.",
    ),
    (
        r"ended \(SIGKILL\)",
        "Something killed it: somebody, or the kernel for want of memory (dmesg | tail).",
    ),
    (
        r"ModuleNotFoundError: No module named '(?P<what>(here2order|buf)[\w.]*)'",
        "The generated code lacks {what}. Do: make generate",
    ),
)
_OTHERWISE = "Start again with make run; what was acknowledged is kept. The whole log tells more."


def advise(words: str) -> str:
    """One line for the person at the terminal."""
    for pattern, advice in _KNOWN:
        found = re.search(pattern, words)
        if found:
            return advice.format(**found.groupdict())
    return _OTHERWISE
