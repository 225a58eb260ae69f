"""WhatsApp's templates: our texts, approved beforehand, known to Twilio by name.

`python -m server.notifications.twilio.templates` makes those that are missing and hands them in for
approval, which takes WhatsApp some minutes. Harmless when they are there.
"""

import asyncio
import sys

from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList

from server.config import Settings, SettingsError
from server.notifications.messages.texts import TEXTS
from server.notifications.twilio.account import TwilioAccount, account_of
from server.notifications.twilio.client import async_client
from server.notifications.twilio.http import TwilioHttp

_PAGE = 200


class NoTemplate(Exception):
    """Nobody has made this template; see the module."""


def template_name(text_key: str, language: str) -> str:
    """By which a text's template is known."""
    return f"here2order_{text_key.lower()}_{language}"


async def template_sid(client: Client, name: str) -> str:
    """Twilio's id of the template. Raises NoTemplate, and what Twilio's client raises."""
    async for content in await client.content.v1.contents.stream_async(page_size=_PAGE):
        if content.friendly_name == name:
            return str(content.sid)
    raise NoTemplate(name)


async def make_templates(account: TwilioAccount) -> int:
    """Makes those that are missing; returns how many that were."""
    http = TwilioHttp()
    try:
        return await _make_missing(async_client(account, http))
    finally:
        await http.close()


async def _make_missing(client: Client) -> int:
    contents = client.content.v1.contents
    there = {one.friendly_name async for one in await contents.stream_async(page_size=_PAGE)}
    missing = [
        (text_key, language)
        for text_key, texts in TEXTS.items()
        for language in texts
        if template_name(text_key, language) not in there
    ]
    for text_key, language in missing:
        await _make(client, text_key, language)
    return len(missing)


async def _make(client: Client, text_key: str, language: str) -> None:
    name, body = template_name(text_key, language), TEXTS[text_key][language]
    types = {"twilio/text": {"body": body}}
    request = ContentList.ContentCreateRequest(
        {"friendly_name": name, "language": language, "types": types}
    )
    made = await client.content.v1.contents.create_async(request)
    approval = ApprovalCreateList.ContentApprovalRequest({"name": name, "category": "UTILITY"})
    await client.content.v1.contents(str(made.sid)).approval_create.create_async(approval)


def main() -> int:
    """Makes the templates of the account in the settings. Returns the exit code."""
    try:
        account = account_of(Settings.from_environment())
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if account is None:
        sys.stderr.write("HERE2ORDER_TWILIO_ACCOUNT_SID is not set\n")
        return 2
    sys.stdout.write(f"{asyncio.run(make_templates(account))} templates made\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
