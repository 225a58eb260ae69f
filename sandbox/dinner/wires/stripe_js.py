"""What Stripe.js does in a guest's page: it confirms a payment with what the page was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from here2order.billing.v1.payment_pb2 import Checkout

_TIMEOUT = aiohttp.ClientTimeout(total=30)
_RETURN_URL = "http://localhost/"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What Stripe.js tells its page."""

    intent_id: str
    #: Stripe's word for where the payment stands.
    status: str
    #: Stripe's sentence for the payer, when it was refused.
    error: str = ""
    decline_code: str = ""


def card(number: str) -> dict[str, str]:
    """A card as somebody types it in."""
    typed = {"number": number, "exp_month": "12", "exp_year": "2035", "cvc": "123"}
    return {"type": "card"} | {f"card[{name}]": value for name, value in typed.items()}


def upi(address: str) -> dict[str, str]:
    """A UPI address."""
    return {"type": "upi", "upi[vpa]": address}


async def confirm(checkout: Checkout, means: Mapping[str, str]) -> Confirmed:
    """Pays by `card` or `upi`. Raises aiohttp.ClientError.

    Talks to the Stripe that the page's script comes from, and knows no more than the page does.
    """
    where = urlsplit(checkout.script_url)
    intent_id = checkout.client_secret.partition("_secret_")[0]
    data = {
        "key": checkout.publishable_key,
        "client_secret": checkout.client_secret,
        "return_url": _RETURN_URL,
        "use_stripe_sdk": "true",
        **{_inside("payment_method_data", name): value for name, value in means.items()},
    }
    url = f"{where.scheme}://{where.netloc}/v1/payment_intents/{intent_id}/confirm"
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
        session.post(url, data=data) as reply,
    ):
        return _confirmed(intent_id, await reply.json())


def _inside(outer: str, name: str) -> str:
    head, bracket, rest = name.partition("[")
    return f"{outer}[{head}]{bracket}{rest}"


def _confirmed(intent_id: str, answer: dict[str, Any]) -> Confirmed:
    error = answer.get("error")
    if error is None:
        return Confirmed(intent_id, answer["status"])
    status = error.get("payment_intent", {}).get("status", "")
    code = error.get("decline_code") or error.get("code") or ""
    return Confirmed(intent_id, status, error["message"], code)
