"""The documents that are shown: what is replaced, what comes back at the next start, and what they are called."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from playground.data.image_sets import make_images
from playground.document.document import Document, document_of, from_runs
from playground.document.files import read, write
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.member import CapturedRun
from playground.training.settings import TrainingSettings
from playground.training.trainer import make_trainer
from playground.ui.session.allowed_sources import ALLOWED_SOURCES
from playground.ui.session.session import Session
from playground.ui.shell.recent import FILES, MOST, RecentFiles
from playground.ui.shell.recovery import MOST_ASIDE, Recovery
from playground.ui.shell.studio import Studio
from playground.ui.widgets.file_dialogs import LAST_FOLDER
from tests.ui.shell.test_studio import opened, until


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def make(qtbot, tmp_path: Path, settings: QSettings) -> Iterator[Callable[[], Studio]]:
    studios: list[Studio] = []

    def make_one() -> Studio:
        studio = Studio(settings, Recovery(tmp_path / "own"))
        qtbot.addWidget(studio.window)
        studios.append(studio)
        return studio

    yield make_one
    for studio in studios:
        studio.window.close()


def press(session: Session, text: str) -> None:
    (button,) = [each for each in session.workspace.messages.findChildren(QPushButton) if each.text() == text]
    button.click()


def rate(session: Session) -> float:
    return session.state.experiment.training.learning_rate


def set_rate(qtbot, session: Session, value: float) -> None:
    session.state.edit_training(learning_rate=value)
    until(qtbot, session, lambda shown: shown.experiment.training.learning_rate == value)


def menu_of(studio: Studio) -> QMenu:
    menu = studio.window.menu_actions.recent
    menu.aboutToShow.emit()
    return menu


def entries(studio: Studio) -> list[str]:
    return [action.text() for action in menu_of(studio).actions() if action.text()]


def choose(studio: Studio, start: str) -> None:
    next(action for action in menu_of(studio).actions() if action.text().startswith(start)).trigger()


class LongStep:
    """The worker of a session in a step that takes until the end of the block, as far as it can be told."""

    def __init__(self, qtbot, session: Session) -> None:
        self._qtbot, self._session = qtbot, session
        self._inside, self._may_end = threading.Event(), threading.Event()

    def __enter__(self) -> "LongStep":
        self._session._thread._turn = lambda: (self._inside.set(), self._may_end.wait(60))
        self._session.attention.look(decision_grid=8)
        self._qtbot.waitUntil(self._inside.is_set)
        return self

    def __exit__(self, *_: object) -> None:
        del self._session._thread._turn
        self._may_end.set()


def test_a_saved_document_comes_back_as_itself(qtbot, make, tmp_path):
    first, path = make(), tmp_path / "moons.atelier"
    session = opened(qtbot, first, "network")
    set_rate(qtbot, session, 0.123)
    first.files["network"].save(path)
    first.window.close()
    again = make()
    session = opened(qtbot, again, "network")
    assert rate(session) == 0.123 and again.files["network"].path == path and again.files["network"].is_saved
    assert not session.workspace.messages.isVisible()
    assert again.window.windowTitle().startswith("Network – moons.atelier")


def test_a_document_with_changes_comes_back_with_its_name_and_its_changes(qtbot, make, tmp_path):
    first, path = make(), tmp_path / "moons.atelier"
    session = opened(qtbot, first, "network")
    first.files["network"].save(path)
    set_rate(qtbot, session, 0.123)
    first.window.close()
    again = make()
    session, file = opened(qtbot, again, "network"), again.files["network"]
    assert rate(session) == 0.123 and file.path == path and not file.is_saved
    assert "moons.atelier" in session.workspace.messages.text()
    again.window.menu_actions.save.trigger()
    assert file.is_saved and read(path).experiment.training.learning_rate == 0.123


def test_a_document_that_is_gone_is_told_once(qtbot, make, tmp_path):
    first, path = make(), tmp_path / "moons.atelier"
    opened(qtbot, first, "network")
    first.files["network"].save(path)
    first.window.close()
    path.unlink()
    again = make()
    assert "moons.atelier" in opened(qtbot, again, "network").workspace.complaint
    again.window.close()
    assert not opened(qtbot, make(), "network").workspace.complaint


def test_titles_name_workspace_and_document(qtbot, make, tmp_path):
    studio = make()
    session, window = opened(qtbot, studio, "network"), studio.window
    assert window.windowTitle() == "Network – not saved yet[*] — Atelier" and not window.isWindowModified()
    assert "Network – not saved yet" in window.status.accessibleName()
    set_rate(qtbot, session, 0.123)
    assert window.isWindowModified()
    studio.files["network"].save(tmp_path / "moons.atelier")
    assert "Network – moons.atelier · saved" in window.status.accessibleName()
    session.state.edit_training(learning_rate=0.2)
    assert "Network – moons.atelier · changes not saved" in window.status.accessibleName()


def test_everything_that_is_replaced_can_be_had_back_also_at_the_next_start(qtbot, make):
    first = make()
    session = opened(qtbot, first, "network")
    for value in (0.11, 0.22):
        set_rate(qtbot, session, value)
        with qtbot.waitSignal(first.documents.keeper.kept):
            first.window.menu_actions.new.trigger()
        assert rate(session) == 0.03 and "put aside" in session.workspace.messages.text()
    assert len([text for text in entries(first) if text.startswith("Network, ")]) == 2
    press(session, "Bring back")
    assert rate(session) == 0.22 and not first.files["network"].is_saved
    first.window.close()
    again = make()
    session = opened(qtbot, again, "network")
    assert rate(session) == 0.22
    oldest = again.documents.aside()[-1]
    again.documents.open_aside(oldest)
    assert rate(session) == 0.11
    press(session, "Bring back")
    assert rate(session) == 0.22


def test_the_network_that_comes_with_the_program_replaces_nothing_without_a_word(qtbot, make):
    studio = make()
    session = opened(qtbot, studio, "images")
    set_rate(qtbot, session, 0.123)
    session.workspace.model.shipped_requested.emit()
    assert rate(session) != 0.123 and "put aside" in session.workspace.messages.text()
    press(session, "Bring back")
    assert rate(session) == 0.123


def test_the_oldest_work_that_was_put_aside_goes_when_there_is_much_of_it(tmp_path):
    recovery = Recovery(tmp_path)
    recovery.begin()
    document = document_of("network", Experiment(), (2,), ("A", "B"))
    for number in range(MOST_ASIDE + 2):
        recovery.put_aside("network", document.with_run(step=number))
    steps = {read(each.path).step for each in recovery.aside()}
    assert len(steps) == MOST_ASIDE and MOST_ASIDE + 1 in steps
    recovery.end()


def test_of_two_windows_that_were_killed_both_works_are_there(qtbot, make, tmp_path):
    windows = [Recovery(tmp_path / "own") for _ in range(2)]
    document = document_of("network", Experiment(), (2,), ("A", "B"))
    for value, window in zip((0.11, 0.22), windows, strict=True):
        window.begin()
        training = TrainingSettings(learning_rate=value)
        window.keep("network", document.with_run(experiment=Experiment(training=training)))
    for window in windows:
        window._lock.unlock()  # as when a process ends
    studio = make()
    session = opened(qtbot, studio, "network")
    (aside,) = studio.documents.aside()
    assert {rate(session), read(aside.path).experiment.training.learning_rate} == {0.11, 0.22}


def test_closing_in_a_long_step_keeps_what_was_edited_in_it_and_the_curve(qtbot, make):
    first = make()
    session = opened(qtbot, first, "network")
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    with qtbot.waitSignal(first.documents.keeper.kept):
        first.documents.keeper.keep()
    with LongStep(qtbot, session):
        session.state.edit_training(learning_rate=0.123)
        session.state.edit_model(Architecture(parse_layers("dense3:tanh")))
        first.window.close()
    again = opened(qtbot, make(), "network")
    until(qtbot, again, lambda shown: shown.progress.step == 1)
    assert rate(again) == 0.123 and again.snapshot.spec.output_shapes[0] == (3,)
    assert len(again.snapshot.curves.epoch) > 0 and len(again.snapshot.curves.marks) > 0


def test_what_is_edited_in_a_long_step_is_kept_before_its_end(qtbot, make, tmp_path):
    studio = make()
    session, keeper = opened(qtbot, studio, "network"), studio.documents.keeper
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)
    with qtbot.waitSignal(keeper.kept):
        keeper.keep()
    with LongStep(qtbot, session):
        session.state.edit_training(learning_rate=0.123)
        keeper.keep()
        with qtbot.waitSignal(keeper.kept):
            keeper.keep()
        (kept,) = (tmp_path / "own").rglob("unsaved-network.atelier")
        assert read(kept).experiment.training.learning_rate == 0.123 and read(kept).runs[0].capture.step == 1


def test_an_edit_of_a_document_that_was_opened_in_a_long_step_is_not_taken_for_one_of_the_old(qtbot, make, tmp_path):
    studio, path = make(), tmp_path / "xor.atelier"
    other = Experiment(training=TrainingSettings(learning_rate=0.5))
    write(path, document_of("network", other, (2,), ("A", "B")))
    session, keeper = opened(qtbot, studio, "network"), studio.documents.keeper
    session.step()
    with qtbot.waitSignal(keeper.kept):
        keeper.keep()
    assert session.last_runs
    with LongStep(qtbot, session):
        studio.open(path)
        assert not session.last_runs
        session.state.edit_training(learning_rate=0.6)
        keeper.keep()
        keeper.keep()
    until(qtbot, session, lambda shown: shown.experiment.training.learning_rate == 0.6)
    assert studio.files["network"].document_to_keep().step == 0


def test_a_document_is_kept_whole_while_its_pictures_are_still_read(qtbot, make, tmp_path):
    data = ImagesData("digits", count=60, seed=5, pictures=make_images("digits", 60, 5))
    experiment = Experiment(data, Architecture(parse_layers("dense6:relu")), TrainingSettings(0.01, "adam", 16))
    trainer = make_trainer(experiment)
    trainer.run.train(7)
    studio = make()
    session = opened(qtbot, studio, "images")
    session.workspace.loading._start = lambda *_: None  # a set that never comes
    document = from_runs("images", [CapturedRun(experiment, trainer.capture())])
    studio.documents._bring_back("images", document, None)
    assert studio.files["images"].document_to_keep() == document
    studio.files["images"].save(tmp_path / "work.atelier")
    assert read(tmp_path / "work.atelier").runs[0].capture.step == 7


def test_recent_files_are_few_there_and_can_be_cleared(qtbot, make, tmp_path, settings):
    studio = make()
    session = opened(qtbot, studio, "network")
    assert entries(studio)[0] == "No recent files"
    for number in range(MOST + 1):
        studio.files["network"].save(tmp_path / f"work {number} & more.atelier")
    (tmp_path / "work 5 & more.atelier").unlink()
    assert entries(studio)[0] == f"work {MOST} && more.atelier"
    names = [path.name for path in RecentFiles(settings).paths()]
    assert len(names) == MOST - 1 and "work 5 & more.atelier" not in names and "work 0 & more.atelier" not in names
    set_rate(qtbot, session, 0.123)
    choose(studio, "work 3")
    assert studio.files["network"].path == tmp_path / "work 3 & more.atelier" and rate(session) == 0.03
    choose(studio, "Clear")
    assert entries(studio)[0] == "No recent files"


@pytest.mark.parametrize(("stored", "names"), [("/a", ["/a"]), (7, []), ([], []), (["/a", ""], ["/a"])])
def test_settings_that_make_no_sense_are_no_recent_files(settings, stored, names):
    settings.setValue(FILES, stored)
    assert RecentFiles(settings)._names() == names


def test_dialogs_start_where_the_user_was_also_after_a_restart(qtbot, make, tmp_path, monkeypatch):
    (tmp_path / "there").mkdir()
    path, places = tmp_path / "there" / "work.atelier", []

    def answer(parent, title, start, *_):
        places.append(start)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    first = make()
    opened(qtbot, first, "network")
    first.window.menu_actions.save_as.trigger()
    first.window.close()
    LAST_FOLDER._folder = ""  # as in another process
    again = make()
    opened(qtbot, again, "network").workspace.data.findChild(QPushButton, "data.import_file").click()
    assert places[1] == str(tmp_path / "there")
    path.unlink()
    path.parent.rmdir()
    again.window.menu_actions.open.trigger()
    assert places[2] == str(Path.home())


def test_a_document_that_is_dropped_is_opened_and_what_was_there_put_aside(qtbot, make, tmp_path):
    studio, path = make(), tmp_path / "moons.atelier"
    session = opened(qtbot, studio, "network")
    studio.files["network"].save(path)
    set_rate(qtbot, session, 0.123)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    session.workspace.dropEvent(QDropEvent(QPointF(9, 9), copy, dragged, left, none))
    assert rate(session) == 0.03 and studio.files["network"].path == path
    press(session, "Bring back")
    assert rate(session) == 0.123 and studio.files["network"].path == path


def test_what_was_drawn_is_part_of_the_document(qtbot, make, tmp_path):
    studio, path = make(), tmp_path / "drawn.atelier"
    session = opened(qtbot, studio, "images")
    pad = session.workspace.trial.pad
    assert session.workspace.sketch() is None, "a picture of the data set is in the data"
    pad.begin_stroke(QPointF(60, 60), erasing=False)
    assert not studio.files["images"].is_saved
    drawn = pad.canvas()
    studio.files["images"].save(path)
    assert read(path).sketch.shape == (280, 280, 1)
    studio.window.menu_actions.new.trigger()
    pad.clear()
    studio.open(path)
    assert np.array_equal(pad.canvas(), drawn) and not pad.has_picture
    picture = np.random.default_rng(1).integers(0, 256, (280, 280, 3), np.uint8)
    session.workspace.show_sketch(picture)
    assert np.array_equal(session.workspace.sketch(), picture)
    assert studio.files["images"].is_saved, "showing it is no change"


def test_a_picture_that_was_opened_is_part_of_the_document_with_what_was_done_to_it(qtbot, make, tmp_path):
    studio, path = make(), tmp_path / "photo.atelier"
    session = opened(qtbot, studio, "images")
    pixels = np.full((90, 60), 255, np.uint8)
    pixels[20:70, 28:34] = 0
    Image.fromarray(pixels).save(tmp_path / "one.png")
    session.workspace.open_file(tmp_path / "one.png")
    qtbot.waitUntil(lambda: session.workspace.tried() is not None)
    session.workspace.trial.hand.left.click()
    studio.files["images"].save(path)
    session.workspace.trial.pad.begin_stroke(QPointF(60, 60), erasing=False)
    assert session.workspace.tried() is None
    studio.open(path)
    tried = session.workspace.tried()
    assert tried.hand.turns == 3 and np.array_equal(tried.pixels[..., 0], pixels) and studio.files["images"].is_saved


def pictures_at(source: Path | str, save: bool = True) -> Document:
    """A document of a network that learned pictures which lie there."""
    images = make_images("digits", 60, 5)
    if save:
        np.savez(source, x=images.images, y=images.label)
    data = ImagesData(str(source), count=60, pictures=images)
    experiment = Experiment(data, Architecture(parse_layers("dense6:relu")), TrainingSettings(0.01, "adam", 16))
    return document_of("images", experiment, images.shape, images.class_names)


def test_pictures_that_are_no_business_of_a_document_are_not_read_unasked(qtbot, make, tmp_path, monkeypatch):
    for name in ("home/documents", "elsewhere", "document"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    secret, source = tmp_path / "home" / "secret.npz", tmp_path / "elsewhere" / "set.npz"
    hostile, own = tmp_path / "home" / "documents" / "hostile.atelier", tmp_path / "elsewhere" / "own.atelier"
    write(hostile, pictures_at(secret))
    write(own, pictures_at(source))
    studio = make()
    session = opened(qtbot, studio, "images")
    studio.open(hostile)
    qtbot.waitUntil(lambda: str(secret) in session.workspace.complaint)
    assert not session.workspace.busy
    press(session, "Read them")
    until(qtbot, session, lambda shown: shown.train_count == 48)
    studio.open(own)
    until(qtbot, session, lambda shown: shown.train_count == 48)


def test_work_put_aside_is_not_trusted_more_than_its_document(qtbot, make, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "documents").mkdir()
    source, path = tmp_path / "set.npz", tmp_path / "documents" / "hostile.atelier"
    write(path, pictures_at(source))
    studio = make()
    session = opened(qtbot, studio, "images")
    studio.open(path)
    qtbot.waitUntil(lambda: str(source) in session.workspace.complaint)
    session.state.edit_training(learning_rate=0.5)
    studio.window.menu_actions.new.trigger()
    session.workspace.messages.close_message()
    qtbot.waitUntil(lambda: len(studio.documents.aside()) == 1)
    studio.documents.open_aside(studio.documents.aside()[0])
    qtbot.waitUntil(lambda: str(source) in session.workspace.complaint)
    assert not session.workspace.busy and rate(session) == 0.5


def test_what_was_allowed_or_chosen_once_is_not_asked_again(qtbot, make, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("elsewhere", "documents"):
        (tmp_path / name).mkdir()
    allowed, chosen = tmp_path / "elsewhere" / "allowed.npz", tmp_path / "elsewhere" / "chosen.npz"
    for path in (allowed, chosen):
        write(tmp_path / "documents" / f"{path.stem}.atelier", pictures_at(path))
    studio = make()
    session = opened(qtbot, studio, "images")
    studio.open(tmp_path / "documents" / "allowed.atelier")
    qtbot.waitUntil(lambda: str(allowed) in session.workspace.complaint)
    press(session, "Read them")
    until(qtbot, session, lambda shown: shown.train_count == 48)
    session.workspace.loading.load(str(chosen), None)
    qtbot.waitUntil(lambda: session.state.experiment.data.source == str(chosen), timeout=20_000)
    studio.window.close()
    ALLOWED_SOURCES.set_paths(())
    studio = make()
    session = opened(qtbot, studio, "images")
    for name in ("allowed", "chosen"):
        studio.open(tmp_path / "documents" / f"{name}.atelier")
        until(qtbot, session, lambda shown: shown.train_count == 48)


@pytest.mark.parametrize("source", ["/", "/dev/zero", "~"])
def test_a_whole_disk_or_a_device_is_never_read_because_a_document_names_it(qtbot, make, tmp_path, source):
    path, source = tmp_path / "hostile.atelier", os.path.expanduser(source)
    write(path, pictures_at(source, save=False))
    studio = make()
    session = opened(qtbot, studio, "images")
    studio.open(path)
    qtbot.waitUntil(lambda: "is not read" in session.workspace.complaint)
    assert not session.workspace.busy
    assert "Read them" not in [button.text() for button in session.workspace.messages.findChildren(QPushButton)]


def test_ending_the_session_keeps_all_and_goes_on(qtbot, make, tmp_path):
    studio = make()
    session = opened(qtbot, studio, "network")
    set_rate(qtbot, session, 0.123)
    studio.keep_now()
    (kept,) = (tmp_path / "own").rglob("unsaved-network.atelier")
    assert read(kept).experiment.training.learning_rate == 0.123
    session.step()
    until(qtbot, session, lambda shown: shown.progress.step == 1)


def test_work_says_from_when_it_is(qtbot, make, tmp_path):
    recovery = Recovery(tmp_path / "own")
    recovery.begin()
    recovery.keep("network", document_of("network", Experiment(), (2,), ("A", "B")))
    (path,) = (tmp_path / "own").rglob("unsaved-network.atelier")
    then = time.struct_time((2026, 3, 4, 14, 3, 0, 0, 0, -1))
    os.utime(path, (time.mktime(then), time.mktime(then)))
    recovery.end()
    session = opened(qtbot, make(), "network")
    assert "14:03" in session.workspace.messages.text() and "26" in session.workspace.messages.text()
