"""Whether a picture is like those that a network learned."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import ImageSet
from playground.engine.network import Network
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.batches import as_float
from playground.training.captures import CaptureError
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.commands import Configure, Load, Look, Pause, Play, Restore, Step, WantCapture, WantFrame
from playground.training.experiment import Experiment
from playground.training.focus import Focus, Probe
from playground.training.loop import TrainingLoop
from playground.training.novelty import (
    NOVELTY,
    NoveltyDetector,
    detector_of,
    detector_pieces,
    layer_distances,
    make_detector,
    sketches,
)
from playground.training.settings import TrainingSettings
from playground.training.trainer import make_trainer
from playground.training.usual_distance import KNOWN_SHARE, students_t
from tests.frames import first
from tests.ui.bench import Clock

SIDE = 10


def bars(count: int, seed: int) -> ImageSet:
    """Lying and standing bars at any place, in noise."""
    rng = np.random.default_rng(seed)
    images, label = rng.integers(0, 40, (count, SIDE, SIDE, 1), np.uint8), np.arange(count) % 2
    for image, standing in zip(images, label, strict=True):
        place = int(rng.integers(1, SIDE - 3))
        part = image[:, place : place + 2] if standing else image[place : place + 2]
        part[:] = rng.integers(200, 256, part.shape)
    return ImageSet("bars", images, label, ("lying", "standing"))


def ring() -> np.ndarray:
    """What is no bar: (SIDE, SIDE, 1)."""
    rows, columns = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    return ((np.abs(np.hypot(rows, columns) - 3) < 1) * np.float32(0.9))[..., None].astype(np.float32)


def experiment(layers: str = "conv4x3:relu pool2 dense8:relu", count: int = 600, share: float = 0.7) -> Experiment:
    return Experiment(
        ImagesData("bars", count=count, train_share=share, pictures=bars(count, 1)),
        Architecture(parse_layers(layers)),
        TrainingSettings(learning_rate=0.01, optimizer="adam", batch_size=20),
    )


def trained(chosen: Experiment) -> Network:
    trainer = make_trainer(chosen)
    trainer.run.train(60)
    return trainer.run.network


def novelty(network: Network, detector: NoveltyDetector, x: np.ndarray) -> np.ndarray:
    return detector.novelty(network.spec, x, network.activations(x))


@pytest.mark.parametrize("layers", ["conv4x3:relu pool2 dense8:relu", "dense12:relu", "conv3x3:relu", ""])
def test_pictures_of_the_learned_kind_are_known_and_others_are_not(layers):
    chosen = experiment(layers)
    network = trained(chosen)
    detector = make_detector(network, chosen.data.samples())
    known = novelty(network, detector, bars(600, 2).tensor()) <= 1
    assert KNOWN_SHARE - 0.08 < known.mean() < 1
    noise = np.random.default_rng(1).random((50, SIDE, SIDE, 1), np.float32)
    assert novelty(network, detector, np.stack([ring(), 1 - ring(), *noise])).min() > 1


@pytest.mark.parametrize("count", [25, 40, 60, 150])
def test_few_pictures_do_not_make_a_network_doubt_others_of_their_kind(count):
    alarms, own = [], []
    for seed in range(4):
        chosen = experiment(count=count, share=0.8)
        chosen = replace(chosen, data=replace(chosen.data, pictures=bars(count, 10 + seed), seed=seed))
        network = trained(chosen)
        detector = make_detector(network, chosen.data.samples())
        alarms.append((novelty(network, detector, bars(400, 2).tensor()) > 1).mean())
        samples = chosen.data.samples()
        own.append((novelty(network, detector, as_float(samples.x[samples.test])) > 1).mean())
    assert np.mean(alarms) <= 0.05
    assert np.mean(own) <= 0.05
    if count >= 60:
        noise = np.random.default_rng(1).random((50, SIDE, SIDE, 1), np.float32)
        assert (novelty(network, detector, noise) > 1).mean() > 0.5


def test_by_four_pictures_nothing_is_told():
    chosen = experiment(count=20, share=0.8)
    chosen = replace(chosen, data=replace(chosen.data, pictures=bars(20, 1)))
    assert len(chosen.data.samples().test) == 4
    assert make_detector(trained(chosen), chosen.data.samples()) is None


def test_students_t_is_that_of_the_tables():
    for freedom, quantile in ((1, 12.706), (2, 4.303), (5, 2.571), (30, 2.042), (198, 1.972)):
        assert students_t(0.975, freedom) == pytest.approx(quantile, rel=2e-3)


def test_without_a_test_set_some_of_the_others_are_left_out_of_what_is_known():
    chosen = experiment(share=1.0)
    network = trained(chosen)
    detector = make_detector(network, chosen.data.samples())
    assert len(detector.known) == 300
    assert (novelty(network, detector, bars(600, 2).tensor()) <= 1).mean() > KNOWN_SHARE - 0.05


def test_there_is_none_without_pictures():
    described = ImagesData("bars", count=600).without_samples((SIDE, SIDE, 1), ("lying", "standing"))
    for nothing in (replace(experiment(), data=described), Experiment(PointsData("xor"))):
        trainer = make_trainer(nothing)
        assert make_detector(trainer.run.network, nothing.data.samples()) is None
        assert detector_of(nothing, trainer.run.network.theta) is None


def test_there_is_none_where_no_time_is_left():
    chosen = experiment()
    theta = trained(chosen).theta
    looks = iter((True, True, False))
    assert detector_of(chosen, theta, lambda: next(looks)) is None
    assert detector_of(chosen, theta) is not None


def test_weights_that_ran_away_tell_nothing():
    chosen = experiment()
    network = trained(chosen)
    network.theta[:] = 3e38
    assert make_detector(network, chosen.data.samples()) is None


def test_it_is_made_in_pieces():
    chosen = experiment("conv16x5:relu conv16x5:relu dense8:relu")
    pieces = list(detector_pieces(trained(experiment("dense4")), chosen.data.samples()))
    assert pieces[:-1] == [None] * (len(pieces) - 1) and pieces[-1] is not None
    slow = Network(make_trainer(chosen).run.network.spec, np.random.default_rng(1))
    assert len(list(detector_pieces(slow, chosen.data.samples()))) > len(pieces)


def test_what_stands_for_many_values_keeps_their_distances():
    network, x = trained(experiment("conv24x3:relu dense40:relu")), bars(80, 3).tensor()
    h = network.activations(x)
    found = layer_distances(network.spec, (values := sketches(network.spec, x, h))[:40], values[40:])
    for layer, outputs in enumerate((x, h[0], h[1])):
        rows = outputs.reshape(80, -1)
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        exact = np.linalg.norm(rows[:40, None] - rows[None, 40:], axis=2).min(axis=1)
        assert found[:, layer] == pytest.approx(exact, rel=0.35, abs=0.01)


def test_numbers_that_cannot_be_are_refused():
    known = np.zeros((4, 200), np.uint8)
    for number in (0.0, -1.0, 1e308, float("nan")):
        with pytest.raises(CaptureError, match="a step or weight of"):
            NoveltyDetector(known, number, (1.0, 1.0, 1.0))
        with pytest.raises(CaptureError, match="a step or weight of"):
            NoveltyDetector(known, 0.1, (1.0, number, 1.0))
    with pytest.raises(CaptureError, match="shape"):
        NoveltyDetector(known[:0], 0.1, (1.0,))
    spec = make_trainer(experiment()).run.network.spec
    NoveltyDetector(known, 0.1, (1.0, 1.0, 1.0)).check(spec)
    for values, weights in ((20, (1.0, 1.0, 1.0)), (200, (1.0,))):
        with pytest.raises(CaptureError, match="this network makes 200 in 3 layers"):
            NoveltyDetector(known[:, :values], 0.1, weights).check(spec)


@pytest.fixture
def loop() -> TrainingLoop:
    loop = TrainingLoop(Clock())
    loop.handle(Configure(experiment()))
    loop.handle(Look(Focus(probe=Probe(ring()), questions=(NOVELTY,))))
    return loop


def rest(loop: TrainingLoop) -> None:
    while loop.waiting_time() == 0.0:
        loop.train(0.01)


def shown(loop: TrainingLoop):
    loop.handle(Look(Focus(probe=Probe(ring()), questions=(NOVELTY,))))
    loop.handle(WantFrame())
    return first(loop.frame())


def captured(loop: TrainingLoop):
    loop.handle(WantCapture())
    return first(loop.captured())


def test_a_network_tells_how_novel_a_picture_is(loop):
    for _ in range(40):
        loop.handle(Step())
    assert shown(loop).trace.novelty is None
    rest(loop)
    before = shown(loop).trace.novelty
    assert before > 1
    loop.handle(Step())
    assert shown(loop).trace.novelty == pytest.approx(before), "the network of a step ago says it"
    rest(loop)
    assert shown(loop).trace.novelty != before


def test_a_run_takes_along_what_is_known_of_its_weights(loop):
    rest(loop)
    before, run = shown(loop).trace.novelty, captured(loop)
    other = TrainingLoop(Clock())
    other.handle(Restore((run,)))
    assert shown(other).trace.novelty == before
    other.handle(Step())
    assert shown(other).trace.novelty == pytest.approx(before), "the network that was saved says it"
    assert captured(other).novelty is None


def test_a_loaded_network_tells_it_without_the_pictures_that_it_learned(loop):
    rest(loop)
    frame, run = shown(loop), captured(loop)
    data = experiment().data.without_samples((SIDE, SIDE, 1), ("lying", "standing"))
    other = TrainingLoop(Clock())
    other.handle(Load(replace(experiment(), data=data), frame.theta, 0, 0.0, novelty=run.novelty))
    rest(other)
    assert shown(other).trace.novelty == frame.trace.novelty


def test_other_pictures_alone_do_not_change_what_was_learned(loop):
    rest(loop)
    known = captured(loop).novelty
    data = replace(experiment().data, pictures=bars(300, 9), count=300)
    loop.handle(Configure(replace(experiment(), data=data)))
    assert known is not None and captured(loop).novelty is known
    loop.handle(Configure(replace(experiment("conv4x3:relu pool2 dense9:relu"), data=data)))
    assert captured(loop).novelty is None


def test_nothing_is_worked_out_for_nobody(loop):
    loop.handle(Look(Focus(probe=Probe(ring()))))
    loop.handle(Play())
    loop.train(0.1)
    loop.handle(Pause())
    rest(loop)
    assert captured(loop).novelty is None
