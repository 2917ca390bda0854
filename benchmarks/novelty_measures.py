"""Measures of how little a picture is like those that a network learned, larger for stranger ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from playground.engine.network import Network
from playground.training.batches import as_float
from playground.training.novelty import KNOWN_SAMPLES, NoveltyDetector, distances
from playground.training.predictor import Predictor


@dataclass(frozen=True, eq=False)
class Passed:
    """Pictures x (n, …) on their way through a network: the outputs h of all layers but the last, and its logits."""

    x: np.ndarray
    h: tuple[np.ndarray, ...]
    logits: np.ndarray

    @property
    def hidden(self) -> np.ndarray:
        """What the last hidden layer puts out (n, units)."""
        return np.ascontiguousarray(self.h[-1]).reshape(len(self.x), -1)


Measure = Callable[[Passed], np.ndarray]


def passed(network: Network, x: np.ndarray) -> Passed:
    """Pictures that were sent through a network."""
    *h, logits = Predictor(network, every=True).layers(x)
    return Passed(as_float(x), tuple(h), logits)


def measures(network: Network, x: np.ndarray, label: np.ndarray, detector: NoveltyDetector) -> Mapping[str, Measure]:
    """All measures by their names, made from samples x (n, …) that a network learned; the last is the program's own."""
    known = passed(network, x)
    return {
        "largest probability": lambda p: -np.exp(p.logits.max(axis=1) - log_sum(p.logits)),
        "largest logit (Hendrycks 2022)": lambda p: -p.logits.max(axis=1),
        "energy (Liu 2020)": lambda p: -log_sum(p.logits),
        "Mahalanobis, last hidden layer (Lee 2018)": mahalanobis(known.hidden, label),
        "nearest, last hidden layer (Sun 2022)": nearest(known.hidden[:KNOWN_SAMPLES]),
        "nearest, picture, maps, last hidden layer": lambda p: detector.novelty(network.spec, p.x, p.h),
    }


def log_sum(logits: np.ndarray) -> np.ndarray:
    """log Σ exp of each row."""
    top = logits.max(axis=1)
    summed: np.ndarray = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return summed


def mahalanobis(known: np.ndarray, label: np.ndarray) -> Measure:
    """The squared distance to the nearest class's mean, by the covariance that all classes share."""
    means = np.stack([known[label == value].mean(axis=0) for value in range(label.max() + 1)])
    covariance = np.cov((known - means[label]).T)
    # A unit that is always silent would make it singular.
    covariance += 0.01 * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    inverse = np.linalg.inv(covariance)

    def measure(pictures: Passed) -> np.ndarray:
        away = [pictures.hidden - mean for mean in means]
        squared: np.ndarray = np.min([np.einsum("ni,ij,nj->n", d, inverse, d) for d in away], axis=0)
        return squared

    return measure


def nearest(known: np.ndarray) -> Measure:
    """The distance to the nearest known one, all scaled to length 1."""

    def unit(rows: np.ndarray) -> np.ndarray:
        scaled: np.ndarray = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return scaled

    bank = unit(known)
    return lambda pictures: distances(unit(pictures.hidden), bank)
