"""What the rules answer with, by hand and on random points."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.perceptron import Perceptron
from playground.engine.perceptron_rules import RULES, Average, Pocket, Rule

X = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])
D = np.array([1, -1, -1])
# γ = 1, sign(0) is a mistake:   w        b   mistakes among the three
#   sample 0: mistake         ( 1,  0)    1   2: sample 1 has 0 + 1 > 0, sample 2 has -1 + 0 + 1 = 0
#   sample 1: mistake         ( 1, -1)    0   1: sample 2 has -1 + 1 + 0 = 0
#   sample 2: mistake         ( 2,  0)   -1   0
#   sample 0, 1, 2: right     ( 2,  0)   -1   0
WEIGHTS = [(1, 0, 1), (1, -1, 0), (2, 0, -1), (2, 0, -1), (2, 0, -1)]


def walked(rule: str, visits: int, x: np.ndarray = X, d: np.ndarray = D) -> Rule:
    neuron = Perceptron(2)
    found = RULES[rule](neuron)
    found.take(x, d)
    for visit in range(visits):
        index = visit % len(x)
        found.follow(neuron.learn(x[index], int(d[index])))
    return found


def mistakes(weights: np.ndarray, x: np.ndarray, d: np.ndarray) -> int:
    return int((d * (x @ weights[:2] + weights[2]) <= 0).sum())


def test_rosenblatt_answers_with_the_last_weights() -> None:
    for visits, weights in enumerate(WEIGHTS, 1):
        assert walked("rosenblatt", visits).answer.tolist() == list(weights)


def test_the_average_is_that_of_the_weights_after_every_sample() -> None:
    for visits in range(1, 6):
        assert np.allclose(walked("averaged", visits).answer, np.mean(WEIGHTS[:visits], axis=0))


def test_before_the_first_sample_the_average_is_the_neuron() -> None:
    neuron = Perceptron(2)
    neuron.weight[:], neuron.bias = (3, 4), 5.0
    assert Average(neuron).answer.tolist() == [3, 4, 5]


def test_the_pocket_keeps_what_is_better_and_the_first_of_equals() -> None:
    assert walked("pocket", 1).answer.tolist() == [1, 0, 1]
    assert walked("pocket", 2).answer.tolist() == [1, -1, 0]
    assert walked("pocket", 5).answer.tolist() == [2, 0, -1]
    # One point of both classes: (0, 0, 1) has one mistake, and then so has (0, 0, 0), and the other way round for ever.
    point, both = np.zeros((2, 2)), np.array([1, -1])
    for visits in range(1, 6):
        assert walked("pocket", visits, point, both).answer.tolist() == [0, 0, 1]


def test_the_pocket_counts_anew_for_other_samples() -> None:
    pocket = walked("pocket", 3)
    assert isinstance(pocket, Pocket) and pocket.mistakes == 0
    pocket.take(X, -D)
    assert pocket.mistakes == 3 and pocket.answer.tolist() == [2, 0, -1]


points = st.lists(
    st.tuples(st.integers(-4, 4), st.integers(-4, 4), st.sampled_from([-1, 1])), min_size=1, max_size=9
).map(lambda rows: (np.array(rows, float)[:, :2], np.array(rows)[:, 2]))


@given(points, st.integers(1, 60))
def test_the_pocket_is_as_good_as_the_best_of_all_weights(samples: tuple, visits: int) -> None:
    x, d = samples
    seen = [mistakes(walked("rosenblatt", count, x, d).answer, x, d) for count in range(visits + 1)]
    assert mistakes(walked("pocket", visits, x, d).answer, x, d) == min(seen)


@given(points, st.integers(1, 30))
def test_the_average_is_the_mean_on_any_points(samples: tuple, visits: int) -> None:
    x, d = samples
    all_weights = [walked("rosenblatt", count, x, d).answer for count in range(1, visits + 1)]
    assert np.allclose(walked("averaged", visits, x, d).answer, np.mean(all_weights, axis=0))


@given(points, st.sampled_from(list(RULES)), st.integers(0, 20))
def test_swapped_classes_turn_every_answer_round(samples: tuple, rule: str, visits: int) -> None:
    found = walked(rule, visits, *samples)
    before = found.answer.copy()
    found.neuron.weight *= -1
    found.neuron.bias *= -1
    found.swap()
    assert np.array_equal(found.answer, -before)
