"""The pages: npm packages, then `npm run build` when a source changed.

Two steps, because generating TypeScript needs the packages and building needs what was generated.
"""

from __future__ import annotations

import sys

from deploy.toolchain import node
from deploy.toolchain.digest import digest, files_under
from deploy.toolchain.paths import WEB
from deploy.toolchain.run import StepFailedError

_DIST = WEB / "dist"
_STAMP = WEB / "dist/.stamp"


def exists() -> bool:
    return (WEB / "package.json").is_file()


def build() -> bool:
    """True when something had to be built."""
    sources = digest(files_under(WEB))
    if _STAMP.is_file() and _STAMP.read_text() == sources:
        return False
    node.npm("run", "--silent", "build")
    _STAMP.write_text(sources)
    return True


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
