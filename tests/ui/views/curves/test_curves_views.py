"""The views of losses, gradients and weights, on snapshots of a real trainer."""

import itertools
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QWidget

from playground.engine.spec import DenseSpec
from playground.training.chosen_data import PointsData
from playground.training.commands import Configure, Play, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.snapshot import Curves, EditMark, NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import stretches
from playground.ui.views.curves.edit_marks import place_marks
from playground.ui.views.curves.gradient_flow_view import (
    BINS,
    SCALE,
    GradientFlowView,
    epoch_range,
    magnitudes,
    norm_range,
    recorded,
)
from playground.ui.views.curves.layer_health import distributions
from playground.ui.views.curves.layer_rows import Row, rows
from playground.ui.views.curves.loss_cursor import reading
from playground.ui.views.curves.loss_view import LossView
from playground.ui.views.curves.weights_view import WeightsView, common_limit, spread
from playground.ui.words.edit_text import edit_text
from playground.ui.words.powers import power_text
from tests.frames import first
from tests.ui.painted_texts import noted_texts


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
    assert [edit_text(mark) for mark in snapshot.curves.marks] == ["learning rate 0.03 → 0.01"]
    view = LossView()
    image = shown(qtbot, view, snapshot)
    x, y = view._layout().x, view._layout().y
    ((mark, place),) = place_marks(snapshot.curves, x, y)
    assert place.x() == x.pixel(mark.epoch)
    assert image.pixel(place.toPoint()) == THEME.colours.bad.rgb()
    without = replace(snapshot, curves=replace(snapshot.curves, marks=()))
    assert count_of(shown(qtbot, LossView(), without), THEME.colours.bad.rgb()) == 0


def test_another_set_begins_another_curve_beyond_a_line(qtbot, snapshot):
    """The loss is 0.2 up to epoch 2 and 0.8 from epoch 4 on: where the set was changed, no curve leads up."""
    epoch = np.array([0.0, 1.0, 2.0, 4.0, 5.0, 6.0])
    loss, none = np.array([0.2, 0.2, 0.2, 0.8, 0.8, 0.8]), np.full(6, np.nan)
    curves = Curves(epoch, loss, none, none, none, np.ones((6, 3)))
    for anew, parts in ((False, [slice(0, 6)]), (True, [slice(0, 3), slice(3, 6)])):
        marked = replace(curves, marks=(EditMark(4.0, "data", "moons", "xor", anew),))
        assert stretches(marked) == parts
        view = LossView()
        image = shown(qtbot, view, replace(snapshot, curves=marked))
        x, y = view._layout().x, view._layout().y
        column = round(x.pixel(3.0))
        halfway = [image.pixel(column, row) for row in range(round(y.pixel(0.8)) + 3, round(y.pixel(0.2)) - 3)]
        assert (count_like_accent(halfway) > 0) is not anew


def count_like_accent(pixels: list[int]) -> int:
    return sum(QColor(pixel).saturation() > 60 for pixel in pixels)


def test_the_text_of_a_mark_stays_between_the_axes(qtbot, snapshot):
    view = LossView()
    mark = EditMark(float(snapshot.curves.epoch[-1]), "features", "x1", "x1, x2, x1^2, x2^2, x1x2, sin x1, sin x2, x1")
    image = shown(qtbot, view, replace(snapshot, curves=replace(snapshot.curves, marks=(mark,))))
    bare = shown(qtbot, view, replace(snapshot, curves=replace(snapshot.curves, marks=())))
    x, y = view._layout().x, view._layout().y
    beside = [(column, row) for column in range(int(x.start)) for row in range(round(y.start))]
    assert all(image.pixel(*place) == bare.pixel(*place) for place in beside)


def test_gradients_of_an_edited_network_have_an_axis_of_their_own(qtbot):
    milliseconds = count()
    loop = TrainingLoop(lambda: next(milliseconds) / 1000)
    experiment = Experiment(PointsData("moons", count=60))
    loop.handle(Configure(experiment))
    loop.handle(Play())
    loop.train(0.2)
    deeper = replace(experiment, model=experiment.model.with_inserted(1, DenseSpec(3, "tanh")))
    loop.handle(Configure(deeper))
    loop.handle(WantFrame())
    edited = first(loop.frame())
    epoch = edited.curves.epoch[-1]
    assert epoch > 0 and len(recorded(edited.curves).epoch) <= 1
    loop.train(0.2)
    loop.handle(WantFrame())
    curves = recorded(first(loop.frame()).curves)
    assert curves.epoch[0] >= epoch and len(curves.epoch) > 2 and np.isfinite(curves.gradient_norms).all()


def test_the_invitation_is_never_cut(qtbot, snapshot):
    """Between the curves' labels: where it does not fit it is left out."""
    alone = replace(snapshot, curves=replace(snapshot.curves, gradient_norms=snapshot.curves.gradient_norms * np.nan))
    for width, is_shown in ((420, True), (170, False)):
        view = GradientFlowView()
        qtbot.addWidget(view)
        view.resize(width, 220 if is_shown else 120)
        view.show_frame(alone)
        _, places = view.layers(alone)
        area = places[0].first.united(places[-1].first).adjusted(THEME.px(SCALE), 2, 0, -2).toRect()
        image = view.grab().toImage()
        ink = [THEME.colours.muted.lightness(), THEME.colours.panel.lightness()]
        dark = [
            (x, y)
            for x in range(area.left() + 2, area.right() - 1)
            for y in range(area.top(), area.bottom())
            if image.pixelColor(x, y).lightness() < sum(ink) / 2
        ]
        assert bool(dark) is is_shown


def test_a_reading_gives_all_numbers_that_there_are(snapshot):
    lines = reading(snapshot.curves, len(snapshot.curves.epoch) - 1)
    assert [line.split()[0] for line in lines] == ["epoch", "train", "test", "accuracy"]
    nothing = np.full_like(snapshot.curves.epoch, np.nan)
    lines = reading(replace(snapshot.curves, test_loss=nothing, test_accuracy=nothing), 0)
    assert [line.split()[0] for line in lines] == ["epoch", "train", "accuracy"]


def five_epochs(snapshot: NetworkSnapshot) -> NetworkSnapshot:
    """Losses and norms of round numbers, with an edit at epoch 2."""
    epoch, none = np.arange(5.0), np.full(5, np.nan)
    norms = np.stack([np.full(5, 0.5), 10.0 ** -np.arange(5), np.full(5, 2.0)], axis=1)
    marks = (EditMark(2.0, "optimizer", "adam", "sgd"),)
    losses, accuracy = np.array([0.9, 0.7, 0.5, 0.3, 0.1]), np.array([0.5, 0.6, 0.7, 0.8, 0.9])
    return replace(snapshot, curves=Curves(epoch, losses, losses + 0.05, none, accuracy, norms, marks))


def point_at(qtbot, view: QWidget, place: QPointF) -> QImage:
    """The picture with the pointer at a place."""
    qtbot.mouseMove(view, QPoint(1, 1))
    qtbot.mouseMove(view, place.toPoint())
    return view.grab().toImage()


def faint_columns(image: QImage) -> list[int]:
    """Where a faint line goes down through more than a third of the picture."""
    ink, high = THEME.colours.faint.rgb(), image.height() / 3
    return [x for x in range(image.width()) if sum(image.pixel(x, y) == ink for y in range(image.height())) > high]


def test_the_pointer_reads_the_record_and_the_edits_of_its_epoch(qtbot, snapshot):
    view = LossView()
    before = shown(qtbot, view, five_epochs(snapshot))
    x = view._layout().x
    # The axis goes from epoch 0 to 4; a little beside epoch 2 that one is still the nearest.
    place = QPointF((x.start + x.end) / 2 + 4, 36)
    found = view.reading_at(place)
    percent = "70.0\u00a0%"
    assert found.lines == ["epoch 2", "train 0.500", "test 0.550", f"accuracy {percent}", "optimizer Adam → SGD"]
    assert faint_columns(before) == []
    assert faint_columns(point_at(qtbot, view, place)) == [round((x.start + x.end) / 2)]
    assert view.reading_at(QPointF(x.end, 36)).lines[:2] == ["epoch 4", "train 0.100"]
    assert view.reading_at(QPointF(x.start - 9, 36)) is None


def layer_places(view: QWidget, count: int, share: float) -> list[Row]:
    return rows(QRectF(view.rect()).adjusted(0, 0, -1, -THEME.px(34)), count, 34, share)


def test_the_pointer_reads_a_layers_norm_at_a_time(qtbot, snapshot):
    view = GradientFlowView()
    before = shown(qtbot, view, five_epochs(snapshot))
    plot = layer_places(view, 3, 0.52)[1].first.adjusted(THEME.px(SCALE), 0, 0, 0)
    # Three quarters along an axis from epoch 0 to 4 lies epoch 3, where the norm of the second layer is 10⁻³.
    place = QPointF(plot.left() + 0.75 * plot.width(), plot.center().y())
    found = view.reading_at(place)
    assert found.lines == ["Hidden 2", "epoch 3", "‖∇W‖ = 0.00100"]
    column, ink = round(place.x()), THEME.colours.faint.rgb()
    heights = {y for y in range(view.height()) if point_at(qtbot, view, place).pixel(column, y) == ink}
    assert heights and min(heights) >= plot.top() - 4 and max(heights) <= plot.bottom() + 4
    assert not any(before.pixel(column, y) == ink for y in heights)
    assert view.reading_at(QPointF(3, 3)) is None


def with_values(snapshot: NetworkSnapshot, values: list[float]) -> NetworkSnapshot:
    """All weights and biases, and their gradients, take these values in turn."""

    def filled(shape: tuple[int, ...]) -> np.ndarray:
        return np.resize(np.array(values), shape)

    pairs = tuple(pair and (filled(pair[0].shape), filled(pair[1].shape)) for pair in snapshot.parameters)
    return replace(snapshot, parameters=pairs, gradients=pairs)


def test_the_pointer_reads_a_bar_of_the_gradients(qtbot, snapshot):
    view = GradientFlowView()
    shown(qtbot, view, with_values(five_epochs(snapshot), [0.002, 0.0, -0.002, 0.0]))
    plot = distributions(layer_places(view, 3, 0.52)[1])[0]
    # Nine decades from 10⁻⁸ in 36 bars, four each: log10 0.002 = −2.7 lies in the bar from −2.75 to −2.5.
    bar = QPointF(plot.left() + 21.5 * plot.width() / BINS, plot.center().y())
    # The second of the hidden layers has 8 · 8 weights, half of them 0.
    assert view.reading_at(bar).lines == ["Hidden 2", "|∇W| from 1.8e−3 to 3.2e−3", "values: 32"]
    assert view.reading_at(bar + QPointF(plot.width() / BINS, 0)).lines[2] == "values: 0"


def test_the_pointer_reads_a_bar_of_the_weights_and_of_the_biases(qtbot, snapshot):
    view = WeightsView()
    shown(qtbot, view, with_values(snapshot, [-0.49, 0.51]))
    place = layer_places(view, 3, 0.62)[0]
    # From −1 to 1 in 48 bars of 1/24: −0.49 lies in the bar from −0.5 to −0.46, 0.51 in the one from 0.5 to 0.54.
    for plot, symbol, each in ((place.first, "W", 8), (place.second, "b", 4)):
        for bar, low, high in ((12, "−0.50", "−0.46"), (36, "0.50", "0.54")):
            at = QPointF(plot.left() + (bar + 0.5) * plot.width() / 48, plot.center().y())
            assert view.reading_at(at).lines == ["Hidden 1", f"{symbol} from {low} to {high}", f"values: {each}"]


def test_a_loss_of_zero_on_a_logarithmic_axis(qtbot, snapshot):
    zeros = replace(snapshot.curves, train_loss=np.zeros_like(snapshot.curves.epoch))
    view = LossView()
    view.set_log(True)
    shown(qtbot, view, replace(snapshot, curves=zeros))


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


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_numbers_of_both_axes_stay_apart_and_whole(qtbot, snapshot, scale):
    first = replace(snapshot.curves, epoch=snapshot.curves.epoch / 1000 + 7, marks=())
    view = LossView()
    THEME.set_scale(scale)
    try:
        shown(qtbot, view, snapshot)
        with noted_texts() as notes:
            shown(qtbot, view, replace(snapshot, curves=first))
    finally:
        THEME.set_scale(1.0)
    last = {painted.text: painted for painted in notes.painted}
    lowest = last.pop("0").ink.adjusted(-1, -1, 1, 1)
    assert any(text.startswith("7") for text in last)
    for painted in last.values():
        assert not painted.is_cut and not painted.ink.intersects(lowest), painted.text


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("longest", [9e5, 1.8e6, 4.2e7])
def test_the_epochs_of_a_long_run_stay_apart_and_whole(qtbot, snapshot, scale, longest):
    epoch = snapshot.curves.epoch * (longest / snapshot.curves.epoch[-1])
    view = LossView()
    THEME.set_scale(scale)
    try:
        shown(qtbot, view, snapshot)
        with noted_texts() as notes:
            shown(qtbot, view, replace(snapshot, curves=replace(snapshot.curves, epoch=epoch, marks=())))
    finally:
        THEME.set_scale(1.0)
    last = {painted.text: painted for painted in notes.painted}
    epochs = sorted((each for text, each in last.items() if ",000" in text), key=lambda each: each.ink.left())
    assert epochs and not [each.text for each in last.values() if each.is_cut]
    assert all(left.ink.right() + 4 < right.ink.left() for left, right in itertools.pairwise([*epochs, last["epoch"]]))


def test_a_single_record_is_a_dot(qtbot, snapshot):
    curves = snapshot.curves
    names = ("epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "gradient_norms")
    one = replace(curves, marks=(), **{name: getattr(curves, name)[:1] for name in names})
    image = shown(qtbot, LossView(), replace(snapshot, curves=one))
    assert count_of(image, THEME.colours.accent.rgb()) > 4


def bars_in(image: QImage, plot: QRectF, bins: int) -> dict[int, tuple[float, QColor]]:
    """The bars that are painted in a plot: height as a share of the plot's, and colour, by number."""
    found, panel = {}, THEME.colours.panel.rgb()
    for k in range(bins):
        x = int(plot.left() + (k + 0.5) * plot.width() / bins)
        inked = [y for y in range(int(plot.top()) + 1, int(plot.bottom())) if image.pixel(x, y) != panel]
        if len(inked) > 1:  # One pixel may be the line that bars stand on.
            found[k] = (len(inked) / plot.height(), QColor(image.pixel(x, inked[0])))
    return found


def test_gradients_are_bars_by_size(qtbot, snapshot):
    view = GradientFlowView()
    # Three values of 0.002 for one of 0.0000002, as above in bar 21; log10 of the other is −6.7, in bar 5.
    image = shown(qtbot, view, with_values(five_epochs(snapshot), [0.002, 2e-7, -0.002, 0.002]))
    bars = bars_in(image, distributions(layer_places(view, 3, 0.52)[1])[0], BINS)
    assert list(bars) == [5, 21]
    assert bars[21][0] == pytest.approx(1, abs=0.1) and bars[5][0] == pytest.approx(1 / 3, abs=0.1)
    # The accent at 55 % on the panel.
    accent, panel, seen = THEME.colours.accent, THEME.colours.panel, bars[21][1]
    for channel in ("red", "green", "blue"):
        mixed = 0.55 * getattr(accent, channel)() + 0.45 * getattr(panel, channel)()
        assert getattr(seen, channel)() == pytest.approx(mixed, abs=2)
    silent = shown(qtbot, GradientFlowView(), with_values(five_epochs(snapshot), [0.0]))
    assert bars_in(silent, distributions(layer_places(view, 3, 0.52)[1])[0], BINS) == {}


def test_a_norm_is_a_curve_at_its_height(qtbot, snapshot):
    view = GradientFlowView()
    image = shown(qtbot, view, five_epochs(snapshot))
    plot = layer_places(view, 3, 0.52)[1].first
    # Norms go from 10⁻⁴ to 2, the axis to 10: the second layer's falls by a decade an epoch from 4/5 of the height.
    ink = THEME.colours.accent
    for epoch, share in ((1, 3 / 5), (2, 2 / 5), (3, 1 / 5)):
        x = round(plot.left() + THEME.px(SCALE) + epoch / 4 * (plot.width() - THEME.px(SCALE)))
        column = [image.pixelColor(x, y) for y in range(int(plot.top()), int(plot.bottom()))]
        y = min(
            range(len(column)), key=lambda y: abs(column[y].hue() - ink.hue()) + abs(column[y].value() - ink.value())
        )
        assert y == pytest.approx((1 - share) * plot.height(), abs=2)


def test_weights_are_bars_by_size_in_the_colours_of_their_signs(qtbot, snapshot):
    view = WeightsView()
    image = shown(qtbot, view, with_values(snapshot, [-0.49, 0.51, 0.51, 0.51]))
    for plot in (layer_places(view, 3, 0.62)[1].first, layer_places(view, 3, 0.62)[1].second):
        bars = bars_in(image, plot, 48)
        assert list(bars) == [12, 36]
        assert bars[36][0] == pytest.approx(1, abs=0.1) and bars[12][0] == pytest.approx(1 / 3, abs=0.1)
        assert bars[12][1].hue() == pytest.approx(THEME.colours.negative.hue(), abs=4)
        assert bars[36][1].hue() == pytest.approx(THEME.colours.positive.hue(), abs=4)
    still = shown(qtbot, WeightsView(), with_values(snapshot, [0.0]))
    assert list(bars_in(still, layer_places(view, 3, 0.62)[1].first, 48)) == [24]


def test_magnitudes_count_every_value_but_zeros():
    counts = magnitudes(np.array([0.0, 1e-20, 1e-3, -1e-3, 50.0]))
    assert len(counts) == BINS and counts.sum() == 4
    assert counts[0] == 1 and counts[-1] == 1 and counts.max() == 2


def test_the_numbers_of_an_axis_of_norms_have_room():
    metrics = QFontMetricsF(THEME.font(10))
    for exponent in range(-12, 13):
        assert metrics.horizontalAdvance(power_text(10.0**exponent)) < THEME.px(SCALE)


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
