"""What the benchmarks say about memory."""

import pytest
from memory import growth, resident_bytes


def test_growth_is_counted_from_the_end_of_the_warm_up():
    filling = [100_000_000 + 5_000_000 * n for n in range(10)]
    used = [150_000_000] * 49 + [154_000_000]
    row = growth(filling + used, bound=10)
    assert row.value == pytest.approx(0)
    assert row.verdict == "ok"


def test_growth_without_end_falls_short():
    row = growth([100_000_000 + 1_000_000 * n for n in range(60)], bound=10)
    assert row.value == pytest.approx(40)
    assert row.verdict == "falls short"


def test_where_nobody_tells_the_row_says_why():
    row = growth([], bound=10)
    assert row.verdict == "not measured"
    assert "does not tell" in row.row()
    assert row.record() == {"name": row.name, "reason": row.reason, "verdict": row.verdict}


def test_a_process_takes_some_megabytes():
    taken = resident_bytes()
    assert taken is None or 1e6 < taken < 1e11
