"""Stripe's webhook signature: `t=<Unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>">`."""

import hashlib
import hmac


def header(body: bytes, secret: str, timestamp: int) -> str:
    """The value of `Stripe-Signature`."""
    signed = f"{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"
