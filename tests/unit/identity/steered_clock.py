"""The machine's clock, with hands that a test can move."""

from datetime import datetime, timedelta

from server.clock import SystemClock


class SteeredClock:
    """Goes on as time does, from where it was put."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return SystemClock().now() + self._ahead

    def seconds(self) -> int:
        return int(self.now().timestamp())

    def forward(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)
