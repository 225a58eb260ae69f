"""Our account at Twilio. Twilio's own client, which takes long to import, is in `client.py`."""

from dataclasses import dataclass

from server.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioAccount:
    """From where we send, and as whom."""

    account_sid: str
    auth_token: str
    #: Where the API is; "": at Twilio's.
    api_url: str
    #: In E.164.
    sms_from: str
    #: In E.164; "": no WhatsApp.
    whatsapp_from: str
    #: Where Twilio calls back, without what names the message.
    callback_url: str


def account_of(settings: Settings) -> TwilioAccount | None:
    """None if there is no account: nobody is told anything then."""
    if not settings.twilio_account_sid:
        return None
    return TwilioAccount(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token,
        api_url=settings.twilio_api_url,
        sms_from=settings.twilio_sms_from,
        whatsapp_from=settings.twilio_whatsapp_from,
        callback_url=callback_url(settings.public_url),
    )


def callback_url(public_url: str) -> str:
    """Where Twilio calls us; what it signs begins with this, to the letter."""
    return f"{public_url}/webhooks/twilio"
