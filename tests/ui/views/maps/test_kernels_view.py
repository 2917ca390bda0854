"""What the kernels' mosaic shows."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec
from playground.engine.words import parse_layers
from playground.ui.panels.layers.kernels_panel import weighted_layer
from playground.ui.views.maps.kernel_sheet import channels_across, kernel_sheet, map_shape


@pytest.fixture
def network() -> Network:
    words = "conv6x3:relu pool2 conv5x3:relu dropout0.1 flatten dense7:relu"
    spec = NetworkSpec((12, 12, 3), (*parse_layers(words), DenseSpec(4, "softmax")))
    return Network(spec, np.random.default_rng(1))


def test_a_kernel_is_a_tile_with_a_part_for_each_channel(network):
    weight = network.parameters[2][0]
    sheet = kernel_sheet(weight, network.spec, 2)
    assert sheet.shape == (5, 6, 3, 3)
    assert sheet.across == 3 and sheet.size == (7, 11)
    assert sheet.weight[4, 5, 2, 1] == weight[2, 1, 5, 4]
    assert sheet.place(6, 9) == (5, 2, 1)
    assert sheet.place(3, 0) is None
    pixels = sheet.tiles(1.0, QColor("#123456"))
    assert pixels.shape == (5, 7, 11)
    assert pixels[0, 3, 0] == 0xFF123456


def test_a_unit_on_maps_is_a_kernel_as_large_as_the_maps(network):
    weight = network.parameters[5][0]
    sheet = kernel_sheet(weight, network.spec, 5)
    assert map_shape(network.spec, 5) == (6, 6, 5)
    assert sheet.shape == (7, 5, 6, 6)
    assert sheet.weight[3, 2, 4, 1] == weight.reshape(6, 6, 5, 7)[4, 1, 2, 3]


def test_weights_on_a_vector_are_one_tile_with_a_row_for_each_unit(network):
    sheet = kernel_sheet(network.parameters[6][0], network.spec, 6)
    assert sheet.shape == (1, 1, 4, 7)


@pytest.mark.parametrize(("channels", "across"), [(1, 1), (3, 3), (6, 3), (8, 4), (12, 4), (16, 4), (32, 8), (13, 4)])
def test_channels_lie_in_a_block_that_is_nearly_square(channels, across):
    assert channels_across(channels) == across


def test_a_layer_without_weights_shows_those_before_it(network):
    assert [weighted_layer(network.spec, k) for k in range(7)] == [0, 0, 2, 2, 2, 5, 6]


def test_of_very_many_weights_the_first_are_shown():
    spec = NetworkSpec((40, 40, 3), (DenseSpec(300), DenseSpec(2000), DenseSpec(4)))
    network = Network(spec)
    assert kernel_sheet(network.parameters[0][0], spec, 0).shape == (20, 3, 40, 40)
    assert kernel_sheet(network.parameters[1][0], spec, 1).shape == (1, 1, 256, 300)
