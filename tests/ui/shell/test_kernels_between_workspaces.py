"""From a unit of a feature map in Images to Convolution, and from a kernel there into the network."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from playground.data.filters import make_filter
from playground.training.chosen_convolution import ConvolutionModel
from playground.ui.shell.studio import Studio
from playground.ui.widgets.labelled_combo import Combo

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def images(qtbot, studio: Studio):
    """Images, with a picture that goes through the shipped network."""
    session = studio.show_workspace("images")
    studio.show("images")
    qtbot.waitUntil(lambda: session.snapshot is not None and session.snapshot.trace is not None, timeout=20_000)
    return session


def pin(qtbot, view, layer, place):
    """Clicks a unit; where it lies is told by the row of its layer."""
    row = next(row for row in view._rows if row.layer == layer)
    down, across, channel = place
    tile = row.place.tiling.rect(channel).translated(row.origin)
    rows, columns = row.values.shape[1:]
    at = tile.topLeft() + type(tile.topLeft())(
        (across + 0.5) * tile.width() / columns, (down + 0.5) * tile.height() / rows
    )
    qtbot.mouseClick(view, LEFT, pos=QPoint(round(at.x()), round(at.y())))
    return view.pinned()


def test_a_pinned_unit_is_taken_apart_in_convolution(qtbot, studio: Studio, images):
    panel, snapshot = images.workspace.maps, images.snapshot
    assert not panel.apart.isVisible()
    unit = pin(qtbot, panel.view, 0, (9, 11, 2))
    assert not panel.apart.isHidden()
    value = float(snapshot.trace.activations[0][unit.row, unit.column, unit.channel])
    qtbot.mouseClick(panel.apart, LEFT)
    assert studio.window.current() == "convolution"
    session = studio.sessions["convolution"]
    qtbot.waitUntil(lambda: session.snapshot is not None and session.snapshot.answer.h.size == 1)
    assert session.snapshot.answer.h[0, 0, 0] == pytest.approx(value, rel=1e-4, abs=1e-5)
    sum_text = session.workspace.one.sum.text()
    assert session.snapshot.place == 1 and sum_text.startswith("y[0,0] =")  # the number is there, not still to be found
    layer, (weight, bias) = snapshot.spec.layers[0], snapshot.parameters[0]
    model = session.state.experiment.model
    assert isinstance(model, ConvolutionModel) and model.activation == layer.activation
    np.testing.assert_array_equal(model.kernels.weight[..., 0], weight[..., unit.channel])
    assert model.kernels.bias[0] == bias[unit.channel]


def test_a_unit_of_a_dense_layer_has_nothing_to_be_taken_apart(qtbot, images):
    view = images.workspace.maps.view
    dense = next(row.layer for row in view._rows if row.values.shape[1:] == (1, 1))
    pin(qtbot, view, dense, (0, 0, 3))
    assert not images.workspace.maps.apart.isVisible()


def test_a_kernel_is_used_in_images_and_taken_back(qtbot, studio: Studio, images):
    before = images.snapshot.theta
    convolution = studio.show_workspace("convolution").workspace
    presets = convolution.whole.controls.preset.combo
    presets.setCurrentIndex(presets.findData("sobel-y"))
    convolution.whole.use.click()
    assert studio.window.current() == "images"
    menu = images.workspace.taking.menu
    qtbot.waitUntil(menu.isVisible)
    into = menu.actions()[0].menu()
    into.actions()[2].trigger()
    menu.close()
    spec = images.snapshot.spec

    def kernel(theta):
        return spec.split(theta)[0][0][:, :, 0, 2]

    qtbot.waitUntil(lambda: not np.array_equal(images.snapshot.theta, before))
    size = spec.layers[0].kernel_size
    np.testing.assert_array_equal(kernel(images.snapshot.theta), make_filter("sobel-y", size))
    assert "kernel 3 of" in images.state.undo_name and "undo brings" in images.workspace.messages.text()
    assert not images.workspace.messages.isHidden()
    images.state.undo()
    assert images.workspace.messages.isHidden()
    qtbot.waitUntil(lambda: np.array_equal(images.snapshot.theta, before))


def test_a_kernel_that_is_too_large_for_the_layer_is_refused_in_words(qtbot, studio: Studio, images):
    before = images.snapshot.theta
    convolution = studio.show_workspace("convolution")
    for name, key in (("padding", "same"), ("size", "7")):
        combo = convolution.workspace.findChild(Combo, f"transport.{name}.list")
        combo.setCurrentIndex(combo.findData(key))
    convolution.workspace.whole.use.click()
    menu = images.workspace.taking.menu
    qtbot.waitUntil(menu.isVisible)
    menu.actions()[0].menu().actions()[0].trigger()
    menu.close()
    size = images.snapshot.spec.layers[0].kernel_size
    assert f"the kernel is 7 × 7, but those of the layer {size}" in images.workspace.complaint
    assert np.array_equal(images.snapshot.theta, before) and not images.state.can_undo
