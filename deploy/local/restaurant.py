"""The seeded restaurant and the dinner in it: both play through Envoy, as everybody does."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from deploy.local.ports import Ports


@dataclass(frozen=True, slots=True)
class Place:
    """Where a client finds the stack."""

    target: str
    origin: str
    issuer_url: str


def place(ports: Ports, env: Mapping[str, str]) -> Place:
    """The stack on these ports, with these settings."""
    return Place(
        target=f"127.0.0.1:{ports.origin}",
        origin=f"http://localhost:{ports.origin}",
        issuer_url=env["HERE2ORDER_CLERK_ISSUER"],
    )


async def seed(where: Place) -> str:
    """Makes sure that the restaurant is there; where to click, in words."""
    seeded = importlib.import_module("sandbox.restaurant.seed")
    return str(await seeded.seed(where.target, where.issuer_url))


async def dinner(where: Place) -> bool:
    """Plays a whole dinner; whether everything was as it should be."""
    dinner = importlib.import_module("sandbox.dinner")
    return bool(await dinner.play(where.target, where.issuer_url))
