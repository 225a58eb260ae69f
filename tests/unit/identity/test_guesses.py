"""Wrong pairing codes are few."""

from datetime import UTC, datetime, timedelta

import pytest

from server.identity.devices.guesses import Guesses, TooManyGuesses


class StoppedClock:
    """Moves only when told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def guesses(clock: StoppedClock) -> Guesses:
    return Guesses(clock)


def spent(guesses: Guesses, *addresses: str) -> int:
    """How many guesses were made before one was refused."""
    for count, address in enumerate(addresses):
        try:
            guesses.spend(address)
        except TooManyGuesses:
            return count
    return len(addresses)


def test_one_address_has_thirty_and_then_ten_a_minute(
    guesses: Guesses, clock: StoppedClock
) -> None:
    assert spent(guesses, *["here"] * 40) == 30
    clock.forward(60)
    assert spent(guesses, *["here"] * 40) == 10


def test_one_address_spends_nobody_elses(guesses: Guesses) -> None:
    spent(guesses, *["here"] * 40)
    assert spent(guesses, "there") == 1


def test_all_together_have_a_hundred_and_then_ten_a_second(
    guesses: Guesses, clock: StoppedClock
) -> None:
    assert spent(guesses, *map(str, range(200))) == 100
    clock.forward(1)
    assert spent(guesses, *map(str, range(200, 400))) == 10


def test_right_codes_cost_nothing(guesses: Guesses) -> None:
    for _ in range(500):
        guesses.spend("here")
        guesses.refund("here")
    assert spent(guesses, *["here"] * 40) == 30


def test_a_clock_that_is_set_back_gives_nothing(guesses: Guesses, clock: StoppedClock) -> None:
    spent(guesses, *["here"] * 40)
    clock.forward(-3600)
    assert spent(guesses, "here") == 0
    clock.forward(6.1)
    assert spent(guesses, "here", "here") == 1


def test_memory_is_bounded(guesses: Guesses, clock: StoppedClock) -> None:
    for number in range(10_050):
        clock.forward(1)
        guesses.spend(str(number))
    assert len(guesses._of_address) == 10_000
