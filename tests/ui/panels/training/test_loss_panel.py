"""The card of the loss."""

from playground.training.chosen_data import PointsData
from playground.training.commands import Configure, Play, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.ui.panels.training.loss_panel import LossPanel, loss_text
from playground.ui.words import formatting
from tests.frames import first
from tests.ui.bench import Clock


def test_the_numbers_are_those_that_the_curves_end_with(qtbot):
    loop, panel = TrainingLoop(Clock()), LossPanel()
    qtbot.addWidget(panel)
    loop.handle(Configure(Experiment(PointsData("moons", count=60))))
    loop.handle(Play())
    for _ in range(20):
        loop.train(0.003)
        loop.handle(WantFrame())
        snapshot = first(loop.frame())
        panel.show_texts(snapshot)
        told = [
            formatting.decimal(float(losses[-1]), 3)
            for losses in (snapshot.curves.train_loss, snapshot.curves.test_loss)
        ]
        names = [number.accessibleName() for number in panel.numbers]
        assert names[:2] == [f"train {told[0]}", f"test {told[1]}"] and names[2].startswith("accuracy ")


def test_a_loss_is_written_shortly_however_large_it_is():
    assert [loss_text(loss) for loss in (0.0, 4.2e-5, 0.0042, 0.042, 4200.0)] == [
        "0",
        "4.2e−5",
        "0.0042",
        "0.042",
        "4,200.000",
    ]
    assert loss_text(1.302e17) == "1.30e17" and loss_text(float("inf")) == "∞"
