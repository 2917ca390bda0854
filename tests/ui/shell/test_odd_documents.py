"""Documents whose numbers are at the ends of what is allowed are shown without a word from Qt."""

from pathlib import Path

import pytest

from playground.document import read, write

FORMATS = Path(__file__).parents[2] / "document" / "formats"
FILES = ("3-cli-mlp-moons", "2-cli-perceptron", "1-network-moons-edited", "2-cli-cnn-digits")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("step", "epoch"), [(2**53, 2.0**53), (0, 2.0**53), (2**53, 5e-324)])
def test_a_great_age(qtbot, studio, tmp_path, name, step, epoch):
    document = read(FORMATS / f"{name}.atelier")
    path = tmp_path / "old.atelier"
    write(path, document.with_run(step=step, epoch=epoch, capture=None))
    session = studio.open(path)
    studio.show(document.workspace)
    qtbot.waitUntil(lambda: session.snapshot is not None and session.snapshot.progress.step == step, timeout=20_000)
    studio.window.grab()
    with qtbot.waitSignal(session.frame_shown, timeout=20_000):
        session.step()
    studio.window.grab()
    studio.files[document.workspace].save(path)
    assert read(path).step in (step, step + 1, 2**53)
