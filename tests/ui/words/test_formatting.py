"""Numbers as the window writes and reads them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.words import formatting


@pytest.mark.parametrize(
    "value, text",
    [(0, "0"), (1284, "1,284"), (-3, "−3"), (1e9, "1,000,000,000"), (math.nan, "–"), (-math.inf, "−∞")],
)
def test_integer(value, text):
    assert formatting.integer(value) == text


@pytest.mark.parametrize(
    "value, digits, text",
    [(0.0414, 3, "0.041"), (-0.3, 1, "−0.3"), (-0.0001, 2, "0.00"), (1234.5, 1, "1,234.5")],
)
def test_decimal(value, digits, text):
    assert formatting.decimal(value, digits) == text


@pytest.mark.parametrize(
    "value, text",
    [
        (0.03, "0.030"),
        (0.001, "0.0010"),
        (1.0, "1.0"),
        (10.0, "10"),
        (0.0000012, "1.2e−6"),
        (12345678.0, "1.2e7"),
        (0.0999, "0.10"),
    ],
)
def test_two_significant_digits(value, text):
    assert formatting.significant(value) == text


@pytest.mark.parametrize("value, text", [(0.03, "0.030"), (0.0125, "0.0125"), (0.12345, "0.1235"), (2, "2.0")])
def test_shortest(value, text):
    assert formatting.shortest(value) == text


def test_units():
    assert formatting.percent(0.987, 1) == "98.7\u00a0%"
    assert formatting.si(7098) == "7,098"
    assert formatting.si(7_912_345) == "7.9\u00a0M"
    assert formatting.si(1.6e9) == "1.6\u00a0G"
    assert formatting.duration(0.0000212) == "21\u00a0µs"
    assert formatting.duration(0.0056) == "5.6\u00a0ms"
    assert formatting.dimensions(28, 28, 1).replace("\u00a0", " ") == "28 × 28 × 1"
    assert formatting.signed(0.44) == "+0.44"
    assert formatting.signed(-0.44) == "−0.44"
    assert [formatting.rate(value) for value in (1912.3, 9.99, 3.14, 0.0231, 0)] == ["1,912", "10", "3.1", "0.023", "0"]


@pytest.mark.parametrize(
    "text, value",
    [
        ("0.03", 0.03),
        ("0,03", 0.03),
        ("0,030", 0.03),
        ("1,284", 1284),
        ("−3", -3),
        (" 5 % ", 0.05),
        ("1e-3", 0.001),
        ("1.2e−6", 1.2e-6),
        ("abc", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
    ],
)
def test_parse(text, value):
    assert formatting.parse(text) == value


@given(st.integers(-(10**15), 10**15))
def test_what_is_written_can_be_read_back(value):
    assert formatting.parse(formatting.integer(value)) == value


@given(st.floats(1e-12, 1e12))
def test_significant_digits_can_be_read_back(value):
    assert formatting.parse(formatting.significant(value, 4)) == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize("value, text", [(2.8e-13, "2.8e−13"), (0.00071, "7.1e−4"), (-3e5, "−3.0e5"), (math.nan, "–")])
def test_powers_of_ten_have_a_real_minus(value, text):
    assert formatting.scientific(value) == text


@pytest.mark.parametrize("count", [0, 1, 2**31 - 1, 2**31, 2**53 + 9])
def test_a_plural_is_asked_for_with_a_number_that_qt_takes(count):
    assert formatting.plural(count) % 100 == count % 100 and formatting.plural(count) < 2**31
