"""How well a classifier tells each class from the others: precision, recall and F1 of a confusion matrix."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class ClassScores:
    """Of every class (classes,), NaN where nothing can be said: `precision`, how many of those that were called so are
    so; `recall`, how many of those that are so were called so; `f1`, the harmonic mean of both."""

    precision: np.ndarray
    recall: np.ndarray
    f1: np.ndarray


def count_answers(label: np.ndarray, answer: np.ndarray, classes: int) -> np.ndarray:
    """How often each class was answered for each (true classes, answers); labels and answers (n,), −1 for no answer."""
    known = answer >= 0
    places = label[known] * classes + answer[known]
    return np.bincount(places, minlength=classes**2).reshape(classes, classes)


def class_scores(counts: np.ndarray) -> ClassScores:
    """Those of a confusion matrix (true classes, answers)."""
    right = np.diag(counts).astype(np.float64)
    answered, there = counts.sum(axis=0), counts.sum(axis=1)
    return ClassScores(_ratio(right, answered), _ratio(right, there), _ratio(2 * right, answered + there))


def _ratio(some: np.ndarray, of: np.ndarray) -> np.ndarray:
    ratio: np.ndarray = np.divide(some, of, out=np.full(len(some), np.nan), where=of > 0)
    return ratio
