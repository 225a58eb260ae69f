"""A typed client of the sandbox's steering; Stripe's own calls are for Stripe's own SDK."""

from types import TracebackType
from typing import Any, Self

import aiohttp

Obj = dict[str, Any]

_TIMEOUT = aiohttp.ClientTimeout(total=30)


class SteeringError(Exception):
    """The sandbox does not do that."""

    def __init__(self, status: int, error: Obj) -> None:
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status = status
        self.code = error.get("code")


class StripeSteering:
    """Steers one sandbox by its address. Opens its connection at the first call."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connection."""
        if self._opened:
            await self._opened.close()
            self._opened = None

    async def state(self) -> Obj:
        """Keys, settings, counts of objects and of deliveries by state."""
        return await self._call("GET", "state")

    async def settings(self, **values: Any) -> Obj:
        """Changes settings (`settings.Settings`)."""
        return await self._call("POST", "settings", values)

    async def advance(self, seconds: float) -> None:
        """Lets time pass at once: UPI expires, keys are pruned, refunds settle."""
        await self._call("POST", "advance", {"seconds": seconds})

    async def confirm(self, intent_id: str, **how: Any) -> Obj:
        """Pays without a page: `method` card, upi, apple_pay or google_pay; `number` of a test
        card; `outcome` succeeded, processing, requires_action or declined; `amount` that arrives
        instead (UPI). Returns the PaymentIntent."""
        return await self._intent(intent_id, "confirm", how)

    async def approve(self, intent_id: str) -> Obj:
        """The payer agrees, in the UPI app or to the bank. Returns the PaymentIntent."""
        return await self._intent(intent_id, "approve", {})

    async def decline(self, intent_id: str) -> Obj:
        """The payer refuses. Returns the PaymentIntent."""
        return await self._intent(intent_id, "decline", {})

    async def expire(self, intent_id: str) -> Obj:
        """The five minutes of UPI are over. Returns the PaymentIntent."""
        return await self._intent(intent_id, "expire", {})

    async def settle(self, intent_id: str, amount: int | None = None) -> Obj:
        """A processing payment arrives. Returns the PaymentIntent."""
        return await self._intent(intent_id, "settle", {"amount": amount})

    async def fail(self, intent_id: str, **why: str) -> Obj:
        """A processing payment comes to nothing; `code`. Returns the PaymentIntent."""
        return await self._intent(intent_id, "fail", why)

    async def dispute(self, intent_id: str, reason: str = "fraudulent") -> None:
        """The payer asks the bank for the money back."""
        await self._intent(intent_id, "dispute", {"reason": reason})

    async def change_dispute(self, dispute_id: str, status: str) -> Obj:
        """The bank says how the dispute stands: under_review, won, lost, … Returns it."""
        return await self._call("POST", f"disputes/{dispute_id}", {"status": status})

    async def finish_refund(self, refund_id: str, failure_reason: str | None = None) -> Obj:
        """The payer's bank takes the refund or refuses it. Returns it."""
        said = {"failure_reason": failure_reason}
        return await self._call("POST", f"refunds/{refund_id}/finish", said)

    async def account(
        self, account_id: str, *, charges_enabled: bool = True, reason: str | None = None
    ) -> Obj:
        """Makes the Connect account if it is new, and lets it take charges or not."""
        said = {"id": account_id, "charges_enabled": charges_enabled, "reason": reason}
        return await self._call("POST", "accounts", said)

    async def overwrite(self, kind: str, identifier: str, **values: Any) -> Obj:
        """Writes over fields of an object: Stripe says what it should not."""
        return await self._call("POST", f"objects/{kind}/{identifier}", values)

    async def fault(self, kind: str, route: str = "POST /v1/*", **how: Any) -> None:
        """Sets a fault (`faults`): `count`, `probability`, `seed`, `seconds`."""
        await self._call("POST", "faults", {"kind": kind, "route": route, **how})

    async def faults(self) -> list[Obj]:
        """The faults that are set, and how often each struck."""
        return await self._rows("GET", "faults")

    async def mend(self) -> None:
        """No faults any more."""
        await self._call("DELETE", "faults")

    async def forget_keys(self, key: str | None = None) -> int:
        """Forgets idempotency keys, one or all; returns how many."""
        return int((await self._call("POST", "forget-keys", {"key": key}))["forgotten"])

    async def endpoint(self, url: str, secret: str | None = None) -> Obj:
        """Delivers every event to that URL from now on. Returns `url` and `secret`."""
        return await self._call("POST", "webhook_endpoints", {"url": url, "secret": secret})

    async def webhooks(self, state: str | None = None, limit: int = 100) -> list[Obj]:
        """Deliveries, newest first: waiting, held, dropped, delivered or failed."""
        query = f"?limit={limit}" + (f"&state={state}" if state else "")
        return await self._rows("GET", f"webhooks{query}")

    async def release(self, **how: Any) -> Obj:
        """Lets go what is held or dropped: `shuffle`, `seed`, `copies_low`, `copies_high`,
        `forged_every`, `stale_every`, `then`. Returns how many were released and forged."""
        return await self._call("POST", "webhooks/release", how)

    async def resend(self, event_id: str, **how: Any) -> list[Obj]:
        """Sends an event again: `copies`, `fate` (genuine, forged, stale)."""
        return await self._rows("POST", "webhooks/resend", {"event": event_id, **how})

    async def message(self, delivery_id: str) -> tuple[bytes, dict[str, str]]:
        """The exact bytes and the headers of a delivery, signed now."""
        said = await self._call("GET", f"webhooks/{delivery_id}/message")
        return said["body"].encode(), said["headers"]

    async def _intent(self, intent_id: str, act: str, said: Obj) -> Obj:
        return await self._call("POST", f"payment_intents/{intent_id}/{act}", said)

    async def _rows(self, method: str, path: str, said: Obj | None = None) -> list[Obj]:
        return list((await self._call(method, path, said))["data"])

    async def _call(self, method: str, path: str, said: Obj | None = None) -> Obj:
        if self._opened is None:
            self._opened = aiohttp.ClientSession(timeout=_TIMEOUT)
        url = f"{self._url}/_sandbox/{path}"
        async with self._opened.request(method, url, json=said) as answer:
            content: Obj = await answer.json()
            if answer.ok:
                return content
            raise SteeringError(answer.status, content["error"])
