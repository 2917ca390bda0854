"""The equations of a walk hold: what stands left of the sign of equality is what stands right of it."""

import numpy as np
import pytest

from playground.training.walk import walk
from playground.training.walk_equations import Line, lines
from playground.training.walk_table import Quantity, sections
from tests.training.test_walk import step_of

CASES = (
    ("dense3:tanh dense2:relu dense1:sigmoid", "binary-cross-entropy", 1),
    ("dense4:relu dropout0.5 dense3:elu dense3:softmax", "cross-entropy", 1),
    ("dense4:relu dropout0.5 dense3:softmax", "cross-entropy", 5),
    ("dense3:tanh dense2:linear", "squared-error", 4),
)


def value(terms, rate: float, n: int) -> np.ndarray:
    """Products of neighbours, then what the signs between them say."""
    total, sign, factor, scale = None, "", None, 1.0
    for term in (*terms, "end"):
        if isinstance(term, Quantity):
            factor = term.values if factor is None else factor @ term.values
            continue
        if factor is not None:
            if sign == "⊙":
                total = total * factor
            else:
                total = factor if total is None else total + {"+": 1, "−": -1, "− γ": -rate}[sign] * factor
        sign, factor = term, None
        scale = 1 / n if term.startswith("= 1/n") else scale
    return total * scale


def is_computed(line: Line) -> bool:
    sign = line.terms[1] if len(line.terms) > 2 else None
    return isinstance(sign, str) and sign.startswith("=")


@pytest.mark.parametrize(("words", "loss", "n"), CASES)
def test_both_sides_are_equal(words, loss, n):
    walked = walk(step_of(words, loss, n=n)[0])
    computed = [line for part in sections(walked) for line in lines(walked, part) if is_computed(line)]
    layers = words.count("dense")
    assert len(computed) >= 6 * layers - 3
    for line in computed:
        left, sign, *right = line.terms
        found = value((sign, *right) if "1/n" in sign else right, walked.start.rate, n)
        np.testing.assert_allclose(found, left.values, rtol=1e-9, atol=1e-12, err_msg=line.formula)


@pytest.mark.parametrize(("words", "loss", "n"), CASES)
def test_every_number_and_every_formula_of_a_section_is_on_a_line(words, loss, n):
    walked = walk(step_of(words, loss, n=n)[0])
    for part in sections(walked):
        told = lines(walked, part)
        assert {line.formula for line in told if line.formula} == set(part.formulas)
        symbols = {term.symbol for line in told for term in line.terms if isinstance(term, Quantity)}
        assert {quantity.symbol for quantity in part.quantities} <= symbols


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_what_is_no_plain_descent_stands_as_it_is_written(optimizer):
    walked = walk(step_of("dense3:tanh dense1:sigmoid", "binary-cross-entropy", optimizer=optimizer)[0])
    update = sections(walked)[-1]
    *formulas, numbers = lines(walked, update)
    assert [line.formula for line in formulas] == list(update.formulas) and not any(line.terms for line in formulas)
    assert numbers.terms == update.quantities
