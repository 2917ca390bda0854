"""Precision, recall and F1 of a confusion matrix."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.training.class_scores import class_scores, count_answers


def test_the_scores_of_three_classes_by_hand():
    # Of class 0 8 of 10 were found, and 8 of the 9 that were called so; of class 2 there is nothing at all.
    scores = class_scores(np.array([[8, 2, 0], [1, 4, 0], [0, 0, 0]]))
    assert scores.recall[:2].tolist() == [0.8, 0.8] and np.isnan(scores.recall[2])
    assert scores.precision[:2].tolist() == [8 / 9, 4 / 6] and np.isnan(scores.precision[2])
    assert scores.f1[:2].tolist() == [pytest.approx(16 / 19), pytest.approx(8 / 11)] and np.isnan(scores.f1[2])


def test_a_class_that_is_never_answered_has_no_precision():
    scores = class_scores(np.array([[5, 0], [3, 0]]))
    assert np.isnan(scores.precision[1]) and scores.recall[1] == scores.f1[1] == 0


@given(st.integers(2, 6), st.data())
def test_every_answer_is_counted_once(classes, data):
    pairs = data.draw(st.lists(st.tuples(st.integers(0, classes - 1), st.integers(-1, classes - 1)), max_size=40))
    label, answer = (np.array([pair[k] for pair in pairs], np.int64) for k in (0, 1))
    counts = count_answers(label, answer, classes)
    assert counts.shape == (classes, classes) and counts.sum() == (answer >= 0).sum()
    for true, said in np.ndindex(counts.shape):
        assert counts[true, said] == ((label == true) & (answer == said)).sum()
    scores = class_scores(counts)
    for values in (scores.precision, scores.recall, scores.f1):
        assert (np.isnan(values) | ((values >= 0) & (values <= 1))).all()
