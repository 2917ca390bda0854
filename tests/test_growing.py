"""A new kind of anything in one place: what CONTRIBUTING's recipes promise, done from outside and used everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QWidget

from playground.cli import main
from playground.data.filters import FILTERS, FilterRecipe, make_filter
from playground.data.number_maps import MAPS, MapRecipe
from playground.data.plane_value_sets import PLANE_VALUE_SETS, PlaneValueRecipe
from playground.data.point_sets import POINT_SETS, PointRecipe
from playground.data.points import PointSet
from playground.data.value_sets import VALUE_SETS, ValueRecipe
from playground.document import Document, document_of, from_runs, read, write
from playground.engine import course
from playground.engine.errors import Phrase
from playground.engine.layer_kinds import LAYERS
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.limits import Limit, Range, within
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_convolution import CROSS, ConvolutionModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_maps import MapsData
from playground.training.convolution_examples import EXAMPLES, Example, example
from playground.training.data_kind import ChosenData, Samples
from playground.training.experiment import Experiment
from playground.training.hyperparameters import SEEDS, Anything, Hyperparameter, Renewal, chosen, told
from playground.training.kinds import DATA_KINDS, SETTINGS_KINDS
from playground.training.member import CapturedRun
from playground.training.questions import Subject
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot
from playground.training.tasks import Regression
from playground.training.trainer import make_trainer
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio
from playground.ui.widgets.columns import Column, Columns
from playground.ui.workspaces.kinds import WORKSPACES
from playground.ui.workspaces.page import WorkspacePage
from playground.ui.workspaces.workspace_kind import WorkspaceKind
from tests.ui.unfolding import control


@pytest.fixture
def studio(qtbot, tmp_path: Path) -> Iterator[Callable[[], Studio]]:
    """The window, built when the toy is there."""
    made: list[Studio] = []

    def make() -> Studio:
        made.append(Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)))
        qtbot.addWidget(made[-1].window)
        return made[-1]

    yield make
    for each in made:
        each.window.close()


def shown(qtbot, studio: Studio, name: str) -> Session:
    studio.show(name)
    session = studio.sessions[name]
    qtbot.waitUntil(lambda: session.snapshot is not None)
    return session


def until(qtbot, session: Session, true: Callable[[Any], bool]) -> None:
    qtbot.waitUntil(lambda: bool(true(session.snapshot)), timeout=20_000)


def train(qtbot, session: Session, steps: int) -> None:
    session.play(True)
    until(qtbot, session, lambda seen: seen.progress.step >= steps)
    session.play(False)
    qtbot.waitUntil(lambda: not session.running, timeout=20_000)


# --- A layer: every value to a power, which the user chooses. Its spec and the layer as the course writes it.


class Power(course.Layer):
    """a = h to the power p."""

    def __init__(self, power: int) -> None:
        super().__init__()
        self.power = power

    def combine(self, h: np.ndarray) -> np.ndarray:
        return h**self.power

    def distribute(self, delta: np.ndarray) -> np.ndarray:
        return delta * self.power * self.h_in ** (self.power - 1)


@dataclass(frozen=True)
class PowerSpec(LayerSpec):
    power: int = field(default=2, metadata=within(Limit("the power", Range(1, 4, whole=True))))

    examples: ClassVar = ("power2",)

    @property
    def word(self) -> str:
        return f"power{self.power}"

    @classmethod
    def parse(cls, word: str) -> PowerSpec | None:
        return cls(int(word[5:])) if word.startswith("power") and word[5:].isdecimal() else None

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def course_layer(self, *weights: np.ndarray) -> course.Layer:
        return Power(self.power)


def test_a_layer(qtbot, studio, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(LAYERS, "power", PowerSpec)
    # On the command line: trained, saved, evaluated, and refused where its limits say so.
    saved = tmp_path / "power.atelier"
    words = ["--data", "digits", "--points", "120", "--layers", "conv3x3 power2 pool2", "--epochs", "2"]
    assert main(["train", *words, "--save", str(saved)]) == 0
    assert main(["evaluate", str(saved), "digits", "--points", "60"]) == 0
    assert main(["train", "--data", "digits", "--layers", "power9"]) == 2
    assert "the power must be a whole number between 1 and 4, not 9" in capsys.readouterr().err
    # In the window: opened, inserted from the menu, edited by the control that its field makes, trained.
    window = studio()
    session = shown(qtbot, window, "images")
    window.open(saved)
    model = session.workspace.model
    assert session.state.experiment.model.hidden[1] == PowerSpec(2)
    until(qtbot, session, lambda seen: seen.train_count > 0)
    model.strip.selected.emit(1)
    model.insert("power")
    assert session.state.experiment.model.hidden[2] == PowerSpec(2)
    control = model.editor.control("power")
    control.set_value(3)
    control.changed.emit(3)
    assert session.state.experiment.model.hidden[2] == PowerSpec(3)
    train(qtbot, session, 3)
    # In the document.
    window.files["images"].save(saved)
    assert read(saved).experiment.model.hidden == parse_layers("conv3x3:relu power2 power3 pool2")


# --- A hyperparameter: steps grow to their full length during the first epochs.


@dataclass(frozen=True)
class WarmSettings(TrainingSettings):
    warm_up: int = chosen(
        0,
        Hyperparameter(
            "warm-up",
            Range(0, 50, whole=True),
            Renewal.NOTHING,
            told("warm-up"),
            "--warm-up",
            "N",
            "epochs until steps have their full length",
        ),
    )

    @property
    def keeps_rate(self) -> bool:
        return super().keeps_rate and not self.warm_up

    def rate_at(self, epoch: float) -> float:
        return super().rate_at(epoch) * min(1.0, (epoch + 1) / (self.warm_up + 1))


def test_a_hyperparameter(qtbot, studio, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(SETTINGS_KINDS, "descent", WarmSettings)
    saved = tmp_path / "warm.atelier"
    # On the command line.
    assert main(["train", "--data", "moons", "--epochs", "3", "--warm-up", "9", "--save", str(saved)]) == 0
    assert main(["train", "--data", "moons", "--warm-up", "51"]) == 2
    assert "'51' is not a whole number from 0 to 50" in capsys.readouterr().err
    # In the document: an older one has its default.
    assert read(saved).experiment.training.warm_up == 9
    older = Path(__file__).parent / "document" / "formats" / "1-network-untouched.atelier"
    assert read(older).experiment.training == WarmSettings(**vars(TrainingSettings(seed=42)))
    # In the window: under More, with its range, heeded, undone, and marked on the curve.
    window = studio()
    session = shown(qtbot, window, "network")
    window.open(saved)
    transport = session.workspace.transport
    number = control(transport.more, "transport.more.warm_up")
    assert transport.more.isVisible() and session.state.experiment.training.warm_up == 9
    until(qtbot, session, lambda seen: seen.progress.step > 0)
    before = session.snapshot.progress.epoch
    number.entered.emit(4)
    assert session.state.experiment.training.warm_up == 4
    until(qtbot, session, lambda seen: seen.curves.marks)
    mark = session.snapshot.curves.marks[-1]
    assert (mark.setting, mark.old, mark.new) == ("warm-up", "9", "4")
    assert session.state.experiment.training.rate_at(before) < session.state.experiment.training.learning_rate
    session.state.undo()
    assert session.state.experiment.training.warm_up == 9


# --- A set of points.


def cross(count: int, noise: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Class 1 on an upright bar, class 0 on one that lies across it."""
    label = np.arange(count) % 2
    along = rng.uniform(-2.5, 2.5, count)
    x = np.where(label[:, None] == 1, np.stack([0 * along, along], 1), np.stack([along, 0 * along], 1))
    return x + noise * rng.standard_normal(x.shape), label


def test_a_set_of_points(qtbot, studio, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(POINT_SETS, "cross", PointRecipe(cross, Phrase("Cross"), Phrase("Two bars")))
    saved = tmp_path / "cross.atelier"
    assert main(["train", "--data", "cross", "--points", "80", "--epochs", "2", "--save", str(saved)]) == 0
    assert main(["evaluate", str(saved), "cross"]) == 0
    assert read(saved).experiment.data.source == "cross"
    window = studio()
    for name in ("network", "perceptron"):
        session = shown(qtbot, window, name)
        tile = session.workspace.findChild(QWidget, f"{name}.data.sets.cross") or session.workspace.findChild(
            QWidget, "data.sets.cross"
        )
        assert tile is not None, f"{name} offers it"
        tile.click()
        assert session.state.experiment.data.source == "cross"
        train(qtbot, session, 2)
    window.open(saved)
    assert len(window.sessions["network"].state.data_set) == 80


# --- A set of values.


def hill(x: np.ndarray) -> np.ndarray:
    """One round hill."""
    return 2 * np.exp(-x * x)


def test_a_set_of_values(qtbot, studio, tmp_path, monkeypatch):
    monkeypatch.setitem(VALUE_SETS, "hill", ValueRecipe(hill, Phrase("Hill"), Phrase("One round hill")))
    saved = tmp_path / "hill.atelier"
    words = ["train", "--data", "hill", "--points", "80", "--layers", "dense4", "--epochs", "2", "--save", str(saved)]
    assert main(words) == 0
    assert main(["evaluate", str(saved), "hill"]) == 0
    assert read(saved).experiment.data.source == "hill"
    window = studio()
    session = shown(qtbot, window, "regression")
    tile = session.workspace.findChild(QWidget, "regression.data.sets.hill") or session.workspace.findChild(
        QWidget, "data.sets.hill"
    )
    tile.click()
    assert session.state.experiment.data.source == "hill"
    train(qtbot, session, 2)
    window.open(saved)
    assert len(window.sessions["regression"].state.data_set) == 80


# --- A map of numbers, a kernel with a name, and an example of both.


def dots(rng: np.random.Generator) -> np.ndarray:
    """One dot in the middle."""
    return np.pad(np.ones((1, 1, 1)), [(3, 3), (3, 3), (0, 0)])


def diagonal(size: int, rng: np.random.Generator) -> np.ndarray:
    """From corner to corner."""
    return np.eye(size)


def test_a_map_a_kernel_and_an_example_of_both(tmp_path, monkeypatch):
    title, tooltip = Phrase("Dot"), Phrase("A dot becomes the kernel, turned")
    monkeypatch.setitem(MAPS, "dot", MapRecipe(dots, title, tooltip))
    monkeypatch.setitem(FILTERS, "diagonal", FilterRecipe(diagonal, title, tooltip))
    model = ConvolutionModel(kernels=CROSS.with_kernel(0, make_filter("diagonal")))
    monkeypatch.setitem(EXAMPLES, "dot", Example(MapsData("dot"), model, title, tooltip))
    experiment = example("dot")
    trainer = make_trainer(experiment)
    trainer.run.train(7)
    write(tmp_path / "dot.atelier", from_runs("convolution", [CapturedRun(experiment, trainer.capture())]))
    again = read(tmp_path / "dot.atelier")
    assert again.experiment == experiment and again.runs[0].capture == trainer.capture()
    assert np.array_equal(trainer.run.answer.h[1:4, 1:4, 0], np.eye(3))


# --- A set of values over the plane.


def bowl(x: np.ndarray) -> np.ndarray:
    """Lowest in the middle."""
    return np.clip((x**2).sum(axis=1) / 9 - 1, -1, 1)


def test_a_set_of_values_over_the_plane(qtbot, studio, tmp_path, monkeypatch):
    monkeypatch.setitem(PLANE_VALUE_SETS, "bowl", PlaneValueRecipe(bowl, Phrase("Bowl"), Phrase("Lowest inside")))
    saved = tmp_path / "bowl.atelier"
    assert main(["train", "--data", "bowl", "--points", "80", "--epochs", "2", "--save", str(saved)]) == 0
    assert main(["evaluate", str(saved), "bowl"]) == 0
    window = studio()
    session = shown(qtbot, window, "network")
    session.workspace.findChild(QWidget, "data.problem.values").click()
    session.workspace.findChild(QWidget, "data.value_sets.bowl").click()
    assert session.state.experiment.data.source == "bowl"
    train(qtbot, session, 2)
    window.open(saved)
    assert len(window.sessions["network"].state.data_set) == 80


# --- A view with something computed that takes longer than a frame: how far the loss is from here to the origin.


@dataclass(frozen=True)
class WayToOrigin:
    """E((1 − t) θ) for t from 0 to 1, at so many places."""

    places: int = 4000

    def pieces(self, subject: Subject) -> Iterator[np.ndarray]:
        samples, network = subject.experiment.data.samples(), subject.model
        task = subject.experiment.data.task
        d = task.targets(network.spec.layers[-1].activation).encode(samples.wanted)
        loss, theta = task.loss(subject.experiment.training.loss), network.theta.copy()
        errors = np.full(self.places, np.nan)
        for index, t in enumerate(np.linspace(0, 1, self.places)):
            network.theta[:] = (1 - t) * theta
            errors[index] = network.loss(samples.x, d, loss)
            answer = errors.copy()
            answer.setflags(write=False)
            yield answer


class WayView(QLabel):
    """Says how far the answer is; a real view would draw it."""

    question = WayToOrigin()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        answer = snapshot.answers.get(self.question)
        known = 0 if answer is None or answer.result is None else int(np.isfinite(answer.result).sum())
        self.setText(f"{known} of {self.question.places}")


def test_a_view_of_something_that_takes_longer_than_a_frame(qtbot, studio):
    window = studio()
    session = shown(qtbot, window, "network")
    view, seen = WayView(), []
    qtbot.addWidget(view)
    session.frame_shown.connect(lambda snapshots: (view.show_frame(snapshots[0]), seen.append(view.text())))
    session.attention.look(questions=(view.question,))
    qtbot.waitUntil(lambda: view.text() == "4000 of 4000", timeout=20_000)
    assert len({text for text in seen if not text.startswith(("0 ", "4000 "))}) > 0, "refined from frame to frame"
    answer = session.snapshot.answers[view.question]
    assert answer.complete and answer.result[-1] == pytest.approx(np.log(2), rel=1e-3)
    # While it trains, the answer follows.
    session.play(True)
    until(qtbot, session, lambda now: now.answers[view.question].version > answer.version)
    assert session.running, "and training goes on"
    session.play(False)
    # Nobody looks any more.
    session.attention.look(questions=())
    until(qtbot, session, lambda now: not now.answers)


# --- A workspace: regression of one value, with a kind of data of its own.


@dataclass(frozen=True, eq=False)
class Values:
    x: np.ndarray
    value: np.ndarray
    name: str = "wave"
    note: str = ""
    class_names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.x)


@cache
def wave_of(count: int) -> Values:
    x = np.linspace(-1, 1, count, dtype=np.float32)
    return Values(x, np.sin(np.pi * x))


@dataclass(frozen=True)
class WaveData(ChosenData):
    """sin(πx) over [−1, 1]."""

    source: str = chosen("wave", Hyperparameter("source", Anything(), Renewal.BATCHES))
    count: int = chosen(40, Hyperparameter("points", Range(2, 400, whole=True), Renewal.BATCHES, told("points")))
    train_share: float = chosen(0.5, Hyperparameter("training share", Range(0.1, 1), Renewal.BATCHES))
    seed: int = chosen(1, Hyperparameter("seed", SEEDS, Renewal.BATCHES))

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return ("wave",)

    def resolve(self) -> Values:
        return wave_of(self.count)

    @property
    def input_shape(self) -> Shape:
        return (1,)

    @property
    def task(self) -> Regression:
        return Regression()

    def samples(self) -> Samples:
        values, index = self.resolve(), np.arange(self.count)
        train = index % 10 < 10 * self.train_share
        return Samples(values.x[:, None], values.value, index[train], index[~train])

    def without_samples(self, input_shape: Shape, class_names: Sequence[str]) -> WaveData:
        return self


class WavePage(WorkspacePage):
    """The bar on top, and how good the fit is."""

    kind: ClassVar[WorkspaceKind]

    def __init__(self, state, attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self.fit = QLabel()
        self.arrange(TransportPanel(state), Columns("wave columns", [Column(self.fit, 400, 1, 100)]))

    def show_pictures(self, snapshot: NetworkSnapshot, calm: bool) -> None:
        self.transport.show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        self.transport.show_texts(snapshot)
        self.fit.setText(f"{snapshot.scores.train_loss:.4f}")


def wave_document() -> Document:
    model = Architecture(parse_layers("dense8:tanh"))
    experiment = Experiment(WaveData(), model, TrainingSettings(0.02, "adam", loss="squared-error"))
    return document_of("wave", experiment, (1,), ())


WAVE = WorkspaceKind(
    name="wave",
    title=Phrase("Wave"),
    tooltip=Phrase("A network learns a wave"),
    icon="regression",
    data="curve",
    model="network",
    make_page=WavePage,
    usual_document=wave_document,
)
WavePage.kind = WAVE


@pytest.fixture
def wave(monkeypatch) -> None:
    monkeypatch.setitem(DATA_KINDS, "curve", WaveData)
    monkeypatch.setitem(WORKSPACES, "wave", WAVE)


def test_a_workspace(qtbot, studio, tmp_path, capsys, wave):
    window = studio()
    assert any(action.text() == "Wave" for action in window.window.menu_actions.view.actions())
    session = shown(qtbot, window, "wave")
    before = session.snapshot.scores.train_loss
    train(qtbot, session, 2000)
    assert session.snapshot.scores.train_loss < before / 10
    assert float(session.workspace.fit.text()) == pytest.approx(session.snapshot.scores.train_loss, abs=1e-4)
    # Its document belongs to it, and is opened there again.
    window.files["wave"].save(tmp_path / "wave.atelier")
    document = read(tmp_path / "wave.atelier")
    assert (document.workspace, document.class_names) == ("wave", ())
    session.restart()
    until(qtbot, session, lambda seen: seen.progress.step == 0)
    shown(qtbot, window, "network")
    window.open(tmp_path / "wave.atelier")
    assert window.window.current() == "wave"
    until(qtbot, session, lambda seen: seen.progress.step == document.step)
    window.window.menu_actions.undo.trigger()
    # What the command line learned for it belongs to it as well.
    trained = tmp_path / "trained.atelier"
    assert main(["train", "--data", "wave", "--epochs", "3", "--save", str(trained)]) == 0
    shown(qtbot, window, "network")
    window.open(trained)
    assert window.window.current() == read(trained).workspace == "wave"
    # There it is one of those that there are.
    assert main(["screenshot", str(tmp_path / "wave.png"), "--workspace", "wave", "--train", "0.2"]) == 0
    assert (tmp_path / "wave.png").stat().st_size > 1000
    assert main(["screenshot", str(tmp_path / "none.png"), "--workspace", "tide"]) == 2
    assert "wave" in capsys.readouterr().err


def test_a_document_of_a_workspace_that_is_gone_is_refused_in_a_sentence(qtbot, studio, tmp_path, wave, monkeypatch):
    window = studio()
    shown(qtbot, window, "wave")
    window.files["wave"].save(tmp_path / "wave.atelier")
    monkeypatch.delitem(WORKSPACES, "wave")
    window.try_open(tmp_path / "wave.atelier")
    assert "wave" in window.sessions["wave"].workspace.complaint


def test_the_toys_are_gone_again():
    """What a test adds is no part of the program."""
    assert (
        "power" not in LAYERS
        and "cross" not in POINT_SETS
        and "hill" not in VALUE_SETS
        and not {"curve", "wave"} & {*DATA_KINDS, *WORKSPACES}
    )
    assert isinstance(PointsData("moons").resolve(), PointSet)
    assert replace(TrainingSettings(), seed=1) == SETTINGS_KINDS["descent"](seed=1)
