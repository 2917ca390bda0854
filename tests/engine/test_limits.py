"""What is declared beside a field is what is checked, and what a message says."""

from dataclasses import dataclass, field

import pytest

from playground.engine.limits import Choice, Range, SpecError, limits_of, within

STRIDE = Range("the stride", besides=(None,))
PADDING = Range("the padding", least=0, besides=("same",))
RATE = Range("the rate", least=0, below=1, whole=False)
COLOUR = Choice("colour", ("red", "green"))


@pytest.mark.parametrize(
    ("limit", "value"),
    [(STRIDE, 1), (STRIDE, 10**9), (STRIDE, None), (PADDING, 0), (PADDING, "same"), (RATE, 0), (RATE, 0.99)],
)
def test_allowed_values(limit: Range, value: object) -> None:
    limit.check(value)


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        (STRIDE, 0, "the stride must be a whole number of at least 1, not 0"),
        (STRIDE, 1.0, "the stride must be a whole number of at least 1, not 1.0"),
        (STRIDE, True, "the stride must be a whole number of at least 1, not True"),
        (STRIDE, "same", "the stride must be a whole number of at least 1, not 'same'"),
        (PADDING, -1, 'the padding, unless it is "same", must be a whole number of at least 0, not -1'),
        (PADDING, None, 'the padding, unless it is "same", must be a whole number of at least 0, not None'),
        (RATE, 1, "the rate must be at least 0 and below 1, not 1"),
        (RATE, float("nan"), "the rate must be at least 0 and below 1, not nan"),
        (COLOUR, "blue", "unknown colour 'blue'; allowed are red, green"),
        (COLOUR, None, "unknown colour None; allowed are red, green"),
    ],
)
def test_refusals_name_the_value_and_say_what_is_allowed(limit: Range | Choice, value: object, message: str) -> None:
    with pytest.raises(SpecError) as refusal:
        limit.check(value)
    assert str(refusal.value) == message


def test_limits_are_found_by_the_name_of_the_field() -> None:
    @dataclass
    class Brush:
        width: int = field(metadata=within(STRIDE))
        colour: str = field(default="red", metadata=within(COLOUR))
        name: str = ""

    assert limits_of(Brush) == limits_of(Brush(3)) == {"width": STRIDE, "colour": COLOUR}
