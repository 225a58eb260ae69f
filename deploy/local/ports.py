"""The ports of the local stack, and free ones for tests."""

from __future__ import annotations

import itertools
import os
import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass

# Below the range from which the kernel takes ports for outgoing connections (32768 and up), so
# that nothing takes one between finding and binding it. Each xdist worker has a part of its own.
_FIRST, _LAST, _WORKERS = 20000, 32000, 8


@dataclass(frozen=True, slots=True)
class Ports:
    """Who listens where. The defaults are those of envoy.yaml and of `make run`."""

    origin: int = 8080
    admin: int = 9901
    web: int = 3000
    api: tuple[int, ...] = (50051, 50052, 50053, 50054)
    mongod: int = 27117
    temporal: int = 7233
    clerk: int = 4010
    stripe: int = 4020
    twilio: int = 4030

    @classmethod
    def free(cls, servers: int = 1) -> Ports:
        """All of them free, with consecutive ones for that many server processes."""
        origin, admin, web, *others = (free_port() for _ in range(8))
        return cls(origin, admin, web, _consecutive(servers), *others)

    def used(self, servers: int = 1) -> dict[str, int]:
        """What listens when everything runs: component and port."""
        workers = {f"server {i + 1}": port for i, port in enumerate(self.api[:servers])}
        return {
            "envoy": self.origin,
            "envoy admin": self.admin,
            "web": self.web,
            **workers,
            "mongod": self.mongod,
            "temporal": self.temporal,
            "clerk": self.clerk,
            "stripe": self.stripe,
            "twilio": self.twilio,
        }


def free_port() -> int:
    """A port nobody listens on, never given twice by one process."""
    return next(port for port in _candidates if is_free(port))


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could bind it now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _consecutive(count: int) -> tuple[int, ...]:
    while True:
        ports = tuple(free_port() for _ in range(count))
        if ports[-1] - ports[0] == count - 1:
            return ports


def _walk() -> Iterator[int]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
    size = (_LAST - _FIRST) // _WORKERS
    start = secrets.randbelow(size)  # two runs on one machine begin at different places
    for step in itertools.count():
        yield _FIRST + worker * size + (start + step) % size


_candidates = _walk()
