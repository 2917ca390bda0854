"""A document and its file; toy captures of runs."""

import numpy as np
import pytest

from playground.document import document_of, write
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.kinds import CAPTURE_KINDS, MODEL_KINDS
from tests.document.captures import Capture


@pytest.fixture
def document():
    empty = document_of("network", Experiment(PointsData("moons")), (2,), ("A", "B"))
    return empty.with_run(theta=np.linspace(-1, 1, empty.spec.parameters), step=12, epoch=3.25)


@pytest.fixture
def path(tmp_path, document):
    path = tmp_path / "moons.atelier"
    write(path, document)
    return path


@pytest.fixture
def toy_captures(monkeypatch):
    """Runs of every model are captured as the toy capture."""
    for kind in MODEL_KINDS:
        monkeypatch.setitem(CAPTURE_KINDS, kind, Capture)
