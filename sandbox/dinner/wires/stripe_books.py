"""What the local Stripe has taken and given back, by Stripe's own API."""

import aiohttp

from sandbox.stripe import StripeSteering

_TIMEOUT = aiohttp.ClientTimeout(total=30)


class LocalStripe(StripeSteering):
    """The stack's Stripe: the payer's and the bank's side of it, and its books."""

    def __init__(self, url: str) -> None:
        """`url` is where its API is."""
        super().__init__(url)
        self._api = f"{url}/v1"

    async def kept(self, intent_id: str) -> int:
        """Charged by that PaymentIntent and not given back, in minor units."""
        key = (await self.state())["secret_key"]
        headers = {"Authorization": f"Bearer {key}"}
        query = {"payment_intent": intent_id, "limit": "100"}
        async with (
            aiohttp.ClientSession(headers=headers, timeout=_TIMEOUT) as session,
            session.get(f"{self._api}/charges", params=query, raise_for_status=True) as reply,
        ):
            charges = (await reply.json())["data"]
        return sum(it["amount_captured"] - it["amount_refunded"] for it in charges if it["paid"])
