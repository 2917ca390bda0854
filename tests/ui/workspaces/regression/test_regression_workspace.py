"""The Regression workspace, driven as a user would, with the real training loop behind it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from playground.data.value_sets import VALUE_SETS
from playground.document.document import document_of
from playground.document.files import read, write
from playground.engine.line import closed_form
from playground.engine.spec import DenseSpec, DropoutSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN
from playground.training.commands import Pause
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.workspaces.kinds import WORKSPACES
from playground.ui.workspaces.regression.kind import REGRESSION
from tests.ui.unfolding import control

LEFT = Qt.MouseButton.LeftButton
TABLE = "x\ty\n-2\t-1\n0\t0.5\n1\t1\n2\t2.5\n"


def type_into(qtbot, edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_it_is_the_first_workspace():
    assert next(iter(WORKSPACES)) == "regression"


def test_the_usual_document_is_a_line_that_descends_gently():
    experiment = REGRESSION.usual_document().experiment
    assert experiment.data.source == "line" and experiment.model.hidden == ()
    training = experiment.training
    assert (training.optimizer, training.batch_size, training.loss) == ("sgd", 8, "squared-error")
    assert 0 < training.pace <= 20
    assert REGRESSION.shows(experiment)


def test_its_losses_are_on_a_logarithmic_axis_at_first(qtbot, make):
    bench = make()
    log = control(bench.workspace.loss.more, "loss.log")
    assert log.isChecked() and bench.workspace.loss.view.is_log
    log.click()
    assert not bench.workspace.loss.view.is_log


@pytest.mark.parametrize("name", VALUE_SETS)
def test_every_set_can_be_chosen_and_undone(qtbot, make, name):
    bench = make(data={"source": "sine" if name == "line" else "line"})
    before = bench.state.data_set
    qtbot.mouseClick(bench.workspace.data._grid.tile(name), LEFT)
    assert bench.state.experiment.data.source == name
    assert bench.view.fit.points is bench.state.data_set is not before
    bench.frame()
    bench.state.undo()
    assert bench.view.fit.points is before


def test_numbers_noise_outliers_and_share_can_be_typed(qtbot, make):
    bench = make()
    sliders = bench.workspace.data._sliders
    for name, text, value in (("count", "64", 64), ("noise", "20", 0.2), ("outliers", "5 %", 0.05)):
        type_into(qtbot, sliders[name].edit, text)
        assert getattr(bench.state.experiment.data, name) == pytest.approx(value)
    type_into(qtbot, sliders["train_share"].edit, "50")
    assert bench.state.experiment.data.train_share == 0.5
    snapshot = bench.frame()
    assert snapshot.train_count + snapshot.test_count == 64 and abs(snapshot.train_count - 32) <= 1
    for _ in range(4):
        bench.state.undo()
    assert bench.state.experiment.data.count == 40 and not bench.state.can_undo


def test_other_points_from_the_same_recipe(qtbot, make):
    bench = make()
    before = bench.state.data_set
    qtbot.mouseClick(bench.workspace.data._regenerate, LEFT)
    assert len(bench.state.data_set) == len(before) and bench.state.data_set is not before


def test_a_table_is_pasted(qtbot, make):
    bench = make()
    QGuiApplication.clipboard().setText(TABLE)
    assert bench.workspace.can_paste
    bench.workspace.paste()
    assert bench.state.experiment.data.source == DRAWN and len(bench.state.data_set) == 4
    bench.frame()
    bench.state.undo()
    assert bench.state.experiment.data.source == "line"
    QGuiApplication.clipboard().setText("nothing of the kind")
    bench.workspace.paste()
    assert bench.workspace.complaint and bench.state.experiment.data.source == "line"
    QGuiApplication.clipboard().clear()


def drop(bench, data: QMimeData) -> None:
    place = QPointF(400, 300)
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    bench.workspace.dropEvent(QDropEvent(place, action, data, LEFT, none))


def test_a_file_is_dropped_and_text_too(qtbot, make, tmp_path):
    bench = make()
    path = tmp_path / "measured.csv"
    path.write_text("x,y\n-2,-1\n0,0.5\n1,1\n2,2.5\n-1,0\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert bench.workspace.accepts(data)
    drop(bench, data)
    qtbot.waitUntil(lambda: not bench.workspace.busy and len(bench.state.data_set) == 5)
    assert bench.state.data_set.name == "measured.csv"
    text = QMimeData()
    text.setText(TABLE)
    assert bench.workspace.accepts(text)
    drop(bench, text)
    assert len(bench.state.data_set) == 4
    bench.state.undo()
    assert len(bench.state.data_set) == 5


def test_a_file_without_values_is_refused(qtbot, make, tmp_path):
    bench = make()
    path = tmp_path / "words.csv"
    path.write_text("name,colour\nrose,red\n")
    bench.workspace.open_file(path)
    qtbot.waitUntil(lambda: bench.workspace.complaint != "")
    assert "words.csv" in bench.workspace.complaint and bench.state.experiment.data.source == "line"


def test_batch_loss_and_optimizer(qtbot, make):
    bench = make()
    transport, training = bench.workspace.transport, lambda: bench.state.experiment.training
    qtbot.mouseClick(transport.batch.segments.buttons["1"], LEFT)
    assert training().batch_size == 1 and len(bench.frame().batch.index) == 1
    qtbot.mouseClick(transport.batch.segments.buttons["10000"], LEFT)
    snapshot = bench.frame()
    assert len(snapshot.batch.index) == snapshot.train_count
    bench.state.edit_training(batch_size=16)
    assert transport.batch.key() == "16" and list(transport.batch.segments.buttons) == ["1", "8", "16", "10000"]
    qtbot.mouseClick(transport.batch.segments.buttons["8"], LEFT)
    assert list(transport.batch.segments.buttons) == ["1", "8", "10000"]
    for key in ("huber", "absolute-error", "squared-error"):
        qtbot.mouseClick(transport.loss.segments.buttons[key], LEFT)
        assert training().loss == key
        bench.train(0.02)
    qtbot.keyClick(transport.optimizer.combo, Qt.Key.Key_End)
    assert training().optimizer == "adam"
    bench.state.undo()
    assert training().optimizer == transport.optimizer.key() == "sgd"


def test_an_outlier_pulls_less_on_the_absolute_loss(make):
    """The least squares give way to outliers; the least absolute errors do not."""
    data = {"noise": 0.0, "outliers": 0.3, "count": 60}
    lines = {}
    for loss in ("squared-error", "absolute-error"):
        bench = make(data=data, loss=loss, batch_size=10_000, learning_rate=0.02)
        lines[loss] = bench.train(3.0).theta
    far = {loss: np.abs(theta - (0.7, 0.4)).max() for loss, theta in lines.items()}
    assert far["absolute-error"] < 0.1 and far["squared-error"] > 3 * far["absolute-error"]


def test_descent_ends_in_the_closed_form(make):
    bench = make(batch_size=10_000, learning_rate=0.1)
    points = bench.state.data_set
    best = closed_form(*points.x[points.split(0.8)[0]].T)
    snapshot = bench.train(3.0)
    assert snapshot.theta == pytest.approx(best[:2], abs=1e-3)
    assert snapshot.scores.train_loss == pytest.approx(best.loss, rel=1e-3)
    assert f"{best.loss:.3f}" in bench.workspace.loss.view._floor.text


def test_the_floor_is_that_of_squared_errors_only(make):
    bench = make()
    view = bench.workspace.loss.view
    assert view._floor is not None
    bench.state.edit_training(loss="huber")
    assert view._floor is None
    bench.state.undo()
    assert view._floor is not None
    bench.state.edit_model(bench.state.experiment.model.with_inserted(0, DenseSpec(3, "tanh")))
    assert view._floor is None


def test_the_mini_batches_have_a_line_of_their_own(make):
    bench = make()
    bench.train()
    number = bench.workspace.loss.batch
    assert number.isVisible()
    picture = bench.workspace.loss.view.grab().toImage()
    wanted = THEME.colours.batch.rgb()
    assert any(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))
    bench.state.edit_training(batch_size=10_000)
    bench.send(Pause())
    bench.frame()
    assert not number.isVisible()


def test_step_back_and_reset(qtbot, make):
    bench = make()
    transport = bench.workspace.transport
    start = bench.look().theta.copy()
    assert not transport.back.isEnabled()
    thetas = [start]
    for _ in range(3):
        qtbot.mouseClick(transport.step, LEFT)
        thetas.append(bench.frame().theta.copy())
    assert not np.array_equal(thetas[2], thetas[3])
    for before in reversed(thetas[:3]):
        qtbot.mouseClick(transport.back, LEFT)
        assert np.array_equal(bench.frame().theta, before)
    assert not transport.back.isEnabled()
    bench.train()
    qtbot.mouseClick(transport.reset, LEFT)
    assert np.array_equal(bench.frame().theta, start)


def test_a_rate_above_the_stated_one_leaves_the_valley_and_the_notice_offers_ways_back(qtbot, make):
    bench = make(batch_size=10_000)
    limit = float(bench.workspace.transport.limit.limit.removeprefix("γ < "))
    type_into(qtbot, bench.workspace.transport.rate.edit, str(1.2 * limit))
    bench.train(3.0)
    assert bench.snapshot.progress.status is Status.DIVERGED
    assert bench.workspace.transport.chip.state() == "diverged"
    buttons = {button.text(): button for button in bench.workspace.messages.findChildren(QAbstractButton)}
    qtbot.mouseClick(buttons["Go back to the last good weights"], LEFT)
    bench.frame()
    assert np.isfinite(bench.snapshot.theta).all()


def test_it_is_saved_and_opened_as_it_was(make, tmp_path):
    bench = make(data={"source": "two-scales", "outliers": 0.1})
    bench.drag(bench.handle(1), bench.handle(1) + QPoint(0, 30))
    bench.train()
    theta, experiment = bench.look().theta, bench.state.experiment
    document = document_of("regression", experiment, (1,), (), theta=theta)
    write(tmp_path / "line.atelier", document)
    found = read(tmp_path / "line.atelier")
    assert found.experiment == experiment and np.array_equal(found.theta, theta)
    assert REGRESSION.objection(found) is None


def test_only_what_is_seen_is_computed(make):
    bench = make()
    assert bench.attention.focus.fit_places > 100 and bench.attention.focus.batch
    bench.workspace.hide()
    assert bench.attention.focus.fit_places == 0 and not bench.attention.focus.batch


@pytest.mark.parametrize("data", [{"count": 2}, {"train_share": 1.0}, {"source": "step", "train_share": 0.1}])
@pytest.mark.parametrize("hidden", [(), (DenseSpec(5, "relu"),)])
def test_odd_data_are_shown(make, data, hidden):
    make(hidden, data).train(0.02)


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ((), True),
        ((DenseSpec(6, "tanh"),) * 3, True),
        ((DenseSpec(6, "tanh"),) * 4, False),
        ((DenseSpec(6, "tanh"), DropoutSpec(0.5)), False),
    ],
)
def test_up_to_three_dense_layers_are_shown(hidden, shown):
    usual = REGRESSION.usual_document()
    experiment = replace(usual.experiment, model=Architecture(hidden))
    assert (REGRESSION.objection(document_of("regression", experiment, (1,), ())) is None) == shown


def test_a_line_after_a_network_is_laid_out_as_a_line_is(qtbot, make):
    usual = make().workspace.fit.height()
    bench = make((DenseSpec(6, "tanh"),))
    bench.state.edit_model(Architecture(()))
    qtbot.waitUntil(lambda: abs(bench.workspace.fit.height() - usual) < 0.1 * usual)


def test_another_model_while_a_column_is_folded_does_not_flatten_cards(qtbot, make):
    bench = make()
    before = bench.workspace.fit.height()
    bench.workspace.resize(580, 600)
    QCoreApplication.processEvents()
    for hidden in ((DenseSpec(6, "tanh"),), ()):
        bench.state.edit_model(Architecture(hidden))
        QCoreApplication.processEvents()
    bench.workspace.resize(1364, 800)
    qtbot.waitUntil(lambda: bench.workspace.below.isVisible())
    qtbot.waitUntil(lambda: bench.workspace.fit.height() > 0.8 * before)
