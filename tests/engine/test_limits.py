"""What is declared beside a field is what is checked, and what a message says."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from playground.engine.limits import Allowed, Choices, Limit, Range, SpecError, limits_of, within

STRIDE = Limit("the stride", Range(1, whole=True, besides=(None,)))
PADDING = Limit("the padding", Range(0, whole=True, besides=("same",)))
RATE = Limit("the rate", Range(0, 1, below=True))
PERCENT = Limit("the share in per cent", Range(0, 100, whole=True))
COLOUR = Limit("colour", Choices(("red", "green")))


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        *((STRIDE, value) for value in (1, np.int64(3), 10**9, None)),
        *((PADDING, value) for value in (0, "same")),
        *((RATE, value) for value in (0, 0.99, np.float32(0.5))),
        *((PERCENT, value) for value in (0, 100)),
        (COLOUR, "red"),
    ],
)
def test_allowed_values(limit: Limit, value: object) -> None:
    limit.check(value)


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        (STRIDE, 0, "the stride must be a whole number of at least 1, not 0"),
        (STRIDE, 1.0, "the stride must be a whole number of at least 1, not 1.0"),
        (STRIDE, True, "the stride must be a whole number of at least 1, not True"),
        (STRIDE, "same", "the stride must be a whole number of at least 1, not 'same'"),
        (PADDING, -1, 'the padding must be "same" or a whole number of at least 0, not -1'),
        (PADDING, None, 'the padding must be "same" or a whole number of at least 0, not None'),
        (RATE, 1, "the rate must be at least 0 and below 1, not 1"),
        (RATE, float("nan"), "the rate must be at least 0 and below 1, not nan"),
        (PERCENT, 101, "the share in per cent must be a whole number between 0 and 100, not 101"),
        (PERCENT, 0.5, "the share in per cent must be a whole number between 0 and 100, not 0.5"),
        (COLOUR, "blue", "unknown colour 'blue'; allowed are red, green"),
        (COLOUR, None, "unknown colour None; allowed are red, green"),
    ],
)
def test_refusals_name_the_value_and_say_what_is_allowed(limit: Limit, value: object, message: str) -> None:
    with pytest.raises(SpecError) as refusal:
        limit.check(value)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("allowed", "value", "words"),
    [
        (Range(0.1, 1), 0.05, "between 0.1 and 1"),
        (Range(0, 100, above=True), 0, "above 0 and at most 100"),
        (Range(2, 10_000, whole=True), 3.0, "a whole number between 2 and 10,000"),
        (Range(0, 2**53, whole=True), 2**53 + 1, "a whole number between 0 and 9,007,199,254,740,992"),
        (Range(0), float("nan"), "at least 0"),
        (Range(0), "0", "at least 0"),
        (Choices(("red", "green")), None, "one of red, green"),
        (Choices({"red": 1}, optional=True), ["red"], "one of red"),
    ],
)
def test_what_is_allowed_ends_a_sentence(allowed: Allowed, value: object, words: str) -> None:
    assert value not in allowed and allowed.words == words


def test_limits_are_found_by_the_name_of_the_field() -> None:
    length, colours = Range(1, whole=True), Choices(("red", "green"))

    @dataclass
    class Brush:
        width: int = field(metadata=within(Limit("the width", length)))
        colour: str = field(default="red", metadata=within(Limit("colour", colours)))
        name: str = ""

    assert (
        limits_of(Brush)
        == limits_of(Brush(3))
        == {
            "width": Limit("the width", length),
            "colour": Limit("colour", colours),
        }
    )
