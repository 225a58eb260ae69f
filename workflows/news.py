"""The signal by which workflows that follow something at a vendor hear that it moved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """Only a reason to look: what is believed is what the vendor says when it is asked.

    It stands in histories: fields may be added, with a default, and never change their meaning.
    """

    #: A kind of event ("payment_intent.succeeded"), or what happened to our own document.
    kind: str
