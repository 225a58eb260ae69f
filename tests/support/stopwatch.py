"""A watch whose hands a test moves, for what asks `time.monotonic`."""


class Stopwatch:
    """Stands until somebody moves it on."""

    def __init__(self) -> None:
        """At no time in particular."""
        self.now = 100.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now
