"""A watch whose hands a test moves, for what asks `time` what it is."""

from types import ModuleType

import pytest


class Stopwatch:
    """Stands until somebody moves it on."""

    def __init__(self) -> None:
        """At no time in particular."""
        self.now = 100.0

    @classmethod
    def on(cls, monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> "Stopwatch":
        """One that these modules read when they ask `monotonic`."""
        watch = cls()
        for module in modules:
            monkeypatch.setattr(module, "monotonic", watch)
        return watch

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now
