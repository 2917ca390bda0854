"""What is saved in the window goes on in another window bit for bit, as if it had never been closed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings

from playground.document import SavedRun, from_runs, read, write
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.member import CapturedRun
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from playground.training.trainer import make_trainer
from playground.ui.session.session import Session
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio


@pytest.fixture
def make_studio(qtbot, tmp_path: Path) -> Iterator[Callable[[], Studio]]:
    studios: list[Studio] = []

    def make() -> Studio:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        studio = Studio(settings, Recovery(tmp_path / "kept"))
        qtbot.addWidget(studio.window)
        studios.append(studio)
        return studio

    yield make
    for studio in studios:
        studio.window.close()


def shown(qtbot, studio: Studio, name: str) -> Session:
    studio.show(name)
    session = studio.sessions[name]
    qtbot.waitUntil(lambda: session.snapshot is not None)
    return session


def until(qtbot, session: Session, true: Callable[[object], bool]) -> None:
    qtbot.waitUntil(lambda: true(session.snapshot), timeout=20_000)


def steps(qtbot, session: Session, count: int) -> np.ndarray:
    """The weights after so many single steps."""
    for _ in range(count):
        before = session.snapshot.progress.step
        session.step()
        until(qtbot, session, lambda seen, before=before: seen.progress.step > before)
    return session.capture()[0].capture.theta


@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_a_document_goes_on_where_it_was(qtbot, make_studio, tmp_path, name):
    studio = make_studio()
    session = shown(qtbot, studio, name)
    session.state.edit_data(source="xor")  # which no perceptron settles on
    session.state.edit_training(pace=200.0)
    session.play(True)
    until(qtbot, session, lambda seen: seen.progress.step > 5)
    session.play(False)
    until(qtbot, session, lambda seen: seen.progress.status is not Status.TRAINING)
    studio.files[name].save(tmp_path / "work.atelier")
    epoch = session.snapshot.progress.epoch
    before = session.snapshot
    expected = steps(qtbot, session, 5)
    studio.open(tmp_path / "work.atelier")
    until(qtbot, session, lambda seen: seen.progress.step == before.progress.step)
    assert session.snapshot.progress.epoch == epoch
    if name == "network":
        for part in ("epoch", "train_loss", "test_accuracy", "gradient_norms", "marks"):
            again, was = (getattr(seen.curves, part) for seen in (session.snapshot, before))
            assert np.array_equal(again, was, equal_nan=part != "marks"), part
    else:
        assert session.snapshot.mistakes_per_pass == before.mistakes_per_pass
    assert np.array_equal(steps(qtbot, session, 5), expected)


def test_unsaved_work_goes_on_where_it_was(qtbot, make_studio):
    first = make_studio()
    session = shown(qtbot, first, "network")
    session.state.edit_training(optimizer="adam")
    steps(qtbot, session, 7)
    kept = session.capture()[0].capture
    first.window.close()
    again = shown(qtbot, make_studio(), "network")
    until(qtbot, again, lambda seen: seen.progress.step == 7)
    trainer = make_trainer(again.state.experiment)
    trainer.restore(kept)
    trainer.run.train(3)
    assert np.array_equal(steps(qtbot, again, 3), trainer.run.network.theta)


def test_pictures_go_on_when_they_have_come(qtbot, make_studio, tmp_path):
    """A document comes without its pictures: its weights are there at once, all the rest with the pictures."""
    studio = make_studio()
    session = shown(qtbot, studio, "images")
    data = ImagesData("digits", count=60, seed=5)
    model = Architecture(parse_layers("conv3x3:relu pool2 dropout0.2"))
    described = Experiment(data, model, TrainingSettings(0.01, "adam", 16))
    from playground.data.image_sets import make_images

    filled = replace(described, data=replace(data, pictures=make_images("digits", 60, 5)))
    trainer = make_trainer(filled)
    trainer.run.train(11)
    write(tmp_path / "digits.atelier", from_runs("images", [CapturedRun(filled, trainer.capture())]))
    assert read(tmp_path / "digits.atelier").experiment == described
    studio.open(tmp_path / "digits.atelier")
    until(qtbot, session, lambda seen: seen.experiment == described and seen.train_count == 48)
    trainer.run.train(4)
    assert np.array_equal(steps(qtbot, session, 4), trainer.run.network.theta)
    studio.files["images"].save(tmp_path / "again.atelier")
    known = read(tmp_path / "again.atelier").runs[0].novelty
    assert known is not None and len(known.known) == 48, (
        "what it learned is saved with it, whether anybody asked or not"
    )


def test_a_file_whose_pictures_have_changed_keeps_its_weights(qtbot, make_studio, tmp_path):
    from playground.data.image_sets import make_images

    studio = make_studio()
    session = shown(qtbot, studio, "images")
    folder = tmp_path / "set.npz"
    images = make_images("digits", 60, 5)
    np.savez(folder, x=images.images, y=images.label)
    data = ImagesData(str(folder), count=60)
    filled = Experiment(
        replace(data, pictures=images), Architecture(parse_layers("dense6:relu")), TrainingSettings(0.01, "adam", 16)
    )
    trainer = make_trainer(filled)
    trainer.run.train(9)
    write(tmp_path / "set.atelier", from_runs("images", [CapturedRun(filled, trainer.capture())]))
    np.savez(folder, x=images.images[:40], y=images.label[:40])
    studio.open(tmp_path / "set.atelier")
    until(qtbot, session, lambda seen: seen.train_count == 32)
    until(qtbot, session, lambda seen: np.array_equal(seen.theta, trainer.run.network.theta))
    assert session.snapshot.progress.step == 9


def test_runs_side_by_side_go_on_and_are_saved_together(qtbot, make_studio, tmp_path):
    studio = make_studio()
    session = shown(qtbot, studio, "network")
    start = session.state.experiment
    other = replace(start, model=Architecture(parse_layers("dense3:relu")))
    trainers = [make_trainer(experiment) for experiment in (start, other)]
    for trainer in trainers:
        trainer.run.train(13)
    captured = [CapturedRun(trainer.experiment, trainer.capture()) for trainer in trainers]
    write(tmp_path / "two.atelier", from_runs("network", captured))
    studio.open(tmp_path / "two.atelier")
    until(qtbot, session, lambda seen: seen.progress.step == 13 and len(session.snapshots) == 2)
    steps(qtbot, session, 4)
    studio.files["network"].save(tmp_path / "two.atelier")
    for trainer, run in zip(trainers, read(tmp_path / "two.atelier").runs, strict=True):
        trainer.run.train(4)
        assert run.step == 17 and np.array_equal(run.theta, trainer.run.network.theta)


def test_a_run_that_has_not_begun_is_kept_beside_the_one_that_is_shown(qtbot, make_studio, tmp_path):
    studio = make_studio()
    session = shown(qtbot, studio, "network")
    start = session.state.experiment
    trainer = make_trainer(start)
    trainer.run.train(13)
    document = from_runs("network", [CapturedRun(start, trainer.capture())])
    later = SavedRun(replace(start, model=Architecture(parse_layers("dense3:relu"))))
    write(tmp_path / "two.atelier", replace(document, runs=(*document.runs, later)))
    studio.open(tmp_path / "two.atelier")
    until(qtbot, session, lambda seen: seen.progress.step == 13)
    steps(qtbot, session, 1)
    studio.files["network"].save(tmp_path / "two.atelier")
    first, second = read(tmp_path / "two.atelier").runs
    assert first.step == 14 and second == later
