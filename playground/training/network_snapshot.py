"""Makes the snapshot of a network's run: computes what the focus asks for, freezes copies."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from playground.data.features import expand
from playground.data.points import PLANE
from playground.engine.activations import ACTIVATIONS
from playground.engine.network import Network
from playground.training.experiment import Experiment
from playground.training.focus import Focus, Probe
from playground.training.folding import folding
from playground.training.layer_sight import seen_plane
from playground.training.layer_state import STATE_SAMPLES, layer_states
from playground.training.network_fit import fit_of, next_batch
from playground.training.network_run import NetworkRun
from playground.training.novelty import NOVELTY, NoveltyDetector
from playground.training.picture_trace import PictureTrace
from playground.training.predictor import Predictor
from playground.training.questions import Answer, Question
from playground.training.shown_weights import shown_weights
from playground.training.snapshot import NetworkSnapshot, Progress, Response, Status, frozen
from playground.training.unit_map import unit_map

if TYPE_CHECKING:
    from playground.training.walk import Walk

# A picture that stays is finer, unless the network is so large that it would take longer than about 10 ms.
FINE_GRID = 200
FINE_PARAMETERS = 4_000
# While a network learns, the decision map of each frame takes at most about so many multiply-adds (some 3 ms).
MAP_WORK = 100_000_000
LEAST_SIDE, COARSEST_SIDE = 40, 12
# Rather a coarse map than a network that hardly learns for being looked at, or that is looked at long when it rests.
COARSE_WORK, REST_WORK = 1_000_000_000, 2_000_000_000

# The side of the grid of places where linear layers are held against the one map that they are.
FOLDING_GRID = 25


def network_snapshot(
    experiment: Experiment, run: NetworkRun, focus: Focus, progress: Progress, answers: Mapping[Question, Answer]
) -> NetworkSnapshot:
    """Everything that one frame shows of a network."""
    network, evaluations = run.network, run.evaluations
    weights, gradients = (
        shown_weights(network, each, focus.most_weights) for each in (network.theta, network.gradient)
    )
    return NetworkSnapshot(
        experiment=experiment,
        data_set=experiment.data.resolve(),
        spec=network.spec,
        progress=progress,
        scores=run.scores,
        curves=run.history.curves(),
        theta=weights.vector,
        parameters=weights.pairs,
        gradients=gradients.pairs,
        weight_norms=weights.norms,
        gradient_norms=gradients.norms,
        train_count=run.train_count,
        test_count=len(evaluations.test),
        response=_response(experiment, run, focus, progress) if focus.decision_grid or focus.neuron_grid else None,
        trace=None if focus.probe is None else _trace(run, focus.probe, answers.get(NOVELTY)),
        confusion=evaluations.confusion() if focus.confusion else None,
        sample_answers=evaluations.sample_answers() if focus.sample_answers else None,
        divergence=run.divergence,
        stop=run.stop,
        kept=run.kept,
        answers=answers,
        dropped=tuple(frozen(each) for each in network.dropped),
        fit=fit_of(run, focus.fit_places) if focus.fit_places else None,
        batch=next_batch(run) if focus.batch else None,
        path=run.weight_path(),
        layer_states=layer_states(run.network, run.some_samples(STATE_SAMPLES)) if focus.layer_states else (),
        walk=None if focus.walk is None else _walk(run, focus.walk.sample),
        folding=folding(network, plane_grid(FOLDING_GRID, experiment.data.inputs)) if focus.folding else None,
        seen=None if focus.sight is None else seen_plane(run, focus.sight),
        hands=network.hands_at(min(experiment.training.batch_size, run.train_count)),
    )


@lru_cache(maxsize=8)
def plane_grid(side: int, features: tuple[str, ...]) -> np.ndarray:
    """Inputs (side · side, features) at the centres of a grid over the plane, lowest x₂ first, then lowest x₁."""
    centres = (np.arange(side, dtype=np.float32) + np.float32(0.5)) / np.float32(side) * np.float32(2 * PLANE)
    x1, x2 = np.meshgrid(centres - np.float32(PLANE), centres - np.float32(PLANE))
    return frozen(expand(np.stack([x1.ravel(), x2.ravel()], axis=1), features))


def _response(experiment: Experiment, run: NetworkRun, focus: Focus, progress: Progress) -> Response:
    """The maps that are asked for; a decision map and maps of units of one side are made in one go."""
    features, targets = experiment.data.inputs, run.targets
    units_side = min(focus.neuron_grid, _most_side(run, progress))
    side = _decision_side(run, focus, progress)
    inputs = np.zeros((0, 0, 0), np.float32)
    units: list[np.ndarray] = []
    logits = None
    if units_side:
        grid = plane_grid(units_side, features)
        *hidden, logits = run.predictor.layers(grid, focus.most_units)
        maps = (grid, *hidden, _activated(run, logits))
        inputs, *units = (frozen(np.ascontiguousarray(h.T).reshape(-1, units_side, units_side)) for h in maps)
    outputs = run.network.spec.output_shape[-1]
    decision = targets.decision(np.zeros((0, 0, outputs), np.float32))
    evidence = np.zeros((0, 0, outputs), np.float32)
    unit = None
    if side:
        grid, seen = plane_grid(side, features), logits if side == units_side else None
        if focus.unit is not None:
            unit, seen = unit_map(run, grid, *focus.unit)
        if seen is None:
            seen = run.predictor.logits(grid)
        decision = targets.decision(_activated(run, seen)).reshape(side, side, -1)
        evidence = targets.evidence(seen).reshape(side, side, -1)
    return Response(frozen(decision), frozen(evidence), inputs, tuple(units), unit)


def _activated(run: NetworkRun, logits: np.ndarray) -> np.ndarray:
    return ACTIVATIONS[run.targets.activation].function(logits)


def _decision_side(run: NetworkRun, focus: Focus, progress: Progress) -> int:
    """Cells a side: as many as the focus asks for; fewer where a large network learns, more where a small one rests."""
    side, parameters = focus.decision_grid, run.network.spec.parameters
    if progress.status is Status.TRAINING:
        return min(side, max(math.isqrt(MAP_WORK // parameters), min(LEAST_SIDE, _most_side(run, progress))))
    if side and parameters <= FINE_PARAMETERS:
        return max(side, min(2 * side, FINE_GRID))
    return min(side, _most_side(run, progress))


def _most_side(run: NetworkRun, progress: Progress) -> int:
    """Cells a side of a map that takes no longer than a look may take."""
    work = COARSE_WORK if progress.status is Status.TRAINING else REST_WORK
    return max(COARSEST_SIDE, math.isqrt(work // run.network.spec.parameters))


def _walk(run: NetworkRun, sample: int | None) -> Walk | None:
    from playground.training.live_walk import next_walk

    return next_walk(run, sample)


def _trace(run: NetworkRun, probe: Probe, known: Answer | None) -> PictureTrace | None:
    if probe.tensor.shape != run.network.spec.input_shape:
        return None
    *hidden, logits = run.predictor.layers(probe.tensor[None])
    output = _activated(run, logits)
    novelty = _novelty(run, probe, hidden, known)
    activations = tuple(frozen(np.ascontiguousarray(h[0])) for h in (*hidden, output))
    decision, sums = frozen(run.targets.decision(output)[0]), frozen(np.array(logits[0]))
    return PictureTrace(probe.tensor, activations, decision, novelty, sums)


def _novelty(run: NetworkRun, probe: Probe, hidden: Sequence[np.ndarray], known: Answer | None) -> float | None:
    """How far the probe is from all that was learned, to the network that was asked: that of a moment ago, perhaps."""
    if known is None or not isinstance(known.result, NoveltyDetector):
        return None
    if known.version == run.step_count:
        return float(known.result.novelty(run.network.spec, probe.tensor[None], hidden)[0])
    return _novelty_then(known.result, known.subject.model, probe)


@lru_cache(maxsize=4)
def _novelty_then(detector: NoveltyDetector, network: Network, probe: Probe) -> float:
    """The same of a network that learns no more; asked again for every frame until there is a later one."""
    x = probe.tensor[None]
    *hidden, _ = Predictor(network, every=True).layers(x)
    return float(detector.novelty(network.spec, x, hidden)[0])
