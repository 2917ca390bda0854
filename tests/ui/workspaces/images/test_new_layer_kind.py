"""A kind of layer that only stands in LAYERS can be inserted, edited, looked at, trained, saved and opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox

from playground.document import from_snapshot, read, write
from playground.engine import course
from playground.engine.layer_kinds import ACTIVATION
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.limits import Choices, Limit, Range, SpecError, within
from playground.engine.spec import LAYERS
from playground.engine.words import format_layers
from playground.training.commands import Step
from playground.ui.words.layer_kinds import insertable, row_of

LEFT = Qt.MouseButton.LeftButton


class Scale(course.Weighted):
    """a = w ⊙ h · strength + b, with one weight for each unit or channel."""

    strength = 1.0

    def combine(self, h: np.ndarray) -> np.ndarray:
        return h * self.weight * self.strength + self.bias

    def distribute(self, delta: np.ndarray) -> np.ndarray:
        others = tuple(range(delta.ndim - 1))
        self.weight_gradient = (delta * self.h_in).sum(axis=others) * self.strength
        self.bias_gradient = delta.sum(axis=others)
        return delta * self.weight * self.strength


@dataclass(frozen=True)
class ScaleSpec(LayerSpec):
    strength: float = field(default=1.0, metadata=within(Limit("the strength", Range(0, 2, below=True))))
    groups: int = field(default=1, metadata=within(Limit("the number of groups", Range(1, 4, whole=True))))
    reach: int | None = field(
        default=None, metadata=within(Limit("the reach", Range(2, 8, whole=True, besides=(None,))))
    )
    edges: str = field(default="zero", metadata=within(Limit("edges", Choices(("zero", "mirror")))))
    centred: bool = False
    activation: str = field(default="linear", metadata=within(ACTIVATION))

    examples: ClassVar = ("scale",)

    @property
    def word(self) -> str:
        values = (self.strength, self.groups, self.reach, self.edges, self.centred, self.activation)
        return "scale" if self == ScaleSpec() else "scale:" + ":".join(map(str, values))

    @classmethod
    def parse(cls, word: str) -> ScaleSpec | None:
        kind, *values = word.split(":")
        if kind != "scale" or not values:
            return cls() if word == "scale" else None
        strength, groups, reach, edges, centred, activation = values
        far = None if reach == "None" else int(reach)
        return cls(float(strength), int(groups), far, edges, centred == "True", activation)

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def weight_shape(self, shape: Shape) -> Shape:
        return shape[-1:]

    def course_layer(self, *weights: np.ndarray) -> course.Layer:
        layer = Scale(*weights, activation=self.activation)
        layer.strength = self.strength
        return layer


@pytest.fixture(autouse=True)
def scale() -> Iterator[None]:
    LAYERS["scale"] = ScaleSpec
    yield
    del LAYERS["scale"]


def words(bench) -> str:
    return format_layers(bench.state.experiment.model.hidden)


@pytest.fixture
def scaled(bench, qtbot):
    """A bench in which such a layer has been chosen from the menu, behind the convolution."""
    entry = bench.workspace.findChild(QAction, "model.add_layer.scale")
    assert entry.text() == "Scale"
    entry.trigger()
    assert words(bench) == "conv4x3:relu scale pool2 dense12:relu"
    return bench


def test_it_is_offered_behind_the_kinds_that_have_a_row(qapp):
    assert list(insertable()) == ["conv", "pool", "avgpool", "dense", "dropout", "scale"]
    assert not row_of(ScaleSpec).in_diagram


def test_the_strip_shows_it(scaled):
    names = [box.accessibleName() for box in scaled.workspace.model.strip.boxes]
    assert names[2] == "Scale 1 1 zero, linear, 8×8×4, 8 par."
    assert "Scale 1: hands on" in scaled.workspace.model.strip.boxes[2].toolTip()


def test_it_is_edited_by_controls_that_its_fields_ask_for(scaled, qtbot):
    editor = scaled.workspace.model.editor
    strength = editor.control("strength").edit
    strength.setFocus()
    strength.selectAll()
    qtbot.keyClicks(strength, "0.5")
    qtbot.keyClick(strength, Qt.Key.Key_Return)
    qtbot.mouseClick(editor.control("groups")._more, LEFT)
    reach = editor.control("reach").combo
    assert [reach.itemText(place) for place in range(reach.count())] == ["–", *"2345678"]
    reach.setCurrentIndex(reach.findData("3"))
    edges = editor.control("edges").combo
    edges.setCurrentIndex(edges.findData("mirror"))
    box = editor.control("centred")
    assert isinstance(box, QCheckBox)
    box.click()
    activation = editor.control("activation").combo
    activation.setCurrentIndex(activation.findData("tanh"))
    assert words(scaled) == "conv4x3:relu scale:0.5:2:3:mirror:True:tanh pool2 dense12:relu"
    scaled.state.undo()
    assert editor.control("activation").key() == "linear" and box.isChecked()


def test_its_limits_are_held_and_told(scaled, qtbot):
    editor = scaled.workspace.model.editor
    strength = editor.control("strength").edit
    assert strength.toolTip() == "The strength: a number of at least 0 and below 2"
    for typed in ("2", "-1", "much"):
        strength.setFocus()
        strength.selectAll()
        qtbot.keyClicks(strength, typed)
        qtbot.keyClick(strength, Qt.Key.Key_Return)
        assert strength.is_marked and "at least 0 and below 2" in strength.toolTip()
    assert words(scaled) == "conv4x3:relu scale pool2 dense12:relu"
    groups = editor.control("groups")
    for _ in range(6):
        qtbot.mouseClick(groups._more, LEFT)
    assert groups.value() == 4


def test_what_a_kind_refuses_only_when_it_is_made_is_told_beside_its_controls(scaled, monkeypatch):
    def refuse(layer: ScaleSpec) -> None:
        if layer.centred:
            raise SpecError("a scale cannot be centred here")

    monkeypatch.setattr(ScaleSpec, "__post_init__", refuse)
    model = scaled.workspace.model
    model.editor.control("centred").click()
    assert model.reason() == "a scale cannot be centred here"
    assert not model.editor.control("centred").isChecked()


def test_its_maps_and_weights_are_shown_while_it_learns(scaled, qtbot):
    scaled.workspace.trial.show_sample(3)
    for _ in range(3):
        scaled.send(Step())
    scaled.show()
    rows = scaled.workspace.maps.view._rows
    assert [row.name for row in rows] == ["Conv 1", "Scale 1", "Max-pool 1", "Dense 1"]
    assert rows[1].values.shape == (4, 8, 8)
    kernels = scaled.workspace.kernels
    kernels.select_layer(1)
    assert kernels.title() == "Weights"
    weight = scaled.look().parameters[1][0]
    np.testing.assert_array_equal(kernels.view.sheet.weight, weight[None, None, :, None])
    assert "Scale 1 · 4 × (1)" in [label.text() for label in kernels.findChildren(type(kernels._subtitle))]


def test_it_is_saved_and_opened(scaled, tmp_path: Path):
    scaled.workspace.model.editor.control("centred").click()
    scaled.send(Step())
    snapshot = scaled.show()
    path = tmp_path / "scaled.atelier"
    write(path, from_snapshot("images", snapshot))
    document = read(path)
    assert document.experiment.model.hidden[1] == ScaleSpec(centred=True)
    np.testing.assert_array_equal(document.theta, snapshot.theta)


def test_a_kind_that_was_never_on_the_list_has_a_name_too(qapp):
    @dataclass(frozen=True)
    class Strange(ScaleSpec):
        pass

    assert row_of(Strange).name() == "Strange"
