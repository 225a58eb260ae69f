"""Content hashes, so that work whose input did not change is not done again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

_LEFT_OUT = {"node_modules", "__pycache__", "dist", "test-results"}


def files_under(*roots: Path) -> list[Path]:
    """Every file at or below the roots, sorted; roots that do not exist count as empty."""
    found: set[Path] = set()
    for root in roots:
        if root.is_file():
            found.add(root)
        for folder, folders, files in os.walk(root):
            folders[:] = [name for name in folders if name not in _LEFT_OUT]
            found.update(Path(folder, name) for name in files)
    return sorted(found)


def digest(files: Iterable[Path], *words: str) -> str:
    """One hash over names and contents, and over words that matter as much."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in files:
        total.update(f"\0{file}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
