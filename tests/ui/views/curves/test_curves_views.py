"""The views of losses, gradients and weights, on snapshots of a real trainer."""

from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from playground.training.chosen_data import PointsData
from playground.training.commands import Configure, Play, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.snapshot import EditMark, NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.gradient_flow_view import BINS, GradientFlowView, epoch_range, magnitudes, norm_range
from playground.ui.views.curves.loss_view import LossView, mark_text, reading
from playground.ui.views.curves.weights_view import WeightsView, common_limit, spread
from tests.frames import first


@pytest.fixture(scope="module")
def snapshot() -> NetworkSnapshot:
    """Some epochs of a small network, with a change of the learning rate on the way."""
    milliseconds = count()
    loop = TrainingLoop(lambda: next(milliseconds) / 1000)
    experiment = Experiment(PointsData("moons", count=60))
    loop.handle(Configure(experiment))
    loop.handle(Play())
    loop.train(0.2)
    slower = replace(experiment, training=replace(experiment.training, learning_rate=0.01))
    loop.handle(Configure(slower))
    loop.train(0.2)
    loop.handle(WantFrame())
    return first(loop.frame())


def shown(qtbot, view: QWidget, snapshot: NetworkSnapshot) -> QImage:
    qtbot.addWidget(view)
    view.resize(420, 220)
    view.show()
    view.show_frame(snapshot)
    return view.grab().toImage()


def count_of(image: QImage, colour: int) -> int:
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_the_loss_curve_is_painted_with_its_marks(qtbot, snapshot):
    assert [mark_text(mark) for mark in snapshot.curves.marks] == ["learning rate 0.03 → 0.01"]
    image = shown(qtbot, LossView(), snapshot)
    assert count_of(image, THEME.colours.bad.rgb()) > 10
    without = replace(snapshot, curves=replace(snapshot.curves, marks=()))
    assert count_of(shown(qtbot, LossView(), without), THEME.colours.bad.rgb()) == 0


def test_a_reading_gives_all_numbers_that_there_are(snapshot):
    lines = reading(snapshot.curves, len(snapshot.curves.epoch) - 1)
    assert [line.split()[0] for line in lines] == ["epoch", "train", "test", "accuracy"]
    nothing = np.full_like(snapshot.curves.epoch, np.nan)
    lines = reading(replace(snapshot.curves, test_loss=nothing, test_accuracy=nothing), 0)
    assert [line.split()[0] for line in lines] == ["epoch", "train", "accuracy"]


@pytest.mark.parametrize(
    ("view", "x"),
    [(LossView, 225), (GradientFlowView, 225), (GradientFlowView, 380), (WeightsView, 225), (WeightsView, 380)],
)
def test_the_pointer_changes_the_picture(qtbot, snapshot, view, x):
    shown_view = view()
    before = shown(qtbot, shown_view, snapshot)
    qtbot.mouseMove(shown_view, QPoint(10, 215))
    qtbot.mouseMove(shown_view, QPoint(x, 36))
    assert shown_view.grab().toImage() != before


def test_a_loss_of_zero_on_a_logarithmic_axis(qtbot, snapshot):
    zeros = replace(snapshot.curves, train_loss=np.zeros_like(snapshot.curves.epoch))
    view = LossView()
    view.set_log(True)
    shown(qtbot, view, replace(snapshot, curves=zeros))


def test_edits_are_named_in_words():
    assert mark_text(EditMark(3.0, "hidden layers", "6-4", "6-5")) == "hidden layers 6-4 → 6-5"
    assert mark_text(EditMark(3.0, "L2", "0", "0.1")) == "L2 0 → 0.1"
    assert mark_text(EditMark(3.0, "optimizer", "adam", "sgd")) == "optimizer Adam → SGD"
    assert mark_text(EditMark(3.0, "loss", "cross-entropy", "squared-error")) == "loss Cross-entropy → Squared error"


def test_the_axis_begins_at_the_first_record(qtbot, snapshot):
    later = replace(snapshot.curves, epoch=snapshot.curves.epoch + 10, marks=())
    view = LossView()
    before = shown(qtbot, view, snapshot)
    after = shown(qtbot, view, replace(snapshot, curves=later))
    ink = THEME.colours.accent.rgb()
    left = [
        min(x for x in range(i.width()) for y in range(i.height()) if i.pixel(x, y) == ink) for i in (before, after)
    ]
    assert abs(left[0] - left[1]) <= 8
    assert epoch_range(later.epoch)[0] == 10


def test_a_single_record_is_a_dot(qtbot, snapshot):
    curves = snapshot.curves
    names = ("epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "gradient_norms")
    one = replace(curves, marks=(), **{name: getattr(curves, name)[:1] for name in names})
    image = shown(qtbot, LossView(), replace(snapshot, curves=one))
    assert count_of(image, THEME.colours.accent.rgb()) > 4


@pytest.mark.parametrize("view", [GradientFlowView, WeightsView])
def test_layers_are_painted_before_and_after_training(qtbot, snapshot, view):
    images = [shown(qtbot, view(), snapshot)]
    silent = tuple(pair and (np.zeros_like(pair[0]), np.zeros_like(pair[1])) for pair in snapshot.gradients)
    images.append(shown(qtbot, view(), replace(snapshot, gradients=silent, parameters=silent)))
    assert images[0] != images[1]


def test_magnitudes_count_every_value_but_zeros():
    counts = magnitudes(np.array([0.0, 1e-20, 1e-3, -1e-3, 50.0]))
    assert len(counts) == BINS and counts.sum() == 4
    assert counts[0] == 1 and counts[-1] == 1 and counts.max() == 2


def test_norms_lie_between_powers_of_ten():
    assert norm_range(np.array([[0.02, np.nan], [3.0, 0.0]])) == (pytest.approx(0.01), pytest.approx(10))
    assert norm_range(np.zeros((2, 2))) == (1e-4, 1.0)
    rare = np.concatenate([np.full(995, 0.5), np.full(5, 1e-11)])[:, None]
    assert norm_range(rare)[0] >= 0.01


def test_weights_fill_a_range_that_is_symmetric_around_zero():
    weight = np.array([[-0.7, 0.1], [0.2, 0.69]])
    assert common_limit([weight]) == 1.0
    counts = spread(weight, 1.0)
    half = len(counts) // 2
    assert counts[:half].sum() == 1 and counts[half:].sum() == 3
