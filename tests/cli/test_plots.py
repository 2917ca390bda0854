"""What is recorded of a training for its curves, and how a plot names the classes."""

import numpy as np
import pytest

from playground.cli.plot import LEFT_BOX, LEGEND_Y, draw_plot
from playground.cli.run import train
from playground.document import read
from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment


@pytest.mark.parametrize(
    "words",
    [
        "--data digits --epochs 1",
        "--data strokes --points 200 --epochs 1",
        "--data strokes --points 60 --epochs 3 --batch-size 16",
        "--data circle --epochs 1",
        "--data rings --epochs 2 --batch-size 50",
    ],
)
def test_short_trainings_are_recorded_from_beginning_to_end(atelier, tmp_path, words):
    found = atelier("train", *words.split(), "--save", tmp_path / "m.atelier", "--json", "-").json
    records = read(tmp_path / "m.atelier").runs[0].capture.history.records
    epoch, train_loss, test_loss = records[:, 0], records[:, 1], records[:, 2]
    assert epoch[0] == 0 and epoch[-1] == pytest.approx(found["epochs"])
    assert len(records) > min(9, found["steps"]) and np.isfinite(records).all()
    assert (train_loss[-1], test_loss[-1]) == pytest.approx((found["train_loss"], found["test_loss"]))


def test_recording_changes_nothing_of_what_is_learned(atelier):
    short = train(Experiment(PointsData("xor", count=100)), 3, "")
    trainer = type(short.trainer)(Experiment(PointsData("xor", count=100)))
    trainer.run.train(short.trainer.run.step_count)
    assert np.array_equal(short.trainer.run.network.theta, trainer.run.network.theta)
    assert short.trainer.run.history.stride == trainer.run.history.stride


@pytest.mark.parametrize(("name", "classes"), [("circle", 2), ("rings", 3)])
def test_a_plot_of_points_names_the_classes_beside_their_markers(name, classes):
    picture = draw_plot(train(Experiment(PointsData(name, count=60)), 1, "").snapshot(10), name)
    row = np.asarray(picture.convert("RGB"))[int(LEGEND_Y) - 5 : int(LEGEND_Y) + 5, int(LEFT_BOX[0]) : 400]
    coloured = (row.max(axis=2).astype(int) - row.min(axis=2) > 60).any(axis=0)
    starts = np.count_nonzero(coloured[1:] & ~coloured[:-1]) + coloured[0]
    assert starts == classes


def test_a_perceptron_in_squares_has_round_regions():
    data, model = PointsData("circle", count=200, noise=0.0), PerceptronModel(inputs=("x1^2", "x2^2"))
    picture = draw_plot(train(Experiment(data, model), 50, "").snapshot(), "circle")
    left, top, right, bottom = map(int, LEFT_BOX)
    corners = {picture.getpixel((x, y)) for x in (left + 4, right - 4) for y in (top + 4, bottom - 4)}
    assert len(corners) == 1 and picture.getpixel(((left + right) // 2, top + 4)) in corners
    box = picture.crop(((left + right) // 2 - 9, (top + bottom) // 2 - 9, (left + right) // 2, (top + bottom) // 2))
    assert not corners & {colour for _, colour in box.getcolors()}
