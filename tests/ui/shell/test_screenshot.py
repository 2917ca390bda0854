"""Files that are opened in a window without a screen: what was opened is shown, what is refused is told at once."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from playground.document import DocumentError, write
from playground.ui.shell.screenshot import open_file, studio_offscreen, train, wait_for_frame
from playground.ui.shell.studio import Studio
from playground.ui.workspaces.kinds import WORKSPACES


@pytest.fixture
def studio(qapp) -> Iterator[Studio]:
    with studio_offscreen((1280, 800)) as studio:
        yield studio


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    seven = Image.new("L", (120, 120), 250)
    ImageDraw.Draw(seven).line([(40, 30), (80, 30), (55, 95)], fill=20, width=9)
    seven.save(tmp_path / "seven.png")
    return tmp_path / "seven.png"


def test_a_picture_is_tried(studio, picture):
    session = open_file(studio, picture, None)
    assert studio.window.current() == "images"
    probe = session.attention.focus.probe
    assert probe is not None and session.snapshot.trace is not None
    assert np.array_equal(session.snapshot.trace.tensor, probe.tensor)


def test_training_tells_how_far_it_is(studio):
    session, told = studio.show_workspace("network"), list[float]()
    wait_for_frame(session)
    train(session, 0.3, told.append)
    assert told[0] < 0.5 and told == sorted(told) and told[-1] == 1.0
    assert session.snapshot.progress.step > 0


def test_a_file_of_samples_is_shown(studio, tmp_path):
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "mine.npz", x=rng.integers(0, 255, (60, 9, 9), np.uint8), y=np.arange(60) % 3)
    session = open_file(studio, tmp_path / "mine.npz", None)
    assert len(session.snapshot.data_set) == 60 and session.snapshot.test_count == 12
    (tmp_path / "points.csv").write_text("0,0,a\n1,1,b\n0,1,a\n")
    assert len(open_file(studio, tmp_path / "points.csv", "perceptron").snapshot.data_set) == 3


def test_a_document_is_shown_in_its_workspace_only(studio, tmp_path):
    write(tmp_path / "p.atelier", WORKSPACES["perceptron"].usual_document())
    with pytest.raises(DocumentError, match="belongs to the workspace perceptron, not to network"):
        open_file(studio, tmp_path / "p.atelier", "network")
    assert open_file(studio, tmp_path / "p.atelier", None).snapshot.experiment.data.source == "separable"


@pytest.mark.parametrize(
    ("name", "content", "workspace", "said"),
    [
        ("three.csv", b"0,0,a\n1,1,b\n2,2,c\n", "perceptron", "three.csv has 3 classes"),
        ("broken.csv", b"x1,x2,label\n0,here,a\n", None, "broken.csv"),
        ("odd.png", b"no picture", None, "odd.png"),
    ],
)
def test_what_is_refused_is_told(studio, tmp_path, name, content, workspace, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError, match=said):
        open_file(studio, tmp_path / name, workspace)


def test_a_frame_is_waited_for(studio):
    session = studio.show_workspace("network")
    wait_for_frame(session)
    assert session.snapshot.data_set is session.state.data_set
