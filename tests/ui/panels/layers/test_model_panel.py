"""Building a network from the strip of layers."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.data.image_sets import ImageSet
from playground.engine.spec import NetworkSpec
from playground.engine.words import format_layers, parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment, plan_network
from playground.ui.panels.layers.model_panel import ModelPanel
from playground.ui.panels.layers.presets import PRESETS
from playground.ui.session.state import ExperimentState
from playground.ui.words import layer_text

LEFT = Qt.MouseButton.LeftButton


def images(side: int = 28, channels: int = 1) -> ImageSet:
    pictures = np.zeros((20, side, side, channels), np.uint8)
    return ImageSet("some", pictures, np.arange(20) % 10, tuple("0123456789"))


@pytest.fixture
def state(qapp) -> ExperimentState:
    hidden = parse_layers("conv8x5:relu pool2 conv16x5:relu pool2")
    return ExperimentState(Experiment(ImagesData("some", 20, pictures=images()), Architecture(hidden)))


@pytest.fixture
def panel(qtbot, state) -> ModelPanel:
    panel = ModelPanel(state)
    qtbot.addWidget(panel)
    panel.resize(680, 200)
    panel.show()
    return panel


def words(state) -> str:
    return format_layers(state.experiment.model.hidden)


def test_the_strip_tells_shapes_and_parameters(panel):
    names = [box.accessibleName() for box in panel.strip.boxes]
    assert names == [
        "Input, 28×28×1",
        "Conv 5×5 · 8, ReLU, 28×28×8, 208 par.",
        "Max-pool 2, 14×14×8, 0 par.",
        "Conv 5×5 · 16, ReLU, 14×14×16, 3,216 par.",
        "Max-pool 2, 7×7×16, 0 par.",
        "Softmax, Dense 10, 7,850 par.",
    ]


def test_what_full_connections_would_cost(state):
    # (784 + 1) · 6272 for the first convolution, (1568 + 1) · 3136 for the second, and the output layer.
    spec = plan_network(state.experiment)
    assert layer_text.dense_equivalent(spec) == 785 * 6272 + 1569 * 3136 + 7850


def test_the_courses_parameter_counts():
    # 200 × 200 and 40,000 hidden units, biases left out: 1.6 billion when fully connected.
    spec = NetworkSpec((200, 200, 1), parse_layers("conv1x11"))
    assert layer_text.dense_equivalent(spec) == 40_000 * 40_001


def test_a_selected_layer_can_be_changed(panel, state, qtbot):
    qtbot.mouseClick(panel.strip.boxes[3], LEFT)
    assert panel.selected == 2
    qtbot.mouseClick(panel.editor.control("filters")._more, LEFT)
    size = panel.editor.control("kernel_size").combo
    size.setCurrentIndex(size.findData("3"))
    assert words(state) == "conv8x5:relu pool2 conv17x3:relu pool2"
    state.undo()
    assert words(state) == "conv8x5:relu pool2 conv17x5:relu pool2"
    assert panel.editor.control("kernel_size").key() == "5"


@pytest.mark.parametrize(
    ("selected", "field", "key", "expected"),
    [
        (0, "stride", "2", "conv8x5s2:relu pool2 conv16x5:relu pool2"),
        (0, "padding", "0", "conv8x5p0:relu pool2 conv16x5:relu pool2"),
        (0, "dilation", "2", "conv8x5d2:relu pool2 conv16x5:relu pool2"),
        (0, "activation", "tanh", "conv8x5:tanh pool2 conv16x5:relu pool2"),
        (1, "kind", "avgpool", "conv8x5:relu avgpool2 conv16x5:relu pool2"),
        (1, "size", "3", "conv8x5:relu pool3 conv16x5:relu pool2"),
        (1, "stride", "1", "conv8x5:relu pool2s1 conv16x5:relu pool2"),
    ],
)
def test_every_setting_of_a_layer(panel, state, qtbot, selected, field, key, expected):
    qtbot.mouseClick(panel.strip.boxes[selected + 1], LEFT)
    combo = panel.editor.control(field).combo
    combo.setCurrentIndex(combo.findData(key))
    assert words(state) == expected
    assert panel.editor.control(field).key() == key


def test_layers_are_inserted_where_they_fit(panel, state):
    panel.insert("dropout")
    panel.insert("conv")
    panel.strip.selected.emit(6)
    panel.insert("dense")
    assert words(state) == "conv8x5:relu dropout0.25 conv8x3:relu pool2 conv16x5:relu pool2 dense32:relu"
    panel.insert("pool")
    assert words(state).endswith("pool2 pool2 dense32:relu")


def test_a_layer_can_be_moved_and_removed_and_keeps_its_weights(panel, state, qtbot):
    qtbot.mouseClick(panel.strip.boxes[2], LEFT)
    qtbot.mouseClick(panel.editor._right, LEFT)
    assert words(state) == "conv8x5:relu conv16x5:relu pool2 pool2"
    assert state.experiment.model.keys == (0, 2, 1, 3)
    assert panel.selected == 2
    qtbot.keyClick(panel.strip, Qt.Key.Key_Delete)
    assert words(state) == "conv8x5:relu conv16x5:relu pool2"
    assert state.experiment.model.keys == (0, 2, 3)


def test_what_does_not_fit_is_refused_beside_the_control(panel, state, qtbot):
    qtbot.mouseClick(panel.strip.boxes[4], LEFT)
    before = words(state)
    size = panel.editor.control("size").combo
    size.setCurrentIndex(size.findData("16"))
    assert panel.reason() == "Layer 4 (pool 16): the map is only 14 × 14"
    assert words(state) == before
    assert panel.editor.control("size").key() == "2"
    qtbot.mouseClick(panel.strip.boxes[1], LEFT)
    assert panel.reason() == ""


def test_too_many_parameters_are_refused(panel, state):
    hidden = parse_layers("conv256x3:relu dense8:relu")
    assert state.edit_model(Architecture(hidden)) == ""
    panel.strip.selected.emit(1)
    panel.editor.edited.emit(parse_layers("dense4096:relu")[0])
    assert "parameters" in panel.reason()
    assert state.experiment.model.hidden == hidden
    assert panel.editor.control("units").value() == 8


@pytest.mark.parametrize("preset", list(PRESETS))
@pytest.mark.parametrize("shape", [(28, 1), (32, 3), (8, 1)])
def test_every_preset_fits_every_built_in_set(qtbot, qapp, preset, shape):
    state = ExperimentState(Experiment(ImagesData("some", 20, pictures=images(*shape)), Architecture(())))
    panel = ModelPanel(state)
    qtbot.addWidget(panel)
    if preset != "none":
        with qtbot.waitSignal(panel.started_over):
            panel.take_preset(preset)
    assert words(state) == PRESETS[preset]


def test_a_preset_continues_no_old_layer(panel, state):
    old = set(state.experiment.model.keys)
    panel.take_preset("lenet")
    assert not old & set(state.experiment.model.keys)


def test_values_from_elsewhere_are_shown_as_they_are(panel, state, qtbot):
    hidden = parse_layers("conv300x21s6p9:elu pool2 dropout0.37")
    data = replace(state.experiment.data, pictures=images(64))
    assert state.edit(replace(state.experiment, data=data, model=Architecture(hidden))) == ""
    panel.strip.selected.emit(0)
    assert panel.editor.control("kernel_size").key() == "21"
    assert panel.editor.control("filters").value() == 300
    panel.strip.selected.emit(2)
    rate = panel.editor.control("rate")
    assert (rate.key(), rate.combo.currentText()) == ("0.37", "37\N{NO-BREAK SPACE}%")
    assert [rate.combo.itemText(place) for place in (3, 4, 5)] == [
        f"{each}\N{NO-BREAK SPACE}%" for each in (30, 37, 40)
    ]
    assert state.experiment.model.hidden == hidden


def test_the_arrow_keys_go_from_layer_to_layer(panel, qtbot):
    seen = []
    panel.layer_selected.connect(seen.append)
    panel.strip.boxes[1].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(panel.strip, key)
    assert seen == [1, 2, 1]


def test_settings_go_on_in_a_second_row_where_there_is_no_room(panel, qtbot):
    editor = panel.editor
    one = editor.height()
    panel.resize(360, 300)
    qtbot.waitUntil(lambda: editor.minimumHeight() > one)
    bottom = max(editor.control(name).geometry().bottom() for name in ("kernel_size", "activation"))
    assert bottom <= editor.height()
    assert editor.y() >= panel.strip.geometry().bottom()


def test_one_activation_is_set_in_all_layers_that_have_one(panel, state, qtbot):
    qtbot.mouseClick(panel.strip.boxes[1], LEFT)
    combo = panel.editor.control("activation").combo
    combo.setCurrentIndex(combo.findData("tanh"))
    assert words(state) == "conv8x5:tanh pool2 conv16x5:relu pool2"
    combo = panel.editor.control("activation").combo
    combo.showPopup()
    combo.setCurrentIndex(combo.count() - 1)
    combo.hidePopup()
    assert words(state) == "conv8x5:tanh pool2 conv16x5:tanh pool2"
