"""The card with the feature maps: it comes to rest whatever room it has."""

import time

import numpy as np
from PySide6.QtCore import QEvent, QObject

from playground.data.image_sets import ImageSet
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.commands import Configure, Look, WantFrame
from playground.training.experiment import Experiment
from playground.training.focus import Focus, Probe
from playground.training.loop import TrainingLoop
from playground.training.settings import TrainingSettings
from playground.ui.look.theme import THEME
from playground.ui.panels.layers.feature_maps_panel import FeatureMapsPanel
from tests.frames import first


def snapshot(layers):
    """What a network makes of a picture of noise."""
    pictures = np.random.default_rng(0).integers(0, 256, (20, 28, 28, 1), np.uint8)
    images = ImageSet("noise", pictures, np.arange(20) % 10, tuple("0123456789"))
    probe = Probe(pictures[0].astype(np.float32) / 255)
    model = Architecture(parse_layers(layers))
    experiment = Experiment(ImagesData("noise", 20, pictures=images), model, TrainingSettings())
    loop = TrainingLoop(time.perf_counter)
    loop.handle(Look(Focus(probe=probe)))
    loop.handle(Configure(experiment))
    loop.handle(WantFrame())
    return first(loop.frame())


class Resizes(QObject):
    """Counts how often a widget is given another size."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Resize
        return False


def test_maps_that_just_do_or_do_not_fit_come_to_rest(qtbot, qapp):
    THEME.install(qapp)  # which decides how wide a scroll bar is
    panel = FeatureMapsPanel()
    qtbot.addWidget(panel)
    THEME.dress(panel)
    panel.resize(692, 300)
    panel.show()
    panel.show_frame(snapshot("conv16x3:relu pool2 conv30x3:relu pool2 dense64:relu"))
    resizes = Resizes(panel.view)
    for height in range(222, 262):
        panel.resize(692, height)
        qtbot.wait(5)
        settled = resizes.count
        qtbot.wait(5)
        assert resizes.count == settled
