"""stripe-mock: a server that holds every call against Stripe's own OpenAPI. Built with Go."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from deploy.toolchain.paths import BIN
from deploy.toolchain.run import StepFailedError, run

VERSION = "v0.203.0"
_MODULE = f"github.com/stripe/stripe-mock@{VERSION}"
_NAME = "stripe-mock"


def find() -> Path | None:
    """The one of this environment, else one on PATH."""
    here = BIN / _NAME
    if here.exists():
        return here
    found = shutil.which(_NAME)
    return Path(found) if found else None


def ensure() -> Path:
    """Finds it or builds it.

    Raises:
        StepFailedError: it is not there, and there is no Go to build it with.
    """
    found = find()
    if found:
        return found
    if not shutil.which("go"):
        raise StepFailedError(f"the contract with Stripe needs {_NAME}, and that needs Go to build")
    print(f"test: building {_NAME} {VERSION}")
    run(["go", "install", _MODULE], env={"GOBIN": str(BIN), "GOFLAGS": _flags()})
    return BIN / _NAME


def _flags() -> str:
    return f"{os.environ.get('GOFLAGS', '')} -modcacherw".strip()


def main() -> int:
    """Tries the contract with Stripe; 1 when that cannot be done."""
    try:
        ensure()
        run([sys.executable, "-m", "pytest", "-n0", "tests/stripe_contract"])
    except StepFailedError as failure:
        print(f"contract: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
