"""The pages: npm packages, then `npm run build` when a source changed.

Two steps, because generating TypeScript needs the packages and building needs what was generated.
"""

from __future__ import annotations

import gzip
import sys

from deploy.toolchain import node
from deploy.toolchain.digest import digest, files_under
from deploy.toolchain.paths import WEB
from deploy.toolchain.run import StepFailedError

_DIST = WEB / "dist"
_TEXT = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest"}
_WORTH_BYTES = 1024
_STAMP = WEB / "dist/.stamp"


def exists() -> bool:
    return (WEB / "package.json").is_file()


def build() -> bool:
    """True when something had to be built."""
    sources = digest(files_under(WEB))
    if _STAMP.is_file() and _STAMP.read_text() == sources:
        return False
    node.npm("run", "--silent", "build")
    _compress()
    _STAMP.write_text(sources)
    return True


def _compress() -> None:
    """A .gz beside every text worth it: small for a phone, at no cost while serving."""
    for file in files_under(_DIST):
        if file.suffix in _TEXT and file.stat().st_size > _WORTH_BYTES:
            packed = gzip.compress(file.read_bytes(), mtime=0)
            file.with_name(f"{file.name}.gz").write_bytes(packed)


def main(step: str) -> int:
    if not exists():
        return 0
    try:
        if step == "build":
            print("web:", "built" if build() else "up to date")
        elif node.install():
            print("web: packages installed")
    except StepFailedError as failure:
        print(f"web: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "install"))
