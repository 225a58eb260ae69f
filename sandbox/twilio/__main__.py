"""Runs the local Twilio until it is told to stop."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sandbox.twilio.account import ACCOUNT_SID, AUTH_TOKEN, SMS_FROM, WHATSAPP_FROM
from sandbox.twilio.app import HOST, start

#: Between two statuses of a message, so that people see them pass.
_PACE_SECONDS = 0.7


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.twilio", description=__doc__)
    parser.add_argument("--port", type=int, default=4030, help="0 takes a free one")
    parser.add_argument("--host", default=HOST, help="who may connect (default: this machine)")
    parser.add_argument("--data", type=Path, required=True, help="directory that keeps its state")
    parser.add_argument("--callback-url", help="where what phones send is told")
    parser.add_argument("--account-sid", default=ACCOUNT_SID)
    parser.add_argument("--auth-token", default=AUTH_TOKEN)
    parser.add_argument("--sms-from", default=SMS_FROM, help="our number for SMS")
    parser.add_argument("--whatsapp-from", default=WHATSAPP_FROM, help="our number for WhatsApp")
    parser.add_argument("--pace", type=float, default=_PACE_SECONDS, help="seconds a status")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    twilio = await start(
        arguments.data,
        arguments.port,
        callback_url=arguments.callback_url,
        account_sid=arguments.account_sid,
        auth_token=arguments.auth_token,
        sms_from=arguments.sms_from,
        whatsapp_from=arguments.whatsapp_from,
        pace_seconds=arguments.pace,
        host=arguments.host,
    )
    print(f"sandbox twilio: {twilio.url} · the phones are on the page there", flush=True)
    try:
        await stop.wait()
    finally:
        await twilio.close()


def main() -> int:
    """Returns the exit code: 1 when the port is taken."""
    arguments = _arguments()
    try:
        asyncio.run(_run(arguments))
    except OSError as error:
        print(f"sandbox twilio: cannot listen on port {arguments.port}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
