"""What the load generators' own words mean."""

import pytest

from bench.load import LoadFailedError, at, read_log, read_report, summed


def test_h2loads_log_gives_rate_and_percentiles() -> None:
    # Two callers, each for half a second: one call of 10 ms, 98 of 1 ms, one of 50 ms.
    rows = [(0, 10_000), *((i * 5_000, 1_000) for i in range(98)), (950_000, 50_000)]
    log = "\n".join(f"{start}\t200\t{took}" for start, took in rows)
    load = summed(list(read_log(log)), 100)
    assert load.requests_per_second == pytest.approx(100)
    assert (load.p50_ms, load.p99_ms) == (1, 50)


def test_a_failed_call_makes_the_measurement_worthless() -> None:
    with pytest.raises(LoadFailedError, match="1 of 2"):
        summed(list(read_log("0\t200\t5\n0\t503\t5")), 2)


def test_a_missing_call_makes_it_worthless_too() -> None:
    with pytest.raises(LoadFailedError, match="1 of 2"):
        summed(list(read_log("0\t200\t5")), 2)


def test_ghz_tells_times_in_nanoseconds() -> None:
    report = """{"details": [
      {"timestamp": "2026-11-22T10:00:01.500000123Z", "latency": 500000000, "status": "OK"},
      {"timestamp": "2026-11-22T12:00:02Z", "latency": 1000, "status": "Unavailable"}
    ]}"""
    good, bad = read_report(report)
    assert (good.start % 60_000_000, good.took, good.good) == (1_000_000, 500_000, True)
    assert not bad.good


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert at([1, 2, 3, 4], 0.5) == 3
    assert at([1, 2, 3, 4], 0.99) == 4
    assert at([7], 0.99) == 7
