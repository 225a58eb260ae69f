"""Whom the pages talk to besides this origin: Stripe's script and frames, Clerk's sign-in.

The addresses come from the same settings as the server's, so that one build of the pages serves
the sandbox and the vendors themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yarl import URL

_STRIPE_SCRIPT = "https://js.stripe.com/clover/stripe.js"
#: Where Stripe's own script opens frames and calls: https://docs.stripe.com/security/guide
_STRIPE_FRAMES = "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com"
_STRIPE_CALLS = "https://api.stripe.com"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The vendors that a browser needs."""

    stripe_script_url: str = _STRIPE_SCRIPT
    #: Clerk's Frontend API, which is also the issuer of its tokens; empty: nobody signs in.
    clerk_url: str = ""
    #: Where people sign in.
    sign_in_url: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Outside:
        """From the server's settings."""
        clerk = environment.get("HERE2ORDER_CLERK_ISSUER", "")
        return cls(
            stripe_script_url=environment.get("HERE2ORDER_STRIPE_SCRIPT_URL") or _STRIPE_SCRIPT,
            clerk_url=clerk,
            sign_in_url=environment.get("HERE2ORDER_CLERK_SIGN_IN_URL") or clerk,
        )

    def config(self, host: str) -> dict[str, str]:
        """What /config.json says to a page that was asked for at `host`."""
        return {
            "clerkUrl": _as_seen_from(host, self.clerk_url),
            "signInUrl": _as_seen_from(host, self.sign_in_url),
        }

    def policy(self, host: str) -> str:
        """The Content-Security-Policy. Pictures may come from anywhere: a restaurant keeps them
        where it likes."""
        scripts, frames, calls = self._stripe()
        clerk = _origin(_as_seen_from(host, self.clerk_url))
        rules = {
            "default-src": "'none'",
            "script-src": f"'self' {scripts}",
            "style-src": "'self'",
            "font-src": "'self'",
            "img-src": "'self' data: https:",
            "connect-src": f"'self' {calls} {clerk}",
            "frame-src": frames,
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        return "; ".join(f"{name} {sources.strip()}" for name, sources in rules.items())

    def _stripe(self) -> tuple[str, str, str]:
        """Sources of scripts, frames and calls."""
        origin = _origin(self.stripe_script_url)
        if origin == _origin(_STRIPE_SCRIPT):
            return f"{origin} https://*.js.stripe.com", _STRIPE_FRAMES, _STRIPE_CALLS
        named = _local_names(origin)
        return origin, named, named


def _as_seen_from(host: str, url: str) -> str:
    """A local vendor under the name by which the page itself was reached: to a browser, localhost
    and 127.0.0.1 are two sites, and a session's cookie does not travel between them."""
    name = URL(f"http://{host}").host if host else None
    if not url or URL(url).host not in _LOCAL or name not in _LOCAL:
        return url
    return str(URL(url).with_host(name)).rstrip("/")


def _local_names(origin: str) -> str:
    """A local vendor may name itself otherwise than it was named: its bank's page, for one."""
    if URL(origin).host not in _LOCAL:
        return origin
    others = (URL(origin).with_host(name) for name in ("localhost", "127.0.0.1"))
    return " ".join(str(other.origin()) for other in others)


def _origin(url: str) -> str:
    return str(URL(url).origin()) if url else ""
