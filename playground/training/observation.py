"""Makes the snapshot of a network: reads the trainer, computes what the focus asks for, freezes copies."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from playground.data.features import expand
from playground.data.points import PLANE
from playground.engine.activations import ACTIVATIONS
from playground.engine.network import Network
from playground.training.experiment import Focus, PointsData
from playground.training.snapshot import Inspection, NetworkSnapshot, Progress, Response, Status

if TYPE_CHECKING:
    from playground.training.network_trainer import NetworkTrainer

# A picture that stays is finer, unless the network is so large that it would take longer than about 10 ms.
FINE_GRID = 200
FINE_PARAMETERS = 4_000


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
        inspection=_inspection(trainer, focus),
        confusion=trainer.examination.test.confusion() if focus.confusion else None,
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
    focus, chosen, network = trainer.experiment.focus, trainer.experiment.data, trainer.network
    assert isinstance(chosen, PointsData)
    decision = np.zeros((0, 0, trainer.data.classes), np.float32)
    evidence = np.zeros((0, 0, network.spec.output_shape[-1]), np.float32)
    if focus.decision_grid:
        side = _decision_side(trainer, progress)
        logits = network.logits(plane_grid(side, chosen.features))
        output = ACTIVATIONS[trainer.targets.activation].function(logits)
        decision = trainer.targets.probabilities(output).reshape(side, side, -1)
        evidence = trainer.targets.evidence(logits).reshape(side, side, -1)
    inputs = np.zeros((0, 0, 0), np.float32)
    layers: tuple[np.ndarray, ...] = ()
    if focus.neuron_grid:
        inputs, layers = _unit_maps(network, chosen.features, focus.neuron_grid)
    return Response(frozen(decision), frozen(evidence), frozen(inputs), layers)


def _decision_side(trainer: NetworkTrainer, progress: Progress) -> int:
    """Cells a side: as many as the focus asks for, or twice as many while the network rests and that costs little."""
    side = trainer.experiment.focus.decision_grid
    if progress.status is Status.TRAINING or trainer.network.spec.parameters > FINE_PARAMETERS:
        return side
    return max(side, min(2 * side, FINE_GRID))


def _unit_maps(network: Network, features: tuple[str, ...], side: int) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    grid = plane_grid(side, features)
    maps = [np.ascontiguousarray(h.T).reshape(-1, side, side) for h in (grid, *network.activations(grid))]
    return maps[0], tuple(frozen(h) for h in maps[1:])


def _inspection(trainer: NetworkTrainer, focus: Focus) -> Inspection | None:
    network = trainer.network
    if focus.probe is None or focus.probe.tensor.shape != network.spec.input_shape:
        return None
    activations = network.activations(focus.probe.tensor[None])
    probabilities = trainer.targets.probabilities(activations[-1])[0]
    return Inspection(focus.probe.tensor, tuple(frozen(h[0].copy()) for h in activations), frozen(probabilities))
