"""Session tokens, claims version 2.

Source: Clerk's guide "Session tokens" (default claims), and the protected header as its SDKs
know it. Three things are as observed in tokens of real instances: `nbf` lies ten seconds
before `iat`, `sts` is there for active sessions too, and `jti` is absent.
"""

from typing import Any

from sandbox.clerk.records import Organization, Session

LIFETIME_SECONDS = 60
MIN_LIFETIME_SECONDS = 30
MAX_LIFETIME_SECONDS = 315_360_000  # ten years, Clerk's own bound
CLOCK_SKEW_SECONDS = 10
SESSION_TOKEN_CATEGORY = "cl_B7d4PD111AAA"
TEMPLATE_TOKEN_CATEGORY = "cl_B7d4PD222AAA"


def session_claims(
    session: Session,
    *,
    issuer: str,
    issued_at: int,
    lifetime_seconds: int = LIFETIME_SECONDS,
    authorized_party: str | None = None,
    organization: Organization | None = None,
) -> dict[str, Any]:
    """The claims of one token; `issued_at` is Unix seconds, `authorized_party` an origin."""
    claims: dict[str, Any] = {
        "exp": issued_at + lifetime_seconds,
        "fva": [(issued_at - session.created_at // 1000) // 60, -1],
        "iat": issued_at,
        "iss": issuer,
        "nbf": issued_at - CLOCK_SKEW_SECONDS,
        "sid": session.id,
        "sts": session.status,
        "sub": session.user_id,
        "v": 2,
    }
    if authorized_party:
        claims["azp"] = authorized_party
    if session.actor:
        claims["act"] = session.actor
    if organization and (seat := organization.membership_of(session.user_id)):
        claims["o"] = {
            "id": organization.id,
            "rol": seat.role.removeprefix("org:"),
            "slg": organization.slug,
        }
    return claims
