"""A local Clerk: the Backend API, the JWKS and the session tokens of one instance.

Start it as `python -m sandbox.clerk --port 4010 --data DIR`, or inside a test with `start`.
What it answers follows Clerk's published OpenAPI (Backend API 2026-05-12) and its page on
session token claims, version 2. What Clerk has no call for (making a key roll, a token that is
already expired, a JWKS endpoint that is down) is under `/sandbox/`.
"""

from sandbox.clerk.app import RunningClerk, start
from sandbox.clerk.client import ClerkClient, ClerkError

__all__ = ["ClerkClient", "ClerkError", "RunningClerk", "start"]
