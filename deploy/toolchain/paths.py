"""Where things are, from the root of the repository."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GEN = ROOT / "gen"
THIRD_PARTY = GEN / "third_party"
PROTOS = ROOT / "protos"
LOCK = ROOT / "deploy/requirements/dev.lock"
WEB = ROOT / "clients/web"

# Next to the interpreter: the tools of the same lock, whatever else is on PATH.
BIN = Path(sys.executable).parent
