"""The connection to Stripe, and what its errors mean."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import stripe
from stripe import AIOHTTPClient, StripeClient

from server.config import Settings

#: After that, nobody knows whether it happened.
_TIMEOUT_SECONDS = 8
#: With these the same request is refused for ever: what was wrong stands in it.
_REFUSALS = (stripe.CardError, stripe.InvalidRequestError, stripe.PermissionError)
#: No secret key is empty; nobody may ask with this one.
_NO_KEY = "sk_none"

# Stripe would be told about this machine with every call.
stripe.enable_telemetry = False


class StripeAway(Exception):
    """No clear answer. It may have happened all the same: look before asking again."""


class StripeRefuses(Exception):
    """Stripe says no, and will say no again."""

    def __init__(self, code: str, text: str) -> None:
        """Stripe's code, which may be empty, and its words for developers."""
        super().__init__(f"{code}: {text}" if code else text)
        self.code = code
        self.text = text


@asynccontextmanager
async def connect(
    settings: Settings, *, timeout_seconds: float = _TIMEOUT_SECONDS
) -> AsyncIterator[StripeClient]:
    """A client of one event loop. Never asks again by itself: workflows do, and look first."""
    timeout = aiohttp.ClientTimeout(total=timeout_seconds)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield StripeClient(
            settings.stripe_secret_key or _NO_KEY,
            base_addresses={"api": settings.stripe_api_url} if settings.stripe_api_url else {},
            http_client=AIOHTTPClient(timeout=None, session=session),
            max_network_retries=0,
        )


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turns the SDK's errors into the two that matter: StripeRefuses and StripeAway."""
    try:
        yield
    except _REFUSALS as error:
        raise StripeRefuses(error.code or "", error.user_message or "") from error
    except (stripe.StripeError, aiohttp.ClientError, TimeoutError) as error:
        # The SDK lets what breaks while an answer is read through as it is.
        raise StripeAway(str(error)) from error
