"""What every live stream needs, whatever it shows."""

from dataclasses import dataclass

from server.clock import Clock
from server.identity.standing import Standing
from server.rpc.watch import Watches


@dataclass(frozen=True, slots=True)
class Live:
    """Shared by the streams of one process."""

    watches: Watches
    #: Whether a caller may still watch.
    standing: Standing
    clock: Clock
