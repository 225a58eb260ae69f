"""Many messages, and everything that can go wrong at once: who is told, and how often."""

import logging
import os
import random
from collections import Counter
from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from server.notifications.contacts.domain import Channel
from server.notifications.messages.domain import Message, MessageState
from server.notifications.twilio.errors import Remedy, remedy_of
from server.storage.client import Database
from tests.workflows.phones import Post, a_post

_log = logging.getLogger(__name__)

#: More by the environment; a thousand take some minutes.
MESSAGES = int(os.environ.get("HERE2ORDER_STORM_MESSAGES", "60"))
SEED = int(os.environ.get("HERE2ORDER_STORM_SEED", "20261122"))

_REFUSED = {20429: 0.06, 20503: 0.06, 63018: 0.03, 21211: 0.02, 21614: 0.02, 21610: 0.02}
_FAILS = dict.fromkeys([30001, 30003, 30004, 30005, 30006, 30007, 30008, 63018, 63024], 0.02)
_WAYS = dict.fromkeys(["reset_before", "reset_after", "http_500_before", "http_500_after"], 0.05)
_SILENT = dict.fromkeys(["timeout_before", "timeout_after"], 0.03)
_TOLD = {MessageState.DELIVERED, MessageState.READ}
_FINAL = {Remedy.NOTHING, Remedy.OPTED_OUT}


async def test_whoever_is_to_be_told_is_told_and_hardly_anybody_twice(
    time_skipping: WorkflowEnvironment, store: Database, tmp_path: Path
) -> None:
    async with a_post(time_skipping, store, tmp_path / "twilio") as post:
        await _let_it_storm(post)
        messages = await _all_told(post)
        copies = await _copies(post, messages)
    figures = Counter(message.state.value for message in messages)
    twice = sum(count > 1 for count in copies.values())
    doubtful = sum(message.doubtful for message in messages)
    _log.warning("of %d: %s; told twice: %d, doubtful: %d", MESSAGES, figures, twice, doubtful)
    assert figures["DELIVERED"] > MESSAGES // 2, "hardly anything arrives: what is tried here?"
    for message in messages:
        assert message.due_time is None
        assert (copies[message.id] > 0) == (message.state in _TOLD), message
        assert copies[message.id] <= 1 + message.doubtful, message
        _assert_nothing_followed_a_final_answer(message)
    assert twice <= MESSAGES // 1000


async def _let_it_storm(post: Post) -> None:
    steering = post.twilio.steering
    await steering.seed(SEED)
    await steering.callbacks(copies=2, shuffled=True, lost_percent=25)
    for code, probability in _REFUSED.items():
        await steering.fault(refuse=code, probability=probability)
    for code, probability in _FAILS.items():
        await steering.fault(fail=code, probability=probability)
    for way, probability in (_WAYS | _SILENT).items():
        await steering.fault(way=way, probability=probability)
    await steering.fault(route="list", way="reset_before", probability=0.2)
    await steering.fault(route="fetch", way="http_500_before", probability=0.2)


async def _all_told(post: Post) -> list[Message]:
    draw = random.Random(SEED)
    begun = []
    for _ in range(MESSAGES):
        guest = await post.guest(draw.choice(list(Channel)))
        if draw.random() < 0.5:
            await post.twilio.steering.write(guest.phone, "Hello", "whatsapp")
        begun.append(await post.tell(guest))
    return [await post.end(message) for message in begun]


async def _copies(post: Post, messages: list[Message]) -> dict[str, int]:
    """How often each message's words are on a phone."""
    received = Counter(one["body"] for one in await post.twilio.steering.received())
    return {message.id: received[message.content.text] for message in messages}


def _assert_nothing_followed_a_final_answer(message: Message) -> None:
    for attempt in message.attempts[:-1]:
        failed = attempt.error_code and remedy_of(attempt.error_code) in _FINAL
        assert not failed, f"tried again after {attempt.error_code}: {message}"
