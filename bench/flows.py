"""`python -m bench.flows [count]`: complete flows from payment to notification, per second.

Beside it, on the same Temporal dev server with the same file and in the same run, the least that
anybody asks of Temporal: a workflow with one ordinary activity. Guests, Stripe and Twilio are
local, so they take their share of the machine too; Stripe's webhooks are signed, proved and kept.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from aiohttp import web
from temporalio.client import Client

from bench.guests import ACCOUNT, Guests, open_house
from bench.trivial import QUEUE, Trivial
from deploy.local import mongod, temporal
from deploy.local.home import Home
from deploy.local.ports import free_port
from deploy.local.process import Process
from deploy.local.programs import start_worker
from sandbox import stripe, twilio
from sandbox.stripe import RunningStripe
from sandbox.twilio import RunningTwilio
from server.app import INDEXES
from server.billing.stripe_events.service import StripeEvents
from server.clock import SystemClock
from server.running import run
from server.storage.client import Database, connect
from server.storage.inbox import Inbox
from server.storage.indexes import ensure_indexes

DATABASE = "bench"
AT_ONCE = 32
WARM_UP = 40
TURNS = 7
#: What the product is held to.
LEAST_RATIO = 0.5


async def measure(count: int) -> float:
    """Prints both rates; gives their ratio."""
    async with _site() as (client, guests):

        async def trivial(number: int) -> None:
            await client.execute_workflow(Trivial.run, number, id=f"t-{number}", task_queue=QUEUE)

        await _rate(trivial, range(WARM_UP))
        await _rate(guests.pay, range(WARM_UP))
        rates = [
            (await _rate(trivial, numbers), await _rate(guests.pay, numbers))
            for numbers in _turns(count)
        ]
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
async def _site() -> AsyncIterator[tuple[Client, Guests]]:
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
        paying = await _stripe(stack, folder, mongo[DATABASE])
        telling = await twilio.start(folder / "twilio")
        stack.push_async_callback(telling.close)
        # A flow ends when the message is sent: that a phone has it is the networks' time.
        telling.account.callbacks.manner.held = True
        address = temporal.address(temporal_port)
        env = _environment(mongod.uri(mongo_port), address, paying, telling)
        worker = await start_worker(Home(folder / "home"), env)
        stack.push_async_callback(worker.stop)
        command = [sys.executable, "-m", "bench.trivial", address]
        other = Process.start("trivial", command, log=folder / "trivial.log")
        stack.push_async_callback(other.stop)
        guests = Guests(mongo[DATABASE], paying.steering)
        await stack.enter_async_context(guests.listening())
        yield await Client.connect(address), guests


async def _stripe(stack: AsyncExitStack, folder: Path, database: Database) -> RunningStripe:
    running = await stripe.start(folder / "stripe")
    stack.push_async_callback(running.close)
    await running.steering.account(ACCOUNT)
    events = StripeEvents(Inbox(database, SystemClock()), [running.webhook_secret])

    async def receive(request: web.Request) -> web.Response:
        await events.receive(await request.read(), request.headers["Stripe-Signature"])
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/webhooks/stripe", receive)
    runner = web.AppRunner(app, access_log=None)
    stack.push_async_callback(runner.cleanup)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/stripe"
    await running.steering.endpoint(url, running.webhook_secret)
    return running


def _environment(
    mongo_uri: str, address: str, paying: RunningStripe, telling: RunningTwilio
) -> dict[str, str]:
    settings = {
        "MONGODB_URI": mongo_uri,
        "DATABASE": DATABASE,
        "TEMPORAL_ADDRESS": address,
        "TOKEN_SECRET": "0" * 32,
        "CLERK_ISSUER": "http://127.0.0.1:1",
        "CLERK_JWKS_URL": "http://127.0.0.1:1/jwks",
        "STRIPE_SECRET_KEY": paying.secret_key,
        "STRIPE_API_URL": paying.url,
        "TWILIO_ACCOUNT_SID": telling.account.sid,
        "TWILIO_AUTH_TOKEN": telling.account.auth_token,
        "TWILIO_API_URL": telling.url,
        "TWILIO_SMS_FROM": telling.account.sms_from,
    }
    return {f"HERE2ORDER_{name}": value for name, value in settings.items()}


if __name__ == "__main__":
    measured = run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 700))
    sys.exit(0 if measured >= LEAST_RATIO else 1)
