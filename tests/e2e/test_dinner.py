"""The dinner that `make demo` plays, against everything that `make run` starts."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import grpc
import pytest
from here2order.catalog.v1.restaurant_service_pb2 import UpdateRestaurantRequest

from deploy.toolchain.paths import ROOT
from tests.support.api import Api, bearer
from tests.support.stack import OpenHouse

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]

TOLD = (
    r"Rui joined the visit that Ana opened",
    r"5 equal replies",
    r"one order$",
    r"Ana +✗ REQUEST_ID_REUSED",
    r"Fire gets what it has to make, and nothing else",
    r"Ana +◂ Kuttanad duck roast is out",
    r"Rui +✗ MENU_CHANGED",
    r"Rui +◂ Kuttanad duck roast is out; there is [A-Z]",
    r"Rui +◂ Pazham pori is ₹\d+\.00 now, not ₹\d+\.00",
    r"the order is at the new price",
    r"the first round is as it was",
    r"Rui +◂ \w{4} is rejected: “.+”",
    r"Ana +◂ \w{4} is cancelled",
    r"what happened meanwhile came, each version once: \d to \d",
    r"Devika +◂ \w{4} is served",
    r"\+ 2 × Appam, one",
    r"Ana +✗ AMOUNT_ABOVE_DUE",
    r"Rui +◂ Rui's ₹.+ waits for the bank's approval$",
    r"Devika +◂ Rui's ₹.+ is paid by UPI rui@okbank, at table",
    r"Ana +◂ Ana's ₹.+ failed, declined: “.+”",
    r"Rui +◂ Ana's ₹.+ failed, declined$",
    r"Devika +◂ Ana's ₹.+ is paid by Visa •••• 3184",
    r"the bill is paid, to the paisa",
    r"Devika +◂ “payment paid” by WhatsApp is failed, 63003: .+",
    r"Ana +◂ an SMS: “Chakara: .+/receipt/.+”",
    r"a PDF of \S+ bytes",
    r"Rui +◂ .+ the refund of ₹.+ is done: “.+”",
    r"Faisal +✗ LINE_ALREADY_REFUNDED",
    r"Faisal +✗ REFUND_ABOVE_PAID",
    r"1  Rui, UPI rui@okbank +refunded +-",
    r" +sum( +-?[\d,]+\.\d\d){3}$",
    r"the ledger sums to 0",
    r"Stripe's charges less its refunds are ₹",
    r"Ana +✗ VISIT_CLOSED",
    r"says what it said before the guests came",
    r"the stream of tickets at Pots ends with DEVICE_REVOKED",
)


async def begin(house: OpenHouse, *, vendors: bool = True) -> Process:
    command = [sys.executable, "-m", "sandbox.dinner", house.target, house.clerk_url]
    command += ["--stripe", house.stripe_url, "--twilio", house.twilio_url] if vendors else []
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=STDOUT)


async def played(house: OpenHouse, *, vendors: bool = True) -> tuple[int | None, str]:
    """Exit code and transcript."""
    dinner = await begin(house, vendors=vendors)
    said, _ = await dinner.communicate()
    return dinner.returncode, said.decode()


async def until(dinner: Process, words: str) -> str:
    """What it printed up to the line with these words."""
    assert dinner.stdout is not None
    said = ""
    while words not in said:
        line = (await dinner.stdout.readline()).decode()
        assert line, said
        said += line
    return said


@pytest.fixture
async def orders_paused(open_stack: OpenHouse) -> AsyncIterator[None]:
    """The owner takes no orders while the test lasts."""
    request = UpdateRestaurantRequest(restaurant_id=open_stack.seeded.restaurant_id)
    request.update_mask.paths.append("paused_until_time")
    owner = bearer(open_stack.seeded.tokens["owner"])
    async with grpc.aio.insecure_channel(open_stack.target) as channel:
        restaurants = Api(channel).restaurants
        request.restaurant.paused_until_time.FromDatetime(datetime.now(UTC) + timedelta(hours=1))
        await restaurants.UpdateRestaurant(request, metadata=owner)
        yield
        request.restaurant.ClearField("paused_until_time")
        await restaurants.UpdateRestaurant(request, metadata=owner)


async def test_a_whole_dinner_is_played_through_envoy(open_stack: OpenHouse) -> None:
    code, said = await played(open_stack)
    assert code == 0, said
    missing = [line for line in TOLD if not re.search(line, said, re.MULTILINE)]
    assert missing == [], said
    assert re.search(r"Everything was as it should be: \d+ things checked", said)
    assert "\x1b" not in said, "colours are for terminals"


async def test_where_the_vendors_are_real_nobody_pays_and_it_says_so(
    open_stack: OpenHouse,
) -> None:
    code, said = await played(open_stack, vendors=False)
    assert code == 0, said
    assert "a demo charges no card at the real one" in said
    assert "UPI" not in said


async def test_two_dinners_at_once_get_a_table_each(open_stack: OpenHouse) -> None:
    dinners = await asyncio.gather(played(open_stack), played(open_stack))
    assert [code for code, _ in dinners] == [0, 0], "\n".join(said for _, said in dinners)
    tables = {found for _, said in dinners for found in re.findall(r"phones at table (\S+)", said)}
    assert len(tables) == 2


async def test_a_dinner_that_goes_wrong_says_what_was_expected_and_what_was_seen(
    open_stack: OpenHouse, orders_paused: None
) -> None:
    del orders_paused
    code, said = await played(open_stack)
    assert code == 1
    assert "Expected  Ana to get an answer from PlaceOrder" in said
    assert "Seen      ORDERS_PAUSED" in said


async def test_a_dinner_that_is_cut_short_leaves_the_menu_and_the_table_as_they_were(
    open_stack: OpenHouse,
) -> None:
    dinner = await begin(open_stack)
    said = await until(dinner, "says yes to the new price")
    dinner.send_signal(signal.SIGINT)
    rest, _ = await dinner.communicate()
    assert dinner.returncode == 130
    assert "rolls the menu back" in rest.decode()
    code, again = await played(open_stack)
    assert code == 0, again
    tables = [re.findall(r"phones at table (\S+)", text) for text in (said, again)]
    assert tables[0] == tables[1]
