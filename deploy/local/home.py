"""The folder that keeps what the local stack must not forget: .local, or a test's own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.local import mongod, temporal
from deploy.local.ports import Ports
from deploy.toolchain.paths import ROOT
from sandbox.stripe.instance import PUBLISHABLE_KEY, SECRET_KEY
from sandbox.twilio.account import ACCOUNT_SID, SMS_FROM, WHATSAPP_FROM


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

    @property
    def stripe(self) -> Path:
        return self.path / "stripe"

    @property
    def twilio(self) -> Path:
        return self.path / "twilio"

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

    def derived(self, purpose: str) -> bytes:
        """Another secret, which follows from that one: the same after a restart."""
        return hmac.digest(self.secret().encode(), purpose.encode(), hashlib.sha256)

    def webhook_secret(self, vendor: str) -> str:
        """Signs what the vendor tells, written as Stripe and Svix write them."""
        return "whsec_" + base64.b64encode(self.derived(f"{vendor} webhooks")).decode()

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
        **_vendors(home, ports),
    }
    named = {f"HERE2ORDER_{name}": value for name, value in settings.items()}
    return named | {name: os.environ[name] for name in named if name in os.environ}


def _vendors(home: Home, ports: Ports) -> dict[str, str]:
    """How the sandbox's vendors are reached, and what they prove themselves with."""
    stripe = f"http://localhost:{ports.stripe}"
    return {
        "CLERK_API_URL": f"http://127.0.0.1:{ports.clerk}",
        "CLERK_SECRET_KEY": "sk_test_" + home.derived("clerk key").hex()[:42],
        "CLERK_WEBHOOK_SECRET": home.webhook_secret("clerk"),
        "STRIPE_API_URL": stripe,
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
        "STRIPE_SCRIPT_URL": f"{stripe}/v3/stripe.js",
        "STRIPE_WEBHOOK_SECRETS": home.webhook_secret("stripe"),
        "TWILIO_API_URL": f"http://localhost:{ports.twilio}",
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": home.derived("twilio token").hex()[:32],
        "TWILIO_SMS_FROM": SMS_FROM,
        "TWILIO_WHATSAPP_FROM": WHATSAPP_FROM,
    }
