"""The vendors of the stack that is played at: local ones can be steered, real ones are let be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Vendors:
    """Addresses of the local Stripe and Twilio; "" where the stack uses the real one, or none."""

    stripe_url: str = ""
    twilio_url: str = ""

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Self:
        """As the stack's settings say."""
        return cls(
            env.get("HERE2ORDER_STRIPE_API_URL", "").rstrip("/"),
            env.get("HERE2ORDER_TWILIO_API_URL", "").rstrip("/"),
        )
