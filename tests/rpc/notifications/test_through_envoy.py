"""Twilio's calls on their whole way: over HTTP, through Envoy, to the byte."""

import aiohttp

from tests.support.app import PUBLIC_URL, RunningApp
from tests.support.components import StartEnvoy
from tests.support.messages import database_of
from tests.support.webhooks import twilio_event, twilio_signature

ABOUT = "msg_" + "0" * 26
_FORM = "application/x-www-form-urlencoded"


async def test_a_status_of_a_message_is_kept_for_it_and_a_forged_one_is_not(
    app: RunningApp, start_envoy: StartEnvoy
) -> None:
    envoy = await start_envoy(app.port)
    body = twilio_event(MessageSid="SM1", MessageStatus="delivered")
    url = f"{envoy.origin}/webhooks/twilio/{ABOUT}"
    assert PUBLIC_URL not in url, "what is signed is the public address, whoever forwards it"
    answers = []
    async with aiohttp.ClientSession() as http:
        for signature in (twilio_signature(body), twilio_signature(body, ABOUT)):
            headers = {"X-Twilio-Signature": signature, "Content-Type": _FORM}
            async with http.post(url, data=body, headers=headers) as reply:
                answers.append(reply.status)
    assert answers == [401, 200]
    (event,) = await database_of(app)["inbound_events"].find({}).to_list()
    assert event["concern"]["id"] == ABOUT
    assert event["body"] == body
