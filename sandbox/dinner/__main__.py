"""`python -m sandbox.dinner TARGET CLERK_URL`: the dinner at any stack that runs."""

import argparse
import asyncio
import sys

from sandbox.dinner.evening import play
from sandbox.dinner.vendors import Vendors


def main() -> int:
    """Exit code: 0 if everything was as it should be, else 1."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.dinner", description=__doc__)
    parser.add_argument("target", help="host:port of Envoy")
    parser.add_argument("clerk_url", help="address of the local Clerk")
    parser.add_argument("--stripe", default="", help="address of the local Stripe, if there is one")
    parser.add_argument("--twilio", default="", help="address of the local Twilio, if there is one")
    arguments = parser.parse_args()
    vendors = Vendors(arguments.stripe, arguments.twilio)
    try:
        return 0 if asyncio.run(play(arguments.target, arguments.clerk_url, vendors)) else 1
    except KeyboardInterrupt:  # everything was put back all the same
        return 130


if __name__ == "__main__":
    sys.exit(main())
