"""The beats of streams: from one wheel, and made once for many."""

import asyncio
from collections import Counter
from datetime import datetime

from here2order.common.v1 import heartbeat_pb2
from here2order.ordering.v1 import order_service_pb2 as pb

from server.clock import SystemClock
from server.rpc.pulse import Beats, Heart, Pulse
from server.storage.subscription import Ending, Subscription


class StoppedClock:
    """It stays where it is."""

    def __init__(self) -> None:
        self._now = SystemClock().now()

    def now(self) -> datetime:
        return self._now


def a_subscription() -> Subscription:
    return Subscription([("orders", "rst_here")], 16, lambda _: None)


async def test_a_stream_beats_at_once_and_then_in_each_round() -> None:
    pulse = Pulse(0.05)
    hearts = [pulse.join(a_subscription()) for _ in range(3)]
    assert all(heart.due for heart in hearts)
    async with asyncio.timeout(10):
        for _ in range(2):
            for heart in hearts:
                heart.due = False
            for heart in hearts:
                while not heart.due:
                    await heart.subscription.news()
    for heart in hearts:
        pulse.leave(heart)


async def test_a_stream_that_has_left_beats_no_more_and_the_others_do() -> None:
    pulse = Pulse(0.05)
    gone, stays = pulse.join(a_subscription()), pulse.join(a_subscription())
    gone.due = stays.due = False
    pulse.leave(gone)
    async with asyncio.timeout(10):
        while not stays.due:
            await stays.subscription.news()
    assert not gone.due
    pulse.leave(stays)


async def test_who_waits_for_news_is_woken_by_an_end_also_by_one_that_came_before() -> None:
    subscription = a_subscription()
    waiting = subscription.news()
    subscription.end(Ending.STOPPING)
    async with asyncio.timeout(10):
        await waiting
        await subscription.news()


async def test_however_few_or_many_watch_each_beats_once_in_a_round() -> None:
    pulse, beats = Pulse(1.5), Counter[Heart]()

    async def watch(hearts: list[Heart], rounds: int) -> None:
        for heart in hearts:
            heart.due = False
        while min(beats[heart] for heart in hearts) < rounds:
            await hearts[0].subscription.news()
            # All are woken before anybody runs.
            for heart in filter(lambda it: it.due, everybody):
                beats[heart] += 1
                heart.due = False

    everybody = [pulse.join(a_subscription())]
    async with asyncio.timeout(30):
        await watch(everybody[:1], 1)
        everybody += [pulse.join(a_subscription()) for _ in range(50)]
        beats.clear()
        await watch(everybody, 2)
    assert set(beats.values()) <= {2, 3}
    for heart in everybody:
        pulse.leave(heart)


async def test_thousands_who_come_at_the_same_moment_do_not_all_beat_at_the_same() -> None:
    pulse = Pulse(15)
    hearts = [pulse.join(a_subscription()) for _ in range(20_000)]
    together = Counter(heart.spoke for heart in hearts)
    assert max(together.values()) < 2 * 20_000 / 1500
    assert len(together) == 1500
    for heart in hearts:
        pulse.leave(heart)


async def test_a_few_who_come_at_the_same_moment_beat_together() -> None:
    pulse = Pulse(15)
    hearts = [pulse.join(a_subscription()) for _ in range(12)]
    assert len({heart.spoke for heart in hearts}) == 1
    for heart in hearts:
        pulse.leave(heart)


def test_all_who_stand_at_the_same_place_get_the_same_bytes() -> None:
    beats = Beats(pb.WatchOrdersResponse, StoppedClock())
    first, again, other = beats("here"), beats("here"), beats("there")
    assert first is again
    message = pb.WatchOrdersResponse.FromString(other)
    assert message.cursor == "there"
    assert message.heartbeat != heartbeat_pb2.Heartbeat()
