"""Whom the pages may talk to, and where they say that people sign in."""

from __future__ import annotations

from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from deploy.local.outside import Outside
from deploy.local.web import make_app

SANDBOX = Outside.read(
    {
        "HERE2ORDER_CLERK_ISSUER": "http://127.0.0.1:4010",
        "HERE2ORDER_STRIPE_SCRIPT_URL": "http://127.0.0.1:4020/v3/stripe.js",
    }
)
REAL = Outside.read({"HERE2ORDER_CLERK_ISSUER": "https://clerk.example.com"})


def rules(policy: str) -> dict[str, list[str]]:
    """The sources by directive."""
    parts = (rule.split() for rule in policy.split("; "))
    return {name: sources for name, *sources in parts}


def test_the_sandbox_is_all_that_its_pages_may_talk_to() -> None:
    found = rules(SANDBOX.policy("127.0.0.1:8080"))
    assert found["script-src"] == ["'self'", "http://127.0.0.1:4020"]
    stripe = ["http://localhost:4020", "http://127.0.0.1:4020"]
    assert found["frame-src"] == stripe
    assert found["connect-src"] == ["'self'", *stripe, "http://127.0.0.1:4010"]


def test_stripe_itself_gets_what_its_guide_asks_for() -> None:
    found = rules(REAL.policy("order.example.com"))
    assert "https://js.stripe.com" in found["script-src"]
    assert "https://hooks.stripe.com" in found["frame-src"]
    assert found["connect-src"][1:] == ["https://api.stripe.com", "https://clerk.example.com"]


def test_nothing_may_frame_the_pages_or_run_inline() -> None:
    for outside in (SANDBOX, REAL, Outside()):
        found = rules(outside.policy("localhost"))
        assert found["default-src"] == ["'none'"]
        assert found["frame-ancestors"] == ["'none'"]
        assert "'unsafe-inline'" not in found["script-src"] + found["style-src"]


def test_a_local_sign_in_has_the_name_of_the_page_so_that_its_cookie_travels() -> None:
    assert SANDBOX.config("localhost:8080")["clerkUrl"] == "http://localhost:4010"
    assert SANDBOX.config("127.0.0.1:8080")["clerkUrl"] == "http://127.0.0.1:4010"
    assert "http://localhost:4010" in SANDBOX.policy("localhost:8080")


def test_a_sign_in_elsewhere_keeps_its_name() -> None:
    assert REAL.config("localhost:8080")["clerkUrl"] == "https://clerk.example.com"


async def test_the_pages_hear_of_it(tmp_path: Path) -> None:
    app = make_app(tmp_path, tmp_path, SANDBOX)
    async with TestClient(TestServer(app)) as client, client.get("/config.json") as answer:
        assert (await answer.json())["signInUrl"] == "http://127.0.0.1:4010"
        assert "http://127.0.0.1:4020" in answer.headers["Content-Security-Policy"]
