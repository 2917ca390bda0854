"""A picture that was opened comes back from a document as it was: whole, and with what was done to it by hand."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from playground.data.by_hand import AS_IT_IS, ByHand
from playground.document import DocumentError, read, write
from playground.document.document import document_of
from playground.document.tried_picture import MOST_SIDE, TriedPicture

GREY = (np.arange(120 * 90, dtype=np.uint32).reshape(120, 90) % 251).astype(np.uint8)


@pytest.fixture
def bench(make_bench, digits):
    return make_bench(digits)


def opened(qtbot, bench, path, picture: np.ndarray) -> np.ndarray:
    """Opens a picture; gives what the network sees of it."""
    Image.fromarray(picture).save(path)
    bench.workspace.open_file(path)
    qtbot.waitUntil(lambda: bench.workspace.trial.tried() is not None)
    return bench.probe


def through_file(bench, path) -> TriedPicture:
    """What a document holds of what is tried."""
    experiment = bench.state.experiment
    document = document_of("images", experiment, experiment.data.input_shape, experiment.data.resolve().class_names)
    write(path, replace(document, sketch=bench.workspace.sketch(), picture=bench.workspace.tried()))
    picture = read(path).picture
    assert picture is not None
    return picture


@pytest.mark.parametrize("pixels", [GREY, np.stack([GREY, GREY[::-1], GREY // 2], axis=2)])
def test_what_was_done_by_hand_can_be_taken_back_after_the_document_was_opened(
    qtbot, make_bench, digits, tmp_path, pixels
):
    bench = make_bench(digits)
    whole = opened(qtbot, bench, tmp_path / "one.png", pixels)
    bench.workspace.trial.hand.left.click()
    bench.workspace.trial.hand.invert.click()
    bench.workspace.trial._crop((0.2, 0.2, 0.8, 0.8))
    changed, shown = bench.probe, bench.workspace.trial.pad.canvas()
    kept = through_file(bench, tmp_path / "a.atelier")
    assert kept.name == "one.png" and kept.hand.turns == 3 and kept.hand.inverted and kept.hand.crop != (0, 0, 1, 1)
    other = make_bench(digits)
    sketched = []
    other.workspace.sketched.connect(lambda: sketched.append(True))
    other.workspace.show_tried(kept)
    assert np.array_equal(other.probe, changed) and not sketched, "showing it is no change"
    assert np.array_equal(other.workspace.trial.pad.canvas(), shown)
    other.workspace.trial.hand.restore.click()
    assert np.array_equal(other.probe, whole) and sketched
    assert other.workspace.tried().hand == AS_IT_IS


def test_a_large_photograph_is_kept_small(qtbot, bench, tmp_path):
    large = np.full((1300, 900), 255, np.uint8)
    large[300:900, 400:480] = 0
    opened(qtbot, bench, tmp_path / "large.png", large)
    kept = through_file(bench, tmp_path / "a.atelier")
    assert max(kept.pixels.shape) == MOST_SIDE
    assert kept.pixels is not bench.workspace.tried().pixels
    assert bench.workspace.tried().pixels is bench.workspace.tried().pixels, "made small only once"


def test_what_is_drawn_is_no_opened_picture(bench, draw):
    draw(bench.workspace.trial.pad)
    assert bench.workspace.tried() is None and bench.workspace.sketch() is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"pixels": np.zeros((MOST_SIDE + 1, 2, 1), np.uint8)},
        {"pixels": np.zeros((0, 2, 1), np.uint8)},
        {"pixels": np.zeros((2, 2, 4), np.uint8)},
        {"pixels": np.zeros((2, 2, 1), np.float32)},
        {"hand": ByHand(turns=4)},
        {"hand": ByHand(turns=-1)},
        {"hand": ByHand(crop=(0.5, 0.0, 0.2, 1.0))},
        {"hand": ByHand(crop=(0.0, -0.5, 1.0, 1.0))},
        {"hand": ByHand(crop=(0.0, float("nan"), 1.0, 1.0))},
        {"digit": -1},
    ],
)
def test_what_is_no_picture_is_refused(wrong):
    with pytest.raises(DocumentError, match="picture"):
        TriedPicture(**{"pixels": np.zeros((2, 2, 1), np.uint8), **wrong})
