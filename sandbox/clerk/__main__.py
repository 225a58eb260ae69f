"""Runs the local Clerk until it is told to stop."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sandbox.clerk.app import HOST, start
from sandbox.clerk.instance import SECRET_KEY_FILE


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.clerk", description=__doc__)
    parser.add_argument("--port", type=int, default=4010, help="0 takes a free one")
    parser.add_argument("--host", default=HOST, help="who may connect (default: this machine)")
    parser.add_argument("--data", type=Path, required=True, help="directory that keeps its state")
    parser.add_argument("--issuer", help="the `iss` of its tokens (default: where it listens)")
    parser.add_argument(
        "--secret-key", help="of the Backend API (default: made once, kept in DATA)"
    )
    parser.add_argument("--webhook-url", help="who is told of users (default: nobody)")
    parser.add_argument("--webhook-secret", help='signs what is told: "whsec_" and base64')
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    clerk = await start(
        arguments.data,
        arguments.port,
        arguments.issuer,
        secret_key=arguments.secret_key,
        webhook_url=arguments.webhook_url,
        webhook_secret=arguments.webhook_secret,
        host=arguments.host,
    )
    print(f"sandbox clerk: {clerk.url} · issuer {clerk.issuer}", flush=True)
    print(f"secret key in {arguments.data / SECRET_KEY_FILE}", flush=True)
    try:
        await stop.wait()
    finally:
        await clerk.close()


def main() -> int:
    """Returns the exit code: 1 when the port is taken."""
    arguments = _arguments()
    try:
        asyncio.run(_run(arguments))
    except OSError as error:
        print(f"sandbox clerk: cannot listen on port {arguments.port}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
