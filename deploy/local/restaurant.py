"""The seeded restaurant and the dinner in it: both play through Envoy, as everybody does.

Run by itself, it seeds the stack whose settings are in the environment: in a container, say.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from deploy.local.ports import Ports
from sandbox.dinner import Vendors, play
from sandbox.restaurant.seed import seed as seed_restaurant


@dataclass(frozen=True, slots=True)
class Place:
    """Where a client finds the stack."""

    target: str
    issuer_url: str
    vendors: Vendors


def place(ports: Ports, env: Mapping[str, str]) -> Place:
    """The stack on these ports, with these settings."""
    return Place(f"127.0.0.1:{ports.origin}", env["HERE2ORDER_CLERK_ISSUER"], Vendors.of(env))


async def seed(where: Place) -> str:
    """Makes sure that the restaurant is there; where to click, in words."""
    seeded = await seed_restaurant(
        where.target,
        where.issuer_url,
        stripe_url=where.vendors.stripe_url,
        twilio_url=where.vendors.twilio_url,
    )
    return str(seeded)


async def dinner(where: Place) -> bool:
    """Plays a whole dinner; whether everything was as it should be."""
    await seed(where)  # with an account to pay into
    return await play(where.target, where.issuer_url, where.vendors)


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(seed(place(Ports(), os.environ))) + "\n")
