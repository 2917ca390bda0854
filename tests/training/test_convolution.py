"""A kernel goes over a map: from place to place, there and back, through every edit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.number_maps import NumberMap
from playground.engine.errors import Refusal
from playground.engine.kernels import Kernels
from playground.engine.layer_kinds import DenseSpec
from playground.engine.pooling_sums import PooledOutput
from playground.engine.window_sums import InputSum, OutputSum, WeightSum
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.changes import loses_learning, renewal
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_maps import MapsData
from playground.training.commands import (
    Back,
    Command,
    Configure,
    Load,
    Pause,
    Play,
    Restart,
    Restore,
    Step,
    WantCapture,
    WantFrame,
)
from playground.training.convolution_examples import EXAMPLES, edited, example
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError, Renewal
from playground.training.loop import TrainingLoop
from playground.training.returns import Place
from playground.training.snapshot import Status
from tests.training.convolutions import changes, convolutions, maps_data
from tests.ui.bench import Clock

SLIDE = example("slide")


def loop_of(experiment: Experiment) -> TrainingLoop:
    loop = TrainingLoop(Clock())
    loop.handle(Configure(experiment, place=Place(1)))
    return loop


def shown(loop: TrainingLoop, *commands: Command) -> ConvolutionSnapshot:
    for command in (*commands, WantFrame()):
        loop.handle(command)
    frames = loop.frame()
    assert frames is not None and isinstance(frames[0], ConvolutionSnapshot)
    return frames[0]


def place_of(loop: TrainingLoop) -> tuple[int, int]:
    loop.handle(WantCapture())
    runs = loop.captured()
    assert runs is not None
    return runs[0].capture.place, runs[0].capture.term


def seen(snapshot: ConvolutionSnapshot) -> tuple[Any, ...]:
    shown = snapshot.sum
    place = None if shown is None else shown.place
    return (
        snapshot.place,
        snapshot.term,
        snapshot.current,
        snapshot.taken,
        place,
        snapshot.so_far,
        snapshot.filled.sum(),
    )


def test_the_example_of_the_course_place_by_place() -> None:
    loop = loop_of(SLIDE)
    first = shown(loop)
    assert (first.current, first.sum, first.so_far, first.progress.status) == (None, None, None, Status.PAUSED)
    values = []
    for _ in range(9):
        snapshot = shown(loop, Step())
        assert isinstance(snapshot.sum, OutputSum)
        values.append(snapshot.sum.h)
    assert values == [4, 3, 4, 2, 4, 3, 2, 3, 4]
    assert snapshot.progress.status is Status.CONVERGED and not snapshot.has_work and snapshot.filled.all()
    assert (snapshot.progress.step, snapshot.progress.epoch) == (9, 1.0)
    assert seen(shown(loop, Step(), Step(fine=True))) == seen(snapshot)


def test_the_example_with_channels() -> None:
    loop = loop_of(example("rgb"))
    snapshot = shown(loop, Step(), Step())
    assert snapshot.answer.a[:2, :4, 0].tolist() == [[-25, 466, 466, 475], [295, 787, 798, 812]]
    assert isinstance(snapshot.sum, OutputSum)
    assert (snapshot.sum.channel_sums.tolist(), snapshot.sum.bias, snapshot.sum.a) == ([310, -170, 325], 1, 466)
    sixth = snapshot.answer.at("forward", (1, 1, 0))
    assert isinstance(sixth, OutputSum) and (sixth.channel_sums.tolist(), sixth.a) == ([148, -8, 646], 787)


def test_products_are_taken_one_by_one() -> None:
    loop = loop_of(SLIDE)
    shown(loop, Step())
    sums = []
    for _ in range(9):
        snapshot = shown(loop, Step(fine=True))
        sums.append(snapshot.so_far)
        assert snapshot.current == (0, 1, 0)
    assert sums == [1, 1, 1, 1, 2, 2, 2, 2, 3] and (snapshot.place, snapshot.term, snapshot.taken) == (2, 0, 9)
    begun = shown(loop, Step(fine=True), Step(fine=True))
    assert (begun.place, begun.term, begun.current) == (2, 2, (0, 2, 0)) and not begun.filled[0, 2, 0]
    whole = shown(loop, Step())
    assert (whole.place, whole.term) == (3, 0), "a step takes what is left of the place"
    assert seen(shown(loop, Back())) == seen(begun)


def test_maps_are_filled_one_after_the_other() -> None:
    loop = loop_of(example("maps"))
    snapshot = shown(loop, *[Step()] * 40)
    assert snapshot.current == (0, 3, 1)
    assert snapshot.filled.sum(axis=(0, 1)).tolist() == [36, 4, 0]


def test_pooling_takes_the_largest_so_far() -> None:
    loop = loop_of(example("pooling"))
    found = [shown(loop, Step(fine=True)).so_far for _ in range(4)]
    assert found == [1, 3, 4, 6]
    snapshot = shown(loop, Configure(edited(example("pooling"), operation="average-pool")))
    assert isinstance(snapshot.sum, PooledOutput) and snapshot.so_far == snapshot.sum.h == 3.5


@pytest.mark.parametrize(("way", "kind"), [("kernel-gradient", WeightSum), ("input-gradient", InputSum)])
def test_the_way_back_number_by_number(way: str, kind: type) -> None:
    delta = NumberMap(np.arange(9.0).reshape(3, 3, 1))
    loop = loop_of(edited(SLIDE, way=way, delta=delta))
    while (snapshot := shown(loop, Step())).has_work:
        assert isinstance(snapshot.sum, kind)
    filled = snapshot.answer.filled(way)
    assert filled.shape == snapshot.route.shape and snapshot.progress.step == filled.size
    totals = [getattr(snapshot.answer.at(way, place), "total") for place in np.ndindex(*filled.shape)]  # noqa: B009
    np.testing.assert_allclose(totals, filled.ravel(), rtol=1e-12)


@given(convolutions(), st.lists(st.booleans(), max_size=30), st.data())
def test_whatever_is_gone_forward_is_gone_back_exactly(experiment: Experiment, fine: list[bool], data: Any) -> None:
    loop = loop_of(experiment)
    states = [place_of(loop)]
    for each in fine:
        loop.handle(Step(fine=each))
        if place_of(loop) != states[-1]:
            states.append(place_of(loop))
    for before in states[-2::-1]:
        loop.handle(Back())
        assert place_of(loop) == before
    assert not shown(loop, Pause()).progress.can_go_back


@given(convolutions(), st.lists(st.booleans(), max_size=20), st.lists(st.booleans(), max_size=9))
def test_captured_anywhere_it_goes_on_the_same(experiment: Experiment, before: list[bool], after: list[bool]) -> None:
    loop, other = loop_of(experiment), loop_of(SLIDE)
    for each in before:
        loop.handle(Step(fine=each))
    loop.handle(WantCapture())
    runs = loop.captured()
    assert runs is not None
    other.handle(Restore(runs))
    for each in after:
        assert seen(shown(other, Step(fine=each))) == seen(shown(loop, Step(fine=each)))
    one, two = shown(loop, Pause()).answer, shown(other, Pause()).answer
    assert np.array_equal(one.h, two.h) and np.array_equal(one.gradients.input, two.gradients.input)


@given(
    st.sampled_from(list(EXAMPLES)), st.lists(st.tuples(st.none() | maps_data(), changes, st.booleans()), max_size=9)
)
def test_no_edit_does_anything_but_work_or_be_refused(name: str, edits: list[Any]) -> None:
    experiment = example(name)
    loop = loop_of(experiment)
    for version, (data, chosen, fine) in enumerate(edits, 2):
        try:
            new = edited(experiment, data, **chosen)
        except Refusal as error:
            assert str(error)
            continue
        before, route = place_of(loop), experiment.model.route(experiment.data)
        stays = new.model.route(new.data) == route
        assert (renewal(experiment, new) is Renewal.NOTHING) == stays
        assert loses_learning(experiment, new) is not stays
        snapshot = shown(loop, Configure(new, place=Place(version)))
        assert (snapshot.place, snapshot.term) == (before if stays else (0, 0)), (
            "other numbers leave the kernel where it is"
        )
        assert np.isfinite(snapshot.answer.h).all() and np.isfinite(snapshot.answer.gradients.input).all()
        experiment = new
        seen(shown(loop, Step(), Step(fine=fine)))


def test_an_edited_number_changes_what_is_filled_and_back_still_goes() -> None:
    loop = loop_of(SLIDE)
    shown(loop, Step(), Step())
    numbers = SLIDE.data.resolve().with_number((0, 1, 0), 5.0)
    new = edited(SLIDE, MapsData().with_numbers(numbers))
    snapshot = shown(loop, Configure(new, place=Place(2)))
    assert isinstance(snapshot.sum, OutputSum) and (snapshot.place, snapshot.sum.h) == (2, 7)
    back = shown(loop, Back())
    assert back.place == 1 and back.experiment == new


def test_a_run_that_was_opened_goes_back_to_its_beginning() -> None:
    loop, opened = loop_of(SLIDE), loop_of(SLIDE)
    shown(loop, Step(), Step(), Step(fine=True))
    loop.handle(WantCapture())
    runs = loop.captured()
    assert runs is not None
    assert shown(opened, Restore(runs), Step()).progress.can_go_back
    places = [place_of(opened)]
    while shown(opened, Pause()).progress.can_go_back:
        opened.handle(Back())
        places.append(place_of(opened))
    assert places == [(3, 0), (2, 1), (2, 0), (1, 0), (0, 0)]


def test_what_was_filled_comes_back_with_an_undo() -> None:
    loop = loop_of(SLIDE)
    shown(loop, *[Step()] * 5)
    assert shown(loop, Configure(edited(SLIDE, padding=1), place=Place(2))).place == 0
    assert shown(loop, Configure(SLIDE, place=Place(1))).place == 5


def test_playing_ends_with_the_last_place_and_restart_begins_again() -> None:
    loop = loop_of(SLIDE)
    loop.handle(Play())
    for _ in range(3000):
        loop.train(0.003)
    assert not loop.playing and shown(loop).progress.status is Status.CONVERGED
    assert shown(loop, Back()).place == 8
    assert shown(loop, Restart()).place == 0


def test_played_from_the_last_place_it_begins_again() -> None:
    loop = loop_of(SLIDE)
    assert shown(loop, *[Step()] * 9).progress.status is Status.CONVERGED
    again = shown(loop, Play())
    assert (again.place, again.progress.status) == (0, Status.TRAINING)
    while loop.playing:
        loop.train(0.003)
    assert shown(loop).place == 9


def test_it_is_played_product_by_product_on_request() -> None:
    loop = loop_of(replace(edited(SLIDE, every_sample=True), training=replace(SLIDE.training, pace=100.0)))
    loop.handle(Play())
    while place_of(loop) != (1, 4):
        loop.train(0.003)
    assert loop.playing and shown(loop, Back()).taken == 3


def test_a_place_without_a_capture_is_gone_to() -> None:
    loop = loop_of(SLIDE)
    assert shown(loop, Load(SLIDE, np.empty(0, np.float32), 4, 0.0)).place == 4
    assert shown(loop, Load(SLIDE, np.empty(0, np.float32), 2**53, 1.0)).place == 9
    with pytest.raises(Refusal, match="only the kernels chosen"):
        loop.handle(Load(SLIDE, np.ones(9, np.float32), 4, 0.0))
    loop.handle(Pause())
    assert shown(loop).place == 9


def model(**changes: Any) -> ConvolutionModel:
    return replace(ConvolutionModel(), **changes)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: model(stride=0), "stride: 0 is not a whole number between 1 and 7"),
        (lambda: model(padding="same"), "padding: 'same' is not"),
        (lambda: model(activation="softmax"), "activation: 'softmax' is not one of"),
        (lambda: model(operation="max-pool", way="kernel-gradient"), "way: a pooling has no kernel"),
        (lambda: model(stack=(DenseSpec(3),)), "stack: allowed are up to 16 layers that convolve or pool"),
        (lambda: edited(SLIDE, stack=SLIDE.model.stack * 6), "stack: allowed"),  # type: ignore[attr-defined]
        (lambda: Experiment(PointsData(), ConvolutionModel()), "a kernel is laid on a map of numbers only"),
        (lambda: Experiment(MapsData(), Architecture()), "the numbers of a map are no samples"),
        (lambda: Experiment(MapsData(), PerceptronModel()), "points of the plane only"),
        (lambda: Experiment(MapsData("rgb"), ConvolutionModel()), "kernels: they have 1 channels, but the map 3"),
        (lambda: edited(SLIDE, dilation=4), "a window of 9 places does not fit: the map is only 5 × 5"),
        (lambda: edited(SLIDE, pooling="max-pool", pool_size=4), "pool size: 4 is too large: the map is only 3 × 3"),
        (
            lambda: Experiment(MapsData(), model(delta=NumberMap(np.ones((2, 3, 1))))),
            r"δ: it is of shape \(2, 3, 1\), but the output of \(3, 3, 1\)",
        ),
        (lambda: MapsData("drawn"), "numbers: they go with the source 'drawn' only"),
        (lambda: MapsData("pool"), "source: 'pool' is not one of slide, rgb"),
        (lambda: MapsData().with_numbers(NumberMap(np.ones((15, 2, 1)))), "numbers: 15 × 2 of them; allowed are 14"),
    ],
)
def test_what_does_not_go_together_is_refused(make: Any, words: str) -> None:
    with pytest.raises(ExperimentError, match=words):
        make()


def test_kernels_and_delta_follow_the_map() -> None:
    delta = NumberMap(np.full((3, 3, 1), 2.0))
    found = edited(edited(SLIDE, delta=delta, way="input-gradient"), MapsData("rgb"), padding=1, kernels=two_kernels())
    assert isinstance(found.model, ConvolutionModel)
    assert found.model.kernels.weight.shape == (3, 3, 3, 2) and not found.model.kernels.weight[:, :, 1:].any()
    assert found.model.delta is not None and found.model.delta.values.shape == (5, 5, 2)
    assert found.model.delta.values[:3, :3, 0].min() == 2 and found.model.delta.values.sum() == 9 * 2 + 41
    pooled = edited(edited(SLIDE, way="kernel-gradient"), operation="average-pool")
    assert isinstance(pooled.model, ConvolutionModel) and pooled.model.way == "forward"


def two_kernels() -> Kernels:
    return ConvolutionModel().kernels.with_filters(2)


def test_a_random_map_is_the_one_of_its_seed() -> None:
    one, two = MapsData("noise", 1), MapsData("noise", 2)
    assert one.is_made and not MapsData().is_made
    assert one.resolve() is MapsData("noise", 1).resolve() != two.resolve()
