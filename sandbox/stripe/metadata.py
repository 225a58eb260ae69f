"""Metadata: up to 50 words of the caller's own on any object."""

from sandbox.stripe import errors
from sandbox.stripe.form import Fields


def changed(fields: Fields, former: dict[str, str]) -> dict[str, str]:
    """The metadata after this call: named ones change, empty ones go."""
    if fields.has("metadata") and not fields.values["metadata"]:
        return {}
    merged = former | {name: str(value) for name, value in fields.mapping("metadata").items()}
    if len(merged) > 50 or any(len(name) > 40 for name in merged):
        raise errors.invalid("metadata", "Metadata can have up to 50 keys of 40 characters")
    for name, value in merged.items():
        if len(value) > 500:
            raise errors.invalid(f"metadata[{name}]", "Metadata values can have up to 500")
    return {name: value for name, value in merged.items() if value}
