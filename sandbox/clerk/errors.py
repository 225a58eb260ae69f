"""Clerk's error envelope, and the errors the sandbox answers with."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ApiError(Exception):
    """One entry of `errors` with its HTTP status; codes are those of Clerk's API."""

    def __init__(self, status: int, code: str, message: str, *, param: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.param = param

    def response(self) -> web.Response:
        """The answer as Clerk words it."""
        error: dict[str, Any] = {
            "message": self.message,
            "long_message": self.message,
            "code": self.code,
        }
        if self.param:
            error["meta"] = {"param_name": self.param}
        return web.json_response({"errors": [error]}, status=self.status)


def key_missing() -> ApiError:
    """No usable Authorization header."""
    return ApiError(
        401,
        "authorization_header_format_invalid",
        'Invalid Authorization header format. Must be "Bearer <YOUR_API_KEY>"',
    )


def key_invalid() -> ApiError:
    """A bearer key that is not this instance's."""
    return ApiError(
        401,
        "clerk_key_invalid",
        "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is "
        "correct.",
    )


def signed_out() -> ApiError:
    """The browser has no session here, or no longer."""
    return ApiError(401, "authentication_invalid", "Unable to authenticate this request.")


def not_found(kind: str, identifier: str) -> ApiError:
    """A resource that is not there; also one that is, but can serve no more."""
    return ApiError(404, "resource_not_found", f"No {kind} was found with id {identifier}.")


def missing(param: str) -> ApiError:
    """A required field is absent."""
    return ApiError(422, "form_param_missing", f"{param} must be included.", param=param)


def unknown(param: str) -> ApiError:
    """A field that this call does not have."""
    return ApiError(
        422,
        "form_param_unknown",
        f"{param} is not a valid parameter for this request.",
        param=param,
    )


def invalid(param: str, reason: str) -> ApiError:
    """A field whose value cannot be taken."""
    return ApiError(422, "form_param_value_invalid", f"{param} {reason}.", param=param)


def taken(param: str) -> ApiError:
    """An identifier that another record of the instance holds already."""
    return ApiError(
        422, "form_identifier_exists", f"That {param} is taken. Please try another.", param=param
    )


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns ApiError, unknown paths and unreadable bodies into Clerk's envelope."""
    try:
        return await handler(request)
    except ApiError as error:
        return error.response()
    except json.JSONDecodeError:
        return ApiError(400, "request_body_invalid", "Request body invalid").response()
    except web.HTTPNotFound:
        return ApiError(404, "resource_not_found", f"{request.path} does not exist.").response()
