"""Why convolution: the course's numbers, and those of other sizes by counting."""

import itertools

import pytest

from playground.engine.connection_counts import CONNECTIONS, Counts, LayerSizes
from playground.engine.limits import SpecError


def test_the_numbers_of_the_course() -> None:
    weights = {name: count(LayerSizes()).weights for name, count in CONNECTIONS.items()}
    assert weights == {
        "fully-connected": 1_600_000_000,
        "locally-connected": 4_000_000,
        "shared": 100,
        "filter-bank": 1_000,
        "several-maps": 10_000,
    }
    assert CONNECTIONS["shared"](LayerSizes()).connections == 4_000_000


def test_other_sizes_by_counting() -> None:
    sizes = LayerSizes(3, 4, 5, 2, 2, 3)
    pixels, field = range(3 * 4), range(2 * 2)
    pairs = len([*itertools.product(pixels, range(5))])
    seen = len([*itertools.product(field, range(5))])
    assert [count(sizes) for count in CONNECTIONS.values()] == [
        Counts(pairs, pairs),
        Counts(seen, seen),
        Counts(seen, 4),
        Counts(3 * seen, 12),
        Counts(2 * 3 * seen, 24),
    ]
    largest = LayerSizes(10_000, 10_000, 10**8, 10_000, 10_000, 10_000)
    assert CONNECTIONS["fully-connected"](largest).weights == 10**16, "whole numbers of any size are exact"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("rows", 0, "the number of rows must be a whole number between 1 and 10,000, not 0"),
        ("units", 2.5, "the number of units"),
        ("field", 201, "the size of the field must be a whole number between 1 and 200"),
        ("inputs", True, "the number of maps that go in"),
    ],
)
def test_sizes_that_there_cannot_be_are_refused(field: str, value: float, words: str) -> None:
    with pytest.raises(SpecError, match=words):
        LayerSizes(**{field: value})  # type: ignore[arg-type]
