"""Runs the local Stripe until it is told to stop."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sandbox.stripe.app import HOST, start
from sandbox.stripe.instance import PUBLISHABLE_KEY, SECRET_KEY


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=4020, help="0 takes a free one")
    parser.add_argument("--host", default=HOST, help="who may connect (default: this machine)")
    parser.add_argument("--data", type=Path, required=True, help="directory that keeps its state")
    parser.add_argument("--webhook-url", help="who is told of events")
    parser.add_argument("--webhook-secret", help="signs them (default: made once, kept in DATA)")
    parser.add_argument("--secret-key", default=SECRET_KEY)
    parser.add_argument("--publishable-key", default=PUBLISHABLE_KEY)
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    stripe = await start(
        arguments.data,
        arguments.port,
        webhook_url=arguments.webhook_url,
        webhook_secret=arguments.webhook_secret,
        secret_key=arguments.secret_key,
        publishable_key=arguments.publishable_key,
        host=arguments.host,
    )
    print(f"sandbox stripe: {stripe.url} · webhooks to {arguments.webhook_url}", flush=True)
    try:
        await stop.wait()
    finally:
        await stripe.close()


def main() -> int:
    """Returns the exit code: 1 when the port is taken."""
    arguments = _arguments()
    try:
        asyncio.run(_run(arguments))
    except OSError as error:
        print(f"sandbox stripe: cannot listen on port {arguments.port}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
