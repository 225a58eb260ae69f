"""Stripe's error envelope, and the errors the sandbox answers with."""

from typing import Any

from sandbox.stripe.store import Obj, shown

_DOCS = "https://stripe.com/docs/error-codes/"


class StripeRefusal(Exception):
    """An answer that is no success: HTTP status and the content of `error`."""

    def __init__(self, status: int, kind: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.error: Obj = {"type": kind, "message": message}
        self.error |= {name: value for name, value in more.items() if value is not None}
        if code := more.get("code"):
            self.error["doc_url"] = _DOCS + str(code).replace("_", "-")


def _refused(message: str, status: int = 400, **more: Any) -> StripeRefusal:
    return StripeRefusal(status, "invalid_request_error", message, **more)


def invalid(param: str, message: str, code: str | None = None) -> StripeRefusal:
    """A parameter whose value cannot be taken."""
    return _refused(message, param=param, code=code)


def missing(param: str) -> StripeRefusal:
    """A required parameter is absent."""
    return _refused(f"Missing required param: {param}.", param=param, code="parameter_missing")


def unknown(param: str) -> StripeRefusal:
    """A parameter that this call does not have."""
    return _refused(f"Received unknown parameter: {param}", param=param, code="parameter_unknown")


def no_such(kind: str, identifier: str, param: str, status: int = 404) -> StripeRefusal:
    """An object that is not there; 404 when the path names it, 400 when a parameter does."""
    message = f"No such {kind}: '{identifier}'"
    return _refused(message, status, param=param, code="resource_missing")


def no_such_path(method: str, path: str) -> StripeRefusal:
    """A URL that the API does not have."""
    return _refused(f"Unrecognized request URL ({method}: {path}).", 404)


def unexpected_state(intent: Obj, act: str) -> StripeRefusal:
    """What this PaymentIntent's status no longer allows."""
    return _refused(
        f"You cannot {act} this PaymentIntent because it has a status of {intent['status']}.",
        code="payment_intent_unexpected_state",
        payment_intent=shown(intent),
    )


def key_missing() -> StripeRefusal:
    """No API key at all."""
    return _refused("You did not provide an API key.", 401)


def key_invalid(key: str) -> StripeRefusal:
    """A key that is not this account's."""
    shown = key[:7] + "*" * max(0, len(key) - 11) + key[-4:]
    return _refused(f"Invalid API Key provided: {shown}", 401, code="api_key_invalid")


def secret_needed() -> StripeRefusal:
    """A publishable key where only a secret one will do."""
    message = "This API call cannot be made with a publishable API key."
    return _refused(message, 403, code="secret_key_required")


def key_reused() -> StripeRefusal:
    """An idempotency key that came before with something else."""
    return StripeRefusal(
        400,
        "idempotency_error",
        "Keys for idempotent requests can only be used with the same parameters they were first "
        "used with.",
    )


def key_in_use() -> StripeRefusal:
    """An idempotency key whose first request is still being worked on."""
    return StripeRefusal(
        409,
        "idempotency_error",
        "There is currently another in-progress request using this Idempotent Key.",
        code="idempotency_key_in_use",
    )


def rate_limited() -> StripeRefusal:
    """Too many requests."""
    return _refused("Request rate limit exceeded.", 429, code="rate_limit")


def balance_insufficient() -> StripeRefusal:
    """The account's money is not there yet."""
    return _refused("Insufficient funds in your Stripe balance.", code="balance_insufficient")


def broken(status: int = 500) -> StripeRefusal:
    """Something went wrong on Stripe's end."""
    return StripeRefusal(status, "api_error", "An unknown error occurred")
