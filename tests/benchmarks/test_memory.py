"""What the benchmarks say about memory."""

from memory import growth, resident_bytes


def test_growth_is_told_in_megabytes_and_bounded():
    assert growth(200_000_000, 209_000_000, bound=10).value == 9
    assert growth(200_000_000, 209_000_000, bound=10).verdict == "ok"
    assert growth(200_000_000, 211_000_000, bound=10).verdict == "falls short"
    assert growth(200_000_000, 190_000_000, bound=10).verdict == "ok"


def test_where_nobody_tells_the_row_says_why():
    row = growth(None, None, bound=10)
    assert row.verdict == "not measured"
    assert "does not tell" in row.row()
    assert row.record() == {"name": row.name, "reason": row.reason, "verdict": row.verdict}


def test_a_process_takes_some_megabytes():
    taken = resident_bytes()
    assert taken is None or 1e6 < taken < 1e11
