"""The folder that keeps what the local stack must not forget: .local, or a test's own."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.local import mongod, temporal
from deploy.local.ports import Ports
from deploy.toolchain.paths import ROOT


@dataclass(frozen=True, slots=True)
class Home:
    """Data, logs and the development secret of one stack."""

    path: Path = ROOT / ".local"

    @property
    def mongod(self) -> Path:
        return self.path / "mongod"

    @property
    def temporal(self) -> Path:
        return self.path / "temporal.db"

    @property
    def clerk(self) -> Path:
        return self.path / "clerk"

    def log(self, component: str) -> Path:
        return self.path / "logs" / f"{component}.log"

    def secret(self) -> str:
        """Signs guests' and devices' tokens. Made once, so that they outlive a restart."""
        file = self.path / "token_secret"
        if not file.is_file():
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_urlsafe(48))
        return file.read_text()

    def own_ports(self, servers: int) -> Ports:
        """Free ports, found once and kept: mongod and tokens remember where they were."""
        file = self.path / "ports.json"
        if file.is_file():
            known = json.loads(file.read_text())
            return Ports(**{**known, "api": tuple(known["api"])})
        ports = Ports.free(servers)
        self.path.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(ports)))
        return ports


def environment(home: Home, ports: Ports) -> dict[str, str]:
    """The HERE2ORDER_ settings of our programs in this stack. The caller's own ones win."""
    issuer = f"http://127.0.0.1:{ports.clerk}"
    settings = {
        "MONGODB_URI": mongod.uri(ports.mongod),
        "LISTEN": f"127.0.0.1:{ports.api[0]}",
        "TEMPORAL_ADDRESS": temporal.address(ports.temporal),
        "CLERK_ISSUER": issuer,
        "CLERK_JWKS_URL": f"{issuer}/.well-known/jwks.json",
        "TOKEN_SECRET": home.secret(),
        "PUBLIC_URL": f"http://localhost:{ports.origin}",
        "REFLECTION": "on",
    }
    named = {f"HERE2ORDER_{name}": value for name, value in settings.items()}
    return named | {name: os.environ[name] for name in named if name in os.environ}
