"""Requests that no token proves, but a signature over their exact bytes."""

from server.errors import DomainError, Reason


class SignatureInvalid(DomainError):
    """A vendor's signature is missing, forged or too old; or it is not the vendor at all.

    A webhook's servicer hands on two things, `request.body.data` and the headers that it takes
    from `call.metadata(…)`, in small letters. Its service has the vendor's own library verify them,
    before anything in the body is looked at.
    """

    reason = Reason.SIGNATURE_INVALID

    def __init__(self, vendor: str) -> None:
        """`vendor` in small letters. Which of the three it was is nobody's business."""
        super().__init__(
            f"this is not signed by {vendor}, or too long ago", metadata={"vendor": vendor}
        )
