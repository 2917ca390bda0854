"""What may be typed, and what becomes of it."""

import pytest

from playground.engine.limits import Range
from playground.ui.words.ranges import allowed_text, read


@pytest.mark.parametrize(
    ("allowed", "text", "typed"),
    [
        (Range(0.1, 1), "a number from 0.1 to 1", {"0.5": 0.5, "70 %": 0.7, "0": 0.1, "3": 1, "half": None}),
        (
            Range(0, 100, above=True),
            "a number above 0 and at most 100",
            {"1e-9": 1e-9, "0": None, "-1": None, "200": 100},
        ),
        (Range(0, 1, below=True), "a number of at least 0 and below 1", {"0": 0, "-1": 0, "1": None, "0.99": 0.99}),
        (Range(1, 1_000_000, whole=True), "a whole number from 1 to 1,000,000", {"7.4": 7, "0": 1, "1,200": 1200}),
        (Range(1, whole=True), "a whole number of at least 1", {"99999": 99999, "-3": 1}),
        (Range(0), "a number of at least 0", {"12.5": 12.5, "-3": 0}),
    ],
)
def test_a_range(qapp, allowed, text, typed):
    assert allowed_text(allowed) == text
    assert {number: read(number, allowed) for number in typed} == typed
