"""buf breaking against the main branch.

The main branch does not hold the third-party protos either, so each side becomes an image, built
with the same ones, and the images are compared.
"""

from __future__ import annotations

import os
import tarfile
import tempfile
from pathlib import Path

from deploy.toolchain.paths import GEN, PROTOS, ROOT, THIRD_PARTY
from deploy.toolchain.run import output, run

_CANDIDATES = ("origin/main", "main")


def check() -> str:
    """What was compared, in words.

    Raises:
        StepFailedError: something breaks a client; buf has said what.
    """
    base = _base()
    if base is None:
        return "nothing to compare with: no main branch that holds protos"
    if output(["git", "diff", "--quiet", base, "--", PROTOS.name]) is not None:
        return f"protos are those of {base}"
    with tempfile.TemporaryDirectory(dir=GEN, prefix=".old-") as name:
        old, new = Path(name, "old.binpb"), Path(name, "new.binpb")
        _image(_checkout(base, Path(name, "tree")), old)
        _image(ROOT, new)
        run(["buf", "breaking", new, "--against", old, "--exclude-imports"])
    return f"compared with {base}"


def _base() -> str | None:
    """BREAKING_AGAINST when set, else the first main branch that has protos."""
    named = os.environ.get("BREAKING_AGAINST")
    for candidate in (named,) if named else _CANDIDATES:
        if output(["git", "ls-tree", "--name-only", f"{candidate}:{PROTOS.name}"]):
            return candidate
    return None


def _checkout(base: str, tree: Path) -> Path:
    archive = tree.with_suffix(".tar")
    run(["git", "archive", "--output", archive, base, PROTOS.name, "buf.yaml"])
    with tarfile.open(archive) as packed:
        packed.extractall(tree, filter="data")
    (tree / "gen").mkdir()
    (tree / "gen/third_party").symlink_to(THIRD_PARTY, target_is_directory=True)
    return tree


def _image(tree: Path, target: Path) -> None:
    run(["buf", "build", "--path", "protos/here2order", "-o", target], cwd=tree)
