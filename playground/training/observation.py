"""Makes the snapshot of a network: reads the trainer, computes what the focus asks for, freezes copies."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from playground.data.features import expand
from playground.data.points import PLANE
from playground.engine.activations import ACTIVATIONS
from playground.training.experiment import PointsData
from playground.training.snapshot import Inspection, NetworkSnapshot, Progress, Response, Status

if TYPE_CHECKING:
    from playground.training.network_trainer import NetworkTrainer

# A picture that stays is finer, unless the network is so large that it would take longer than about 10 ms.
FINE_GRID = 200
FINE_PARAMETERS = 4_000
# While a network learns, the decision map of each frame takes at most about so many multiply-adds (some 3 ms).
MAP_WORK = 100_000_000
LEAST_SIDE = 40


def network_snapshot(trainer: NetworkTrainer, progress: Progress) -> NetworkSnapshot:
    """Everything that one frame shows of a network."""
    experiment, network, data = trainer.experiment, trainer.network, trainer.data
    focus = experiment.focus
    theta, gradient = frozen(network.theta.copy()), frozen(network.gradient.copy())
    return NetworkSnapshot(
        experiment=experiment,
        data=data,
        spec=network.spec,
        progress=progress,
        scores=trainer.scores,
        curves=trainer.history.curves(),
        theta=theta,
        parameters=network.split(theta),
        gradients=network.split(gradient),
        train_count=trainer.train_count,
        test_count=len(trainer.examination.test),
        response=_response(trainer, progress) if focus.decision_grid or focus.neuron_grid else None,
        inspection=_inspection(trainer),
        confusion=trainer.examination.confusion() if focus.confusion else None,
        divergence=trainer.divergence,
    )


def frozen(array: np.ndarray) -> np.ndarray:
    """The same array, read-only from now on."""
    array.setflags(write=False)
    return array


@lru_cache(maxsize=8)
def plane_grid(side: int, features: tuple[str, ...]) -> np.ndarray:
    """Inputs (side · side, features) at the centres of a grid over the plane, lowest x₂ first, then lowest x₁."""
    centres = (np.arange(side, dtype=np.float32) + np.float32(0.5)) / np.float32(side) * np.float32(2 * PLANE)
    x1, x2 = np.meshgrid(centres - np.float32(PLANE), centres - np.float32(PLANE))
    return frozen(expand(np.stack([x1.ravel(), x2.ravel()], axis=1), features))


def _response(trainer: NetworkTrainer, progress: Progress) -> Response:
    """The maps that are asked for; a decision map and maps of units of one side are made in one go."""
    chosen, spec, units_side = trainer.experiment.data, trainer.network.spec, trainer.experiment.focus.neuron_grid
    assert isinstance(chosen, PointsData)
    side = _decision_side(trainer, progress)
    inputs = np.zeros((0, 0, 0), np.float32)
    units: list[np.ndarray] = []
    logits = None
    if units_side:
        grid = plane_grid(units_side, chosen.features)
        *hidden, logits = trainer.answers.layers(grid)
        maps = (grid, *hidden, _activated(trainer, logits))
        inputs, *units = (frozen(np.ascontiguousarray(h.T).reshape(-1, units_side, units_side)) for h in maps)
    decision = np.zeros((0, 0, trainer.data.classes), np.float32)
    evidence = np.zeros((0, 0, spec.output_shape[-1]), np.float32)
    if side:
        if logits is None or side != units_side:
            logits = trainer.answers.logits(plane_grid(side, chosen.features))
        decision = trainer.targets.probabilities(_activated(trainer, logits)).reshape(side, side, -1)
        evidence = trainer.targets.evidence(logits).reshape(side, side, -1)
    return Response(frozen(decision), frozen(evidence), inputs, tuple(units))


def _activated(trainer: NetworkTrainer, logits: np.ndarray) -> np.ndarray:
    return ACTIVATIONS[trainer.targets.activation].function(logits)


def _decision_side(trainer: NetworkTrainer, progress: Progress) -> int:
    """Cells a side: as many as the focus asks for; fewer where a large network learns, more where a small one rests."""
    side, parameters = trainer.experiment.focus.decision_grid, trainer.network.spec.parameters
    if progress.status is Status.TRAINING:
        return min(side, max(LEAST_SIDE, math.isqrt(MAP_WORK // parameters)))
    return side if not side or parameters > FINE_PARAMETERS else max(side, min(2 * side, FINE_GRID))


def _inspection(trainer: NetworkTrainer) -> Inspection | None:
    probe = trainer.experiment.focus.probe
    if probe is None or probe.tensor.shape != trainer.network.spec.input_shape:
        return None
    *hidden, logits = trainer.answers.layers(probe.tensor[None])
    output = _activated(trainer, logits)
    probabilities = trainer.targets.probabilities(output)[0]
    activations = tuple(frozen(np.ascontiguousarray(h[0])) for h in (*hidden, output))
    return Inspection(probe.tensor, activations, frozen(probabilities))
