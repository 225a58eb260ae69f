"""Twilio's own client, made for us."""

from twilio.rest import Client

from server.notifications.twilio.account import TwilioAccount
from server.notifications.twilio.http import TwilioHttp


def async_client(account: TwilioAccount, http: TwilioHttp) -> Client:
    """A client for a running loop."""
    made: Client = Client(account.account_sid, account.auth_token, http_client=http)  # type: ignore[no-untyped-call]
    return _at(account, made)


def _at(account: TwilioAccount, client: Client) -> Client:
    if account.api_url:
        client.api.base_url = account.api_url
        client.content.base_url = account.api_url
    return client
