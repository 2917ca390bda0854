"""The perceptron's rules, steps and inputs, the neuron beside it, and its cycles, in a run."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.data.points import PointSet
from playground.engine.logistic import LogisticNeuron
from playground.engine.perceptron import Perceptron
from playground.training.architecture import PerceptronModel
from playground.training.changes import loses_learning, renewal
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.hyperparameters import ExperimentError, Renewal
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.perceptron_trainer import PerceptronTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Progress, Status

CORNERS = [(-1, -1, 0), (1, 1, 0), (-1, 1, 1), (1, -1, 1)]
"""XOR: x₁, x₂, class."""
PROGRESS = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)


def drawn(rows: list) -> PointSet:
    points = PointSet.empty()
    for x1, x2, label in rows:
        points = points.added(np.array([[x1, x2]], np.float32), label)
    return points


def trainer_of(points: list | str, rate: float = 1.0, seed: int = 42, **model: Any) -> PerceptronTrainer:
    data = (
        PointsData(points, count=80, noise=0.0, train_share=1.0)
        if isinstance(points, str)
        else PointsData("drawn", drawn=drawn(points), train_share=1.0)
    )
    return PerceptronTrainer(Experiment(data, PerceptronModel(**model), TrainingSettings(rate, seed=seed)))


def shown(trainer: PerceptronTrainer) -> PerceptronSnapshot:
    return trainer.snapshot(Focus(), PROGRESS, {})


def edit(trainer: PerceptronTrainer, **model: Any) -> None:
    experiment = trainer.experiment
    trainer.configure(replace(experiment, model=replace(experiment.model, **model)))


def own(trainer: PerceptronTrainer) -> tuple[float, ...]:
    neuron = trainer.run.perceptron
    return (*neuron.weight.tolist(), float(neuron.bias))


whole = st.integers(-3, 3)
anywhere = st.floats(-3, 3, width=32)
point_sets = st.lists(st.tuples(whole, whole, st.integers(0, 1)), min_size=2, max_size=9)
any_sets = point_sets | st.lists(st.tuples(anywhere, anywhere, st.integers(0, 1)), min_size=2, max_size=9)


@settings(max_examples=60)
@given(any_sets, st.sampled_from([0.01, 0.3, 1.0, 70.0]), st.integers(0, 99), st.booleans())
def test_the_verdict_agrees_with_convergence_and_updates_never_exceed_the_bound(rows, rate, seed, every_sample):
    trainer = trainer_of(rows, rate, seed, every_sample=every_sample)
    found = shown(trainer).separability
    assume(not found.separable or found.bound < 3000)
    trainer.run.train(60_000 if found.separable and every_sample else 4000 if found.separable else 300)
    assert trainer.run.finished == found.separable
    assert trainer.run.updates <= found.bound
    assert (shown(trainer).mistakes == 0) == found.separable
    assert found.separable == (len(shown(trainer).overlap) == 0)


def test_a_step_may_be_a_sample():
    mistakes, samples = trainer_of("separable"), trainer_of("separable")
    mistakes.run.train(3)
    seen = 0
    while samples.run.updates < 3:
        assert samples.run.fine_step() == 1
        seen += 1
        assert samples.run.epoch == pytest.approx(seen / 80)
    assert own(samples) == own(mistakes) and samples.run.epoch == mistakes.run.epoch
    for trainer in (mistakes, samples):
        while not trainer.run.finished:
            trainer.run.train(1)
    assert own(samples) == own(mistakes) and samples.run.updates == mistakes.run.updates
    assert samples.run.train(5) == samples.run.fine_step() == 0


@pytest.mark.parametrize("every_sample", [False, True])
def test_the_smallest_step_is_one_sample(every_sample):
    trainer = trainer_of("separable", every_sample=every_sample)
    assert shown(trainer).visited is None
    order, neuron = trainer.run.samples.order, Perceptron(2)
    for index in order[:40]:
        assert trainer.run.fine_step() == 1
        visit = shown(trainer).visited
        x, d = trainer.run.samples.x[index], int(trainer.run.samples.d[index])
        before, score = (*neuron.weight.tolist(), neuron.bias), float(neuron.score(x))
        was_mistake = neuron.learn(x, d)
        assert (visit.index, visit.target, visit.score, visit.was_mistake) == (index, d, score, was_mistake)
        assert np.array_equal(visit.x, x) and visit.learning_rate == 1
        assert (*visit.weight_before.tolist(), visit.bias_before) == before
        assert (*visit.weight_after.tolist(), visit.bias_after) == own(trainer) == (*neuron.weight, neuron.bias)
    assert not was_mistake and trainer.run.last_step.index != index


def test_a_rule_that_is_chosen_later_begins_with_the_weights_of_then():
    trainer = trainer_of("xor")
    trainer.run.train(30)
    before = own(trainer)
    edit(trainer, rule="averaged")
    assert own(trainer) == before == (*shown(trainer).model_weight, shown(trainer).model_bias)
    weights = []
    for _ in range(25):
        trainer.run.fine_step()
        weights.append(own(trainer))
    snapshot = shown(trainer)
    assert np.allclose([*snapshot.model_weight, snapshot.model_bias], np.mean(weights, axis=0))
    assert np.array_equal(snapshot.theta, np.array([*snapshot.model_weight, snapshot.model_bias], np.float32))
    assert (*snapshot.weight, snapshot.bias) == weights[-1]


def test_mistakes_are_those_of_what_the_rule_answers_with():
    trainer = trainer_of("xor", rule="pocket")
    fewest = 80
    for _ in range(60):
        trainer.run.train(1)
        snapshot = shown(trainer)
        fewest = min(fewest, snapshot.mistakes)
        assert snapshot.train_mistakes == snapshot.misclassified.sum() == fewest
    assert snapshot.mistakes > fewest and snapshot.has_work
    assert snapshot.scores.train_accuracy == 1 - fewest / 80


def test_the_rule_is_the_same_line_while_learning_goes_on_alike():
    runs = [trainer_of("xor", rule=rule) for rule in ("rosenblatt", "averaged", "pocket")]
    for trainer in runs:
        trainer.run.train(100)
    assert own(runs[0]) == own(runs[1]) == own(runs[2])
    assert len({shown(trainer).theta.tobytes() for trainer in runs}) == 3


def test_the_neuron_beside_learns_the_same_samples_in_the_same_order():
    trainer = trainer_of("moons", rate=0.3, beside=True)
    assert shown(trainer).beside.loss == pytest.approx(np.log(2))
    trainer.run.train(90)
    visits, samples, neuron = round(trainer.run.epoch * 80), trainer.run.samples, LogisticNeuron(2)
    for visit in range(visits):
        index = samples.order[visit % 80]
        neuron.learn(samples.x[index], int(samples.d[index]), 0.3)
    beside = shown(trainer).beside
    assert np.array_equal(beside.weight, neuron.weight) and beside.bias == neuron.bias
    assert beside.loss == neuron.loss(samples.x, samples.d) < 0.5
    assert beside.mistakes == int((samples.d * neuron.score(samples.x) <= 0).sum())
    alone = trainer_of("moons", rate=0.3)
    alone.run.train(90)
    assert own(alone) == own(trainer) and shown(alone).beside is None


def test_without_points_the_neuron_beside_has_no_loss():
    assert shown(trainer_of([], beside=True)).beside.loss is None


@pytest.mark.parametrize("rate", [1.0, 0.1, 3.7])
def test_on_xor_the_rule_repeats_and_it_is_noticed(rate):
    trainer = trainer_of(CORNERS, rate)
    assert shown(trainer).cycle is None
    trainer.run.train(60)
    cycle = shown(trainer).cycle
    assert cycle.kind == "repeats" and cycle.passes > 0
    before, epoch = own(trainer), trainer.run.epoch
    trainer.run.train(cycle.updates)
    assert own(trainer) == pytest.approx(before, abs=1e-9) and trainer.run.epoch == epoch + cycle.passes
    assert not trainer.run.finished and shown(trainer).cycle == cycle


@settings(max_examples=40)
@given(point_sets, st.integers(0, 99))
def test_a_cycle_that_is_noticed_is_one_and_the_shortest(rows, seed):
    trainer = trainer_of(rows, 1.0, seed)
    trainer.run.train(400)
    cycle = shown(trainer).cycle
    if shown(trainer).separability.separable:
        assert cycle is None
        return
    assume(cycle is not None and cycle.kind == "repeats")
    while trainer.run.epoch % 1:
        trainer.run.fine_step()
    first, lengths = own(trainer), []
    for step in range(1, cycle.passes * len(rows) + 1):
        trainer.run.fine_step()
        if step % len(rows) == 0 and own(trainer) == first:
            lengths.append(step // len(rows))
    assert lengths == [cycle.passes]


def test_what_never_repeats_is_said_to_wander():
    points = PointsData("xor", count=60, noise=0.3, train_share=1.0)
    trainer = PerceptronTrainer(Experiment(points, PerceptronModel(), TrainingSettings(1.0)))
    counts: list[int] = []
    while shown(trainer).cycle is None:
        passes = trainer.run.passes.count
        while trainer.run.passes.count == passes:
            trainer.run.train(1)
        counts.append(trainer.run.passes.mistakes_each[passes])
    cycle = shown(trainer).cycle
    # The first pass only says with which weights the next one begins.
    assert (cycle.kind, cycle.updates, cycle.passes) == ("wanders", 0, 30)
    assert cycle.fewest == min(counts[1:]) == counts[-31] < min(counts[1:-31])


def change_one(trainer: PerceptronTrainer, change: str) -> None:
    experiment = trainer.experiment
    if change == "points":
        more = replace(experiment.data, drawn=drawn([*CORNERS, (0, 0.5, 0)]))
        trainer.configure(replace(experiment, data=more))
    elif change == "rate":
        trainer.configure(replace(experiment, training=replace(experiment.training, learning_rate=0.2)))
    else:
        trainer.put_weights(np.array([3.0, 0.0, 1.0]))


CHANGES = ["points", "rate", "weights"]


@pytest.mark.parametrize("change", CHANGES)
def test_the_bound_is_that_of_one_rate_and_the_same_points_from_zero(change):
    trainer = trainer_of(CORNERS)
    if change != "weights":
        change_one(trainer, change)
    assert shown(trainer).is_bounded
    trainer = trainer_of(CORNERS)
    trainer.run.train(1)
    edit(trainer, rule="averaged", beside=True, every_sample=True)
    assert shown(trainer).is_bounded
    change_one(trainer, change)
    assert not shown(trainer).is_bounded
    trainer.restart()
    assert shown(trainer).is_bounded


@pytest.mark.parametrize("change", ["points", "rate"])
def test_weights_put_in_before_the_first_update_stay_without_a_bound(change):
    trainer = trainer_of(CORNERS)
    change_one(trainer, "weights")
    change_one(trainer, change)
    assert not shown(trainer).is_bounded
    trainer.put_weights(np.zeros(3))
    assert shown(trainer).is_bounded


def test_a_pass_over_other_points_counts_their_mistakes_only():
    trainer = trainer_of("xor")
    while trainer.run.passes.mistakes <= len(CORNERS):
        trainer.run.fine_step()
    others = replace(trainer.experiment.data, source="drawn", drawn=drawn(CORNERS))
    trainer.configure(replace(trainer.experiment, data=others))
    for _ in CORNERS:
        trainer.run.fine_step()
    (mistakes,) = shown(trainer).mistakes_per_pass
    assert mistakes <= len(CORNERS)


@pytest.mark.parametrize("change", CHANGES)
def test_edits_begin_the_watch_anew(change):
    trainer = trainer_of(CORNERS)
    trainer.run.train(60)
    assert shown(trainer).cycle is not None
    change_one(trainer, change)
    assert shown(trainer).cycle is None
    trainer.run.train(1000)
    assert shown(trainer).cycle.kind == "repeats"


def test_weights_that_are_put_in_begin_a_new_streak_and_average():
    trainer = trainer_of("separable", rule="averaged", beside=True)
    while not trainer.run.finished:
        trainer.run.train(1)
    updates, passes, beside = trainer.run.updates, trainer.run.passes.count, shown(trainer).beside
    trainer.put_weights(np.array([-1.0, 2.0, 0.25]))
    snapshot = shown(trainer)
    assert own(trainer) == (-1, 2, 0.25) and snapshot.theta.tolist() == [-1, 2, 0.25]
    assert not trainer.run.finished and snapshot.visited is None and snapshot.last_step is None
    assert (trainer.run.updates, trainer.run.passes.count) == (updates, passes)
    assert np.array_equal(snapshot.beside.weight, beside.weight)
    while not trainer.run.finished:
        trainer.run.train(1)
    assert shown(trainer).mistakes == 0


def test_the_circle_is_separable_in_the_squares():
    assert not shown(trainer_of("circle")).separability.separable
    trainer = trainer_of("circle", inputs=("x1^2", "x2^2"))
    snapshot = shown(trainer)
    assert np.allclose(snapshot.x, snapshot.data_set.x.astype(float) ** 2)
    assert snapshot.separability.separable and len(snapshot.overlap) == 0
    assert all((hull >= 0).all() and len(hull) > 2 for hull in snapshot.hulls)
    trainer.run.train(10_000)
    assert trainer.run.finished and trainer.run.updates <= snapshot.separability.bound
    assert not shown(trainer).misclassified.any()


def test_other_inputs_begin_anew_and_are_undone_with_what_was_learned():
    trainer = trainer_of("circle")
    trainer.run.train(20)
    before = trainer.experiment
    edit(trainer, inputs=("x1", "x1x2"))
    assert trainer.run.updates == 0 and own(trainer) == (0, 0, 0)
    assert renewal(before, trainer.experiment) == Renewal.EVERYTHING
    assert loses_learning(before, trainer.experiment)


@pytest.mark.parametrize(
    ("old", "new", "loses"),
    [
        ({}, {"rule": "averaged"}, False),
        ({"rule": "averaged"}, {}, True),
        ({"rule": "averaged"}, {"rule": "pocket"}, True),
        ({}, {"beside": True}, False),
        ({"beside": True}, {}, True),
        ({}, {"every_sample": True}, False),
        ({"rule": "pocket", "beside": True}, {"rule": "pocket", "beside": True, "every_sample": True}, False),
    ],
)
def test_what_a_rule_or_the_neuron_beside_knows_is_kept_for_undo(old, new, loses):
    before, after = (Experiment(PointsData("xor"), PerceptronModel(**model)) for model in (old, new))
    assert loses_learning(before, after) == loses


@pytest.mark.parametrize("rule", ["averaged", "pocket"])
def test_points_are_edited_while_it_runs(rule):
    trainer = trainer_of("separable", rule=rule, beside=True)
    trainer.run.train(4)
    before = shown(trainer)
    data = trainer.experiment.data
    wrong = data.resolve().added(-10 * before.model_weight, 1)
    trainer.configure(replace(trainer.experiment, data=replace(data, source="drawn", drawn=wrong)))
    after = shown(trainer)
    assert own(trainer) == (*before.weight, before.bias) and len(after.x) == len(wrong) == len(before.x) + 1
    assert np.array_equal(after.beside.weight, before.beside.weight)
    assert after.misclassified[-1] and not after.separability.separable and len(after.overlap)
    trainer.run.train(50)
    assert not trainer.run.finished


def test_classes_that_change_places_turn_every_line_round():
    trainer = trainer_of("separable", rule="averaged", beside=True)
    trainer.run.train(6)
    before, points = shown(trainer), trainer.experiment.data.resolve()
    swapped = replace(points, label=1 - points.label, class_names=points.class_names[::-1])
    data = replace(trainer.experiment.data, source="drawn", drawn=swapped)
    trainer.configure(replace(trainer.experiment, data=data))
    after = shown(trainer)
    assert np.array_equal(after.model_weight, -before.model_weight) and after.bias == -before.bias
    assert np.array_equal(after.beside.weight, -before.beside.weight) and after.beside.loss == before.beside.loss
    assert np.array_equal(after.misclassified, before.misclassified)
    assert np.array_equal(after.hulls[0], before.hulls[1])


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ({"rule": "mira"}, "rule: 'mira' is not one of rosenblatt, averaged, pocket"),
        ({"inputs": ("x1", "x3")}, "inputs: 'x3' is not one of x1, x2"),
        ({"inputs": ("x1", "x1")}, "inputs: x1, x1 are not two different ones of x1, x2"),
        ({"inputs": ("x1",)}, "inputs: x1 are not two"),
    ],
)
def test_rules_and_inputs_that_there_are_not_are_refused(model, words):
    with pytest.raises(ExperimentError, match=words.replace("^", r"\^")):
        PerceptronModel(**model)
