"""A typed client of what Twilio has no call for."""

from typing import Any

import aiohttp

from sandbox.twilio.records import RECEIVED

_TIMEOUT = aiohttp.ClientTimeout(total=10)


class TwilioSteering:
    """Steers one sandbox."""

    def __init__(self, url: str) -> None:
        """`url` is the sandbox's."""
        self._http = aiohttp.ClientSession(base_url=url, timeout=_TIMEOUT)

    async def close(self) -> None:
        """Hangs up."""
        await self._http.close()

    async def fault(self, **rule: Any) -> None:
        """One more rule; its fields are those of sandbox.twilio.faults.Fault."""
        await self._call("POST", "/_sandbox/faults", rule)

    async def clear_faults(self) -> None:
        """Nothing goes wrong any more."""
        await self._call("DELETE", "/_sandbox/faults")

    async def seed(self, seed: int) -> None:
        """From here on the same seed draws the same."""
        await self._call("POST", "/_sandbox/seed", {"seed": seed})

    async def callbacks(self, **manner: Any) -> None:
        """How callbacks are made: copies, shuffled, lost_percent, held."""
        await self._call("POST", "/_sandbox/callbacks", manner)

    async def write(self, phone: str, body: str, channel: str = "sms") -> str:
        """The phone writes to our number; returns the message's sid."""
        content = {"from": phone, "body": body, "channel": channel}
        return str((await self._call("POST", "/_sandbox/inbound", content))["sid"])

    async def advance(self, sid: str, status: str, code: int = 0) -> None:
        """This becomes of the message: "read", or a failure with its code."""
        await self._call("POST", f"/_sandbox/messages/{sid}/{status}?code={code}")

    async def state(self) -> dict[str, Any]:
        """Everything that the page shows."""
        state: dict[str, Any] = await self._call("GET", "/_sandbox/state")
        return state

    async def received(self, phone: str = "") -> list[dict[str, Any]]:
        """What arrived on phones, oldest first; on this one, if one is named."""
        return [
            message
            for message in reversed((await self.state())["messages"])
            if message["status"] in RECEIVED and phone in ("", message["phone"])
        ]

    async def sent(self, phone: str = "") -> list[dict[str, Any]]:
        """What was taken to be sent, oldest first, whatever became of it."""
        return [
            message
            for message in reversed((await self.state())["messages"])
            if message["direction"] != "inbound" and phone in ("", message["phone"])
        ]

    async def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        async with self._http.request(method, path, json=body) as answer:
            content = await answer.json()
            if not answer.ok:
                raise ValueError(content.get("error") or content)
            return content
