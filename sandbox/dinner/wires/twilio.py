"""The local Twilio: the phones that it reaches, and what it refuses."""

from sandbox.twilio import TwilioSteering


class LocalTwilio(TwilioSteering):
    """The stack's Twilio, as far as one guest's phone goes."""

    async def refuse_whatsapp(self, number: str, code: int) -> None:
        """The next message by WhatsApp to that number fails with Twilio's code."""
        await self.fault(to=number, channel="whatsapp", fail=code, count=1)

    async def sms_to(self, number: str) -> list[str]:
        """The texts that are on that phone, oldest first."""
        return [it["body"] for it in await self.received(number) if not it["is_whatsapp"]]
