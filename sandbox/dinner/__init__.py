"""A whole dinner, played through Envoy as real clients would, and checked: `make demo`.

Two guests' phones (one by gRPC, one by gRPC-Web), two kitchen screens, a waiter and the manager of
the seeded restaurant. Whatever is changed is undone, so it can be played again and again, also
beside people who try things, and beside another one.
"""

from sandbox.dinner.evening import play
from sandbox.dinner.vendors import Vendors

__all__ = ["Vendors", "play"]
