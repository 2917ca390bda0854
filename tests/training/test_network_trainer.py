"""A network's run through training and edits."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.data.points import PointSet
from playground.engine.spec import DenseSpec, SpecError
from playground.engine.words import parse_layers
from playground.training import evaluations
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.focus import Focus, Probe
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Progress, Status

PROGRESS = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)


def experiment(source: str = "xor", **training) -> Experiment:
    settings = {"learning_rate": 0.05, "optimizer": "adam"} | training
    return Experiment(PointsData(source, count=200), Architecture(), TrainingSettings(**settings))


def trainer_for(experiment: Experiment) -> NetworkTrainer:
    return NetworkTrainer(experiment)


def edit(trainer: NetworkTrainer, experiment: Experiment) -> None:
    trainer.configure(experiment)


def steps(trainer: NetworkTrainer, count: int) -> None:
    for _ in range(count):
        trainer.run.train(1)


def answers(trainer: NetworkTrainer) -> np.ndarray:
    grid = np.random.default_rng(0).uniform(-3, 3, (50, trainer.run.network.spec.input_shape[0])).astype(np.float32)
    return trainer.run.network.predict(grid)


@pytest.mark.parametrize("source", ["xor", "rings", "circle", "moons"])
def test_learns_the_built_in_sets(source):
    trainer = trainer_for(experiment(source))
    steps(trainer, 1200)
    trainer.run.evaluate()
    assert trainer.run.scores.test_accuracy > 0.95


def test_the_spiral_is_learned():
    start = Experiment(
        PointsData("spiral", count=400, noise=0.0),
        Architecture(parse_layers("dense24:relu dense24:relu dense16:relu"), initializer="he"),
        TrainingSettings(learning_rate=0.01, optimizer="adam"),
    )
    trainer = trainer_for(start)
    steps(trainer, 6000)
    trainer.run.evaluate()
    assert trainer.run.scores.test_accuracy > 0.9


@pytest.mark.parametrize(
    ("loss", "source"),
    [
        ("squared-error", "circle"),
        ("squared-error", "rings"),
        ("absolute-error", "circle"),
        ("huber", "circle"),
        ("huber", "rings"),
        ("cross-entropy", "circle"),
        ("cross-entropy", "rings"),
    ],
)
def test_every_loss_teaches(loss, source):
    trainer = trainer_for(experiment(source, loss=loss, learning_rate=0.02))
    steps(trainer, 1500)
    trainer.run.evaluate()
    assert trainer.run.scores.train_accuracy > 0.85


def test_same_experiment_same_numbers():
    first, second = trainer_for(experiment()), trainer_for(experiment())
    for trainer in (first, second):
        steps(trainer, 100)
    assert np.array_equal(first.run.network.theta, second.run.network.theta)
    again = trainer_for(experiment())
    steps(again, 37)
    again.restart()
    steps(again, 100)
    assert np.array_equal(first.run.network.theta, again.run.network.theta)


def test_epochs_count_passes_over_the_training_set():
    trainer = trainer_for(experiment(batch_size=32))
    assert trainer.run.train_count == 140
    steps(trainer, 5)  # 32 + 32 + 32 + 32 + 12
    assert trainer.run.epoch == 1.0
    steps(trainer, 1)
    assert trainer.run.epoch == pytest.approx(1 + 32 / 140)


def test_an_added_neuron_and_feature_leave_every_answer_as_it_was():
    trainer = trainer_for(experiment())
    steps(trainer, 300)
    before = answers(trainer)
    base = trainer.experiment
    edit(trainer, replace(base, model=base.model.with_replaced(0, DenseSpec(9, "tanh"))))
    assert np.allclose(answers(trainer), before, atol=1e-6)
    wider = trainer.experiment
    edit(trainer, replace(wider, data=replace(wider.data, features=("x1", "x2", "x1x2"))))
    assert trainer.run.network.spec.input_shape == (3,)
    grid = np.random.default_rng(0).uniform(-3, 3, (50, 2)).astype(np.float32)
    with_product = np.column_stack([grid, grid[:, 0] * grid[:, 1]])
    assert np.allclose(trainer.run.network.predict(with_product), before, atol=1e-6)
    steps(trainer, 50)
    assert trainer.run.divergence is None


def test_removing_a_layer_takes_that_layer_not_its_neighbour():
    start = replace(experiment(), model=Architecture(parse_layers("dense6:tanh dense6:relu dense6:tanh")))
    trainer = trainer_for(start)
    steps(trainer, 20)
    first, _, third, _ = (pair and pair[0].copy() for pair in trainer.run.network.parameters)
    edit(trainer, replace(start, model=start.model.without(1)))
    assert np.array_equal(trainer.run.network.parameters[0][0], first)
    assert np.array_equal(trainer.run.network.parameters[1][0], third)


def test_painted_points_are_learned_with_the_weights_that_are_there():
    trainer = trainer_for(experiment())
    steps(trainer, 200)
    before = trainer.run.network.theta.copy()
    data = trainer.experiment.data
    drawn = data.resolve().added([[2.5, 2.5]] * 5, 0)
    edit(trainer, replace(trainer.experiment, data=replace(data, source="drawn", drawn=drawn)))
    assert np.array_equal(trainer.run.network.theta, before)
    assert trainer.run.train_count + len(trainer.run.evaluations.test) == 205
    assert trainer.run.step_count == 200


def test_a_third_class_keeps_the_first_two_apart():
    trainer = trainer_for(experiment("blobs"))
    steps(trainer, 300)
    points = trainer.experiment.data.resolve()
    drawn = points.with_classes(("A", "B", "C")).added([[0.0, 2.8]] * 10, 2)
    edit(trainer, replace(trainer.experiment, data=replace(trainer.experiment.data, source="drawn", drawn=drawn)))
    assert trainer.run.network.spec.output_shape == (3,)
    old = points.label == trainer.run.targets.decode(trainer.run.network.predict(points.x))
    assert old.mean() > 0.95


def test_what_does_not_fit_leaves_the_run_as_it_was():
    trainer = trainer_for(experiment())
    steps(trainer, 10)
    base, theta = trainer.experiment, trainer.run.network.theta.copy()
    with pytest.raises(SpecError):
        edit(trainer, replace(base, model=Architecture(parse_layers("pool2"))))
    assert trainer.experiment is base
    assert np.array_equal(trainer.run.network.theta, theta)
    steps(trainer, 10)


def test_divergence_stops_and_goes_back_to_good_weights():
    start = experiment(optimizer="sgd", loss="squared-error", learning_rate=0.01)
    start = replace(start, model=Architecture(parse_layers("dense8:relu dense8:relu"), output_activation="linear"))
    trainer = trainer_for(start)
    steps(trainer, 100)
    edit(trainer, replace(start, training=replace(start.training, learning_rate=100.0)))
    with np.errstate(all="ignore"):
        steps(trainer, 2000)
    assert trainer.run.divergence is not None
    assert trainer.run.divergence.learning_rate == 100.0
    assert 100 < trainer.run.divergence.step <= 200
    assert np.isfinite(trainer.run.network.theta).all()
    stopped = trainer.run.step_count
    trainer.run.train(1)
    assert trainer.run.step_count == stopped
    edit(trainer, start)
    trainer.rewind()
    assert trainer.run.divergence is None
    steps(trainer, 200)
    assert trainer.run.scores.train_loss < 1


def test_no_training_points_is_no_trouble():
    empty = replace(experiment().data, source="drawn", drawn=PointSet.empty())
    trainer = trainer_for(replace(experiment(), data=empty))
    steps(trainer, 3)
    assert trainer.run.step_count == 0
    assert trainer.run.scores.train_loss is None
    assert trainer.snapshot(Focus(), PROGRESS, {}).train_count == 0


def test_a_layer_is_added_behind_maps_where_there_are_no_pictures():
    data = ImagesData("folder").without_samples((8, 8, 1), ("cat", "dog"))
    old = Experiment(data, Architecture(parse_layers("conv2x3:relu pool2")))
    trainer = NetworkTrainer(old)
    trainer.configure(replace(old, model=old.model.with_inserted(2, DenseSpec(16, "tanh"))))
    assert len(trainer.run.network.layers) == len(old.model.hidden) + 2


def test_a_snapshot_is_frozen_and_shows_what_the_focus_asks_for():
    trainer = trainer_for(experiment("rings"))
    steps(trainer, 30)
    focus = Focus(decision_grid=20, neuron_grid=8)
    snapshot = trainer.snapshot(focus, replace(PROGRESS, status=Status.TRAINING), {})
    assert snapshot.response.decision.shape == snapshot.response.evidence.shape == (20, 20, 3)
    assert np.array_equal(snapshot.response.evidence.argmax(axis=2), snapshot.response.decision.argmax(axis=2))
    assert np.allclose(snapshot.response.decision.sum(axis=-1), 1, atol=1e-5)
    assert [maps.shape for maps in snapshot.response.layers] == [(8, 8, 8), (8, 8, 8), (3, 8, 8)]
    assert snapshot.response.inputs.shape == (2, 8, 8)
    # Row 0 is the lowest x₂, column 0 the lowest x₁.
    assert snapshot.response.inputs[0, 0, 0] < 0 < snapshot.response.inputs[0, 0, -1]
    assert snapshot.response.inputs[1, 0, 0] < 0 < snapshot.response.inputs[1, -1, 0]
    theta = snapshot.theta.copy()
    steps(trainer, 30)
    assert np.array_equal(snapshot.theta, theta)
    for array in (snapshot.theta, snapshot.response.decision, snapshot.parameters[0][0], snapshot.gradients[0][1]):
        assert not array.flags.writeable
    assert all(np.shares_memory(array, snapshot.theta) for pair in snapshot.parameters if pair for array in pair)
    assert not np.shares_memory(snapshot.theta, trainer.run.network.theta)
    unseen = trainer_for(experiment()).snapshot(Focus(), PROGRESS, {})
    assert unseen.response is None and unseen.trace is None and unseen.confusion is None


def test_a_network_at_rest_is_drawn_finer():
    trainer = trainer_for(experiment())
    sides = {}
    for status in Status:
        response = trainer.snapshot(Focus(decision_grid=20), replace(PROGRESS, status=status), {}).response
        assert response.evidence.shape == (*response.decision.shape[:2], 1)
        sides[status] = len(response.decision)
    assert sides[Status.TRAINING] == 20 < sides[Status.PAUSED] == sides[Status.DIVERGED]


def test_a_large_network_is_drawn_coarser_while_it_learns():
    focus, wide = Focus(decision_grid=100), replace(experiment(), model=Architecture(parse_layers("dense64:tanh " * 8)))
    trainer = trainer_for(wide)
    learning = trainer.snapshot(focus, replace(PROGRESS, status=Status.TRAINING), {}).response.decision
    resting = trainer.snapshot(focus, replace(PROGRESS, status=Status.PAUSED), {}).response.decision
    assert 40 <= len(learning) < len(resting) == 100


def test_pictures_are_learned_inspected_and_confused():
    images = make_images("digits", 300, 0)
    start = Experiment(
        ImagesData("digits", count=300, train_share=0.75, pictures=images),
        Architecture(parse_layers("conv4x3:relu pool2 dense16:relu"), initializer="he"),
        TrainingSettings(learning_rate=0.005, optimizer="adam", batch_size=32),
    )
    trainer = NetworkTrainer(start)
    steps(trainer, 400)
    trainer.run.evaluate()
    focus = Focus(confusion=True, probe=Probe(images.images[0] / 255))
    snapshot = trainer.snapshot(focus, PROGRESS, {})
    assert snapshot.scores.test_accuracy > 0.8
    assert snapshot.confusion.counts.sum() == snapshot.test_count
    assert np.trace(snapshot.confusion.counts) == round(snapshot.scores.test_accuracy * snapshot.test_count)
    for index, predicted in snapshot.confusion.mistakes:
        assert images.label[index] != predicted
    assert [h.shape for h in snapshot.trace.activations] == [(8, 8, 4), (4, 4, 4), (16,), (10,)]
    assert snapshot.trace.decision.sum() == pytest.approx(1, abs=1e-5)


def wild(**training) -> Experiment:
    """A run whose numbers leave the finite ones within a few steps."""
    start = experiment(optimizer="sgd", loss="squared-error", **({"learning_rate": 100.0} | training))
    return replace(start, model=Architecture(parse_layers("dense8:relu dense8:relu"), output_activation="linear"))


@pytest.mark.parametrize("steps_before", range(1, 8))
def test_no_frame_holds_a_number_that_is_not_finite(steps_before):
    trainer = trainer_for(wild())
    with np.errstate(all="ignore"):
        steps(trainer, steps_before)
        trainer.run.check_numbers()
        snapshot = trainer.snapshot(Focus(), PROGRESS, {})
    assert np.isfinite(snapshot.theta).all()
    assert all(np.isfinite(array).all() for pair in snapshot.gradients for array in pair)
    assert np.isfinite([snapshot.scores.train_loss, snapshot.scores.test_loss]).all()


def test_scores_after_a_divergence_are_those_of_the_good_weights():
    trainer = trainer_for(wild())
    good = trainer.run.scores
    with np.errstate(all="ignore"):
        steps(trainer, 2)
        trainer.run.evaluate()
        while trainer.run.divergence is None:
            steps(trainer, 1)
            trainer.run.evaluate()
    assert np.isfinite(trainer.run.scores.train_loss) and trainer.run.scores.train_loss <= 2 * good.train_loss + 1e-3


def test_epochs_never_go_back_when_batches_change_within_one():
    trainer = trainer_for(experiment(batch_size=35))
    steps(trainer, 2)
    half = trainer.run.epoch
    edit(trainer, replace(trainer.experiment, training=replace(trainer.experiment.training, batch_size=20)))
    epochs = [half]
    for _ in range(21):
        steps(trainer, 1)
        epochs.append(trainer.run.epoch)
    assert np.all(np.diff(epochs) > 0)
    assert trainer.run.epoch == pytest.approx(half + 3)


def test_features_that_change_places_take_their_weights_along():
    trainer = trainer_for(experiment())
    steps(trainer, 100)
    weight = trainer.run.network.parameters[0][0].copy()
    base = trainer.experiment
    edit(trainer, replace(base, data=replace(base.data, features=("x2", "x1"))))
    assert np.array_equal(trainer.run.network.parameters[0][0], weight[::-1])


@pytest.mark.parametrize("schedule", ["constant", "step", "cosine"])
def test_many_steps_at_once_are_so_many_single_ones(schedule):
    start = experiment(batch_size=35, schedule=schedule, period=3)
    single, many = trainer_for(start), trainer_for(start)
    for trainer in (single, many):
        steps(trainer, 2)
        edit(trainer, replace(start, training=replace(start.training, batch_size=20)))
    steps(single, 100)
    for count in (1, 50, 49):
        many.run.train(count)
    assert np.array_equal(single.run.network.theta, many.run.network.theta)
    assert single.run.epoch == many.run.epoch
    assert np.array_equal(single.run.history.curves().epoch, many.run.history.curves().epoch)


def test_scores_of_an_edited_network_are_told_when_they_speak_for_enough_pictures(monkeypatch):
    monkeypatch.setattr(evaluations, "PIECE_WORK", 0)
    images = make_images("digits", 800, 0)
    start = Experiment(
        ImagesData("digits", count=800, train_share=0.5, pictures=images),
        Architecture(parse_layers("conv4x3:relu pool2")),
    )
    trainer = NetworkTrainer(start)
    trainer.run.evaluate()
    before, records = trainer.run.scores, len(trainer.run.history.curves().epoch)
    edited = replace(start, model=replace(start.model, hidden=parse_layers("conv6x3:relu pool2")))
    trainer.configure(edited)
    assert trainer.run.scores == before, "eight pictures tell little"
    assert len(trainer.run.history.curves().epoch) == records
    while trainer.run.unfinished:
        trainer.run.go_on_evaluating()
    assert trainer.run.scores.train_loss == pytest.approx(before.train_loss, rel=1e-4), "added kernels have no say yet"
    trainer.load(np.zeros_like(trainer.run.network.theta), 0, 0.0)
    assert trainer.run.scores.train_loss == pytest.approx(np.log(10), rel=1e-4)


def test_no_step_is_longer_than_the_clipped_gradient():
    trainer = trainer_for(experiment(optimizer="sgd", learning_rate=1.0, clip=0.01))
    network = trainer.run.network
    for _ in range(20):
        before = network.theta.copy()
        trainer.run.train(1)
        assert np.linalg.norm(network.theta - before) == pytest.approx(0.01, rel=1e-4)  # γ = 1 times its length


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
def test_the_optimizer_goes_on_as_if_nothing_had_been_added(optimizer):
    # All samples at once, so that both see the same batch; an added unit has no say yet.
    chosen = experiment(optimizer=optimizer, learning_rate=0.01, batch_size=1000)
    wider = replace(chosen, model=replace(chosen.model, hidden=(DenseSpec(9, "tanh"), *chosen.model.hidden[1:])))
    plain, grown = trainer_for(chosen), trainer_for(chosen)
    for trainer in (plain, grown):
        trainer.run.train(30)
    edit(grown, wider)
    assert grown.run.kept == (plain.run.network.theta.size,) * 2
    for trainer in (plain, grown):
        trainer.run.train(1)
    units = plain.run.network.parameters[0][0].shape[1]
    for pair, other in zip(plain.run.network.parameters[0], grown.run.network.parameters[0], strict=True):
        np.testing.assert_allclose(other[..., :units], pair, atol=1e-6)


def test_another_optimizer_has_moments_of_its_own_and_what_is_removed_takes_its_own_along():
    chosen = experiment()
    trainer = trainer_for(chosen)
    trainer.run.train(30)
    before, size = trainer.run.moments(), trainer.run.network.theta.size
    first, *others = chosen.model.hidden
    narrower = replace(chosen, model=replace(chosen.model, hidden=(replace(first, units=first.units - 1), *others)))
    edit(trainer, narrower)
    kept, all_before = trainer.run.kept
    assert all_before == size and kept == trainer.run.network.theta.size
    after = trainer.run.moments()
    assert after["steps"] == before["steps"] and np.isin(after["second"], before["second"]).all()
    edit(trainer, replace(narrower, training=replace(narrower.training, optimizer="rmsprop")))
    assert trainer.run.kept is None and not trainer.run.moments()["square"].any()
