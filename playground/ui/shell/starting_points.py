"""What each workspace shows when it is opened for the first time, and how a document is put into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playground.data.assets import asset_path
from playground.document.archive import read
from playground.document.document import Document, SavedRun
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import ImagesData, PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.session.attention import Attention
from playground.ui.session.session import Session
from playground.ui.session.state import ExperimentState

SHIPPED_NETWORK = "models/strokes.atelier"
UNSEEN_PICTURES = ImagesData("strokes", count=8000, train_share=0.8, seed=2024)
FURTHER_TRAINING = TrainingSettings(learning_rate=0.001, optimizer="adam", batch_size=64)
IMAGES_FRAME_SECONDS = 1 / 23
"""Kernels and maps change little from one long step to the next, and every frame takes time from training."""


def perceptron_experiment() -> Experiment:
    """Two clouds so close that the rule needs a few passes, learned at a pace that can be followed."""
    data = PointsData("separable", count=120, noise=0.0, margin=0.05, train_share=1.0, seed=17)
    return Experiment(data, PerceptronModel(), TrainingSettings(learning_rate=1.0, pace=4.0))


def network_experiment() -> Experiment:
    """Two moons and a small network of two hidden layers."""
    data = PointsData("moons", count=500, noise=0.05)
    hidden = (DenseSpec(6, "tanh"), DenseSpec(4, "tanh"))
    return Experiment(data, Architecture(hidden), TrainingSettings(learning_rate=0.03, optimizer="momentum"))


def build_perceptron() -> Session:
    from playground.ui.workspaces.perceptron.workspace import PerceptronWorkspace

    state = ExperimentState(perceptron_experiment())
    return Session(state, Attention(), PerceptronWorkspace(state))


def build_network() -> Session:
    from playground.ui.workspaces.network.workspace import NetworkWorkspace

    state, attention = ExperimentState(network_experiment()), Attention()
    return Session(state, attention, NetworkWorkspace(state, attention))


def build_images() -> Session:
    from playground.ui.workspaces.images.workspace import ImagesWorkspace

    document = shipped_document()
    state, attention = ExperimentState(without_samples(document)[0].experiment), Attention()
    session = Session(state, attention, ImagesWorkspace(state, attention), IMAGES_FRAME_SECONDS)
    session.workspace.trial.preparing.connect(session.hold_while)
    session.workspace.model_requested.connect(lambda name: load_document(session, shipped_document()))
    load_document(session, document)
    return session


DEFAULTS: dict[str, Callable[[], Experiment]] = {
    "perceptron": perceptron_experiment,
    "network": network_experiment,
}


def shipped_document() -> Document:
    """The trained network for handwritten digits that comes with the program, with pictures that it has never seen."""
    document = read(asset_path(SHIPPED_NETWORK))
    experiment = replace(document.experiment, data=UNSEEN_PICTURES, training=FURTHER_TRAINING)
    return document.with_run(experiment=experiment)


def without_samples(document: Document) -> tuple[SavedRun, ...]:
    """A document's runs, with sets without any pictures where their own have to be made or read first."""
    shape, names = document.input_shape, document.class_names
    return tuple(
        replace(run, experiment=replace(run.experiment, data=run.experiment.data.without_samples(shape, names)))
        if run.experiment.data.is_large
        else run
        for run in document.runs
    )


def load_document(session: Session, document: Document) -> None:
    session.load(without_samples(document))


def start_anew(name: str, session: Session) -> None:
    """Puts a workspace back to what it shows when it is opened for the first time."""
    if name in DEFAULTS:
        session.state.reset(DEFAULTS[name]())
        session.restart()
    else:
        load_document(session, shipped_document())
