"""Whether Stripe has signed it: what Stripe's own library says, which takes long to import."""

from stripe import SignatureVerificationError, WebhookSignature

#: Older signatures are not believed: who has overheard one cannot use it for ever.
_TOLERANCE_SECONDS = 300


def proves(signature: str, body: bytes, secret: str) -> bool:
    """Whether the header Stripe-Signature is of these bytes, by this secret, and of now."""
    try:
        WebhookSignature.verify_header(body, signature, secret, _TOLERANCE_SECONDS)
    except (SignatureVerificationError, ValueError, TypeError):
        # The latter two for what is no UTF-8, or no ASCII: Stripe sends neither.
        return False
    return True
