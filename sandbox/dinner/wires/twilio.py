"""The local Twilio: the phones that it reaches, and what it refuses."""

from typing import Any

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=30)


class LocalTwilio:
    """Steers one sandbox by its address."""

    def __init__(self, url: str) -> None:
        self._http = aiohttp.ClientSession(base_url=url, timeout=_TIMEOUT, raise_for_status=True)

    async def close(self) -> None:
        """Closes the connection."""
        await self._http.close()

    async def refuse_whatsapp(self, number: str, code: int) -> None:
        """No WhatsApp reaches that number from now on."""
        await self._call("POST", "phones", {"number": number, "whatsapp": code})

    async def sms_to(self, number: str) -> list[str]:
        """The texts that are on that phone, oldest first."""
        phone = await self._call("GET", f"phones/{number}")
        return [it["body"] for it in phone["messages"] if it["channel"] == "sms"]

    async def _call(self, method: str, path: str, said: dict[str, Any] | None = None) -> Any:
        async with self._http.request(method, f"/_sandbox/{path}", json=said) as answer:
            return await answer.json()
