"""`python -m bench.flows [count]`: complete flows from payment to notification, per second.

Beside it, on the same Temporal dev server with the same file and in the same run, the least that
anybody asks of Temporal: a workflow with one ordinary activity. Guests, Stripe and Twilio are
local, so they take their share of the machine too; Stripe's webhooks are signed, proved and kept.
A flow ends when the message is sent: that a phone has it is the networks' time, and comes after the
turn. Before the next turn all of them have it, for nobody may wait half a minute and then be asked
after, which in life is rare.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from temporalio.client import Client

from bench.guests import Guests, open_house
from bench.trivial import QUEUE, Trivial
from bench.vendors import PUBLIC_URL, Phones, paying, telling
from deploy.local import mongod, temporal
from deploy.local.home import Home
from deploy.local.ports import free_port
from deploy.local.process import Process
from deploy.local.programs import start_worker
from sandbox.stripe import RunningStripe
from sandbox.twilio import RunningTwilio
from server.app import INDEXES
from server.running import run
from server.storage.client import connect
from server.storage.indexes import ensure_indexes

DATABASE = "bench"
AT_ONCE = 32
WARM_UP = 40
TURNS = 7
#: What the product is held to.
LEAST_RATIO = 0.5


async def measure(count: int) -> float:
    """Prints both rates; gives their ratio."""
    async with _site() as (client, guests, phones):

        async def trivial(number: int) -> None:
            await client.execute_workflow(Trivial.run, number, id=f"t-{number}", task_queue=QUEUE)

        async def flows(numbers: range) -> float:
            rate = await _rate(guests.pay, numbers)
            await phones.receive()
            return rate

        await _rate(trivial, range(WARM_UP))
        await flows(range(WARM_UP))
        rates = [(await _rate(trivial, numbers), await flows(numbers)) for numbers in _turns(count)]
    # By turns, and the median of them, so that neither has the quieter machine.
    ratio = statistics.median(flow / least for least, flow in rates)
    least, flow = (statistics.median(of_one) for of_one in zip(*rates, strict=True))
    print(f"workflow with one activity   {least:6.1f} /s")
    print(f"payment to notification      {flow:6.1f} /s")
    print(f"ratio                        {ratio:6.2f}    (at least {LEAST_RATIO})")
    return ratio


def _turns(count: int) -> list[range]:
    each = count // TURNS
    return [range(WARM_UP + turn * each, WARM_UP + (turn + 1) * each) for turn in range(TURNS)]


async def _rate(work: Callable[[int], Awaitable[None]], numbers: range) -> float:
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(number: int) -> None:
        async with turns:
            await work(number)

    start = time.perf_counter()
    async with asyncio.timeout(600), asyncio.TaskGroup() as group:
        for number in numbers:
            group.create_task(in_turn(number))
    return len(numbers) / (time.perf_counter() - start)


@asynccontextmanager
async def _site() -> AsyncIterator[tuple[Client, Guests, Phones]]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        mongo_port, temporal_port = free_port(), free_port()
        started = await mongod.start(port=mongo_port, data=folder / "m", log=folder / "m.log")
        stack.push_async_callback(started.stop)
        server = await temporal.start(
            port=temporal_port, file=folder / "t.db", log=folder / "t.log"
        )
        stack.push_async_callback(server.stop)
        mongo = await stack.enter_async_context(connect(mongod.uri(mongo_port)))
        await ensure_indexes(mongo[DATABASE], INDEXES)
        await open_house(mongo[DATABASE])
        stripe = await stack.enter_async_context(paying(folder, mongo[DATABASE]))
        phones = await stack.enter_async_context(telling(folder, mongo[DATABASE]))
        address = temporal.address(temporal_port)
        env = _environment(mongod.uri(mongo_port), address, stripe, phones.twilio)
        worker = await start_worker(Home(folder / "home"), env)
        stack.push_async_callback(worker.stop)
        command = [sys.executable, "-m", "bench.trivial", address]
        other = Process.start("trivial", command, log=folder / "trivial.log")
        stack.push_async_callback(other.stop)
        guests = Guests(mongo[DATABASE], stripe.steering)
        await stack.enter_async_context(guests.listening())
        yield await Client.connect(address), guests, phones


def _environment(
    mongo_uri: str, address: str, stripe: RunningStripe, twilio: RunningTwilio
) -> dict[str, str]:
    settings = {
        "MONGODB_URI": mongo_uri,
        "DATABASE": DATABASE,
        "TEMPORAL_ADDRESS": address,
        "PUBLIC_URL": PUBLIC_URL,
        "TOKEN_SECRET": "0" * 32,
        "CLERK_ISSUER": "http://127.0.0.1:1",
        "CLERK_JWKS_URL": "http://127.0.0.1:1/jwks",
        "STRIPE_SECRET_KEY": stripe.secret_key,
        "STRIPE_API_URL": stripe.url,
        "TWILIO_ACCOUNT_SID": twilio.account.sid,
        "TWILIO_AUTH_TOKEN": twilio.account.auth_token,
        "TWILIO_API_URL": twilio.url,
        "TWILIO_SMS_FROM": twilio.account.sms_from,
    }
    return {f"HERE2ORDER_{name}": value for name, value in settings.items()}


if __name__ == "__main__":
    measured = run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 700))
    sys.exit(0 if measured >= LEAST_RATIO else 1)
