"""The bar over the Convolution workspace: slide, step, back, restart, and how the kernel is laid on the map."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QWidget

from playground.data.filters import FILTERS, make_filter, name_of_filter
from playground.engine.kernels import MOST_SIZE
from playground.training.chosen_convolution import CONVOLUTION, ConvolutionModel
from playground.training.convolution_beside import MAP_ACTIVATIONS
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.progress import Status
from playground.ui.panels.convolution.number_edits import NumberEdits
from playground.ui.panels.training.speed_slider import SpeedSlider
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.late import Late
from playground.ui.widgets.names import set_names
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.words import formatting
from playground.ui.words.layer_text import activation_text
from playground.ui.words.refusals import sentence

OWN = "own"
SAME = "same"
MORE_WIDTH = 240


class ConvolutionTransport(TransportBar):
    """Edits what is laid on the map, asks to slide, step and go back, and says whether it slides.

    `filter`: the number of the kernel that a kernel of the list replaces.
    """

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.filter = 0
        self._playing = False
        self._narrowness = 0
        self._edits = NumberEdits(state, self)
        self._make_buttons()
        self._make_choices()
        self.speed = SpeedSlider(state, self.tr("How many numbers a second are worked out at most"))
        self._every = Late(self._make_every)
        self.more = UnfoldingButton("", "", MORE_WIDTH, self._every)
        self.more.set_face(self.tr("More"), "chevron-down", self.tr("Further settings of the convolution"))
        self._name()
        self._arrange()
        self._connect()
        self.show_experiment(state.experiment)
        self._set_playing(False)

    def toggle_play(self) -> None:
        """Slides, or pauses."""
        self.play_requested.emit(not self._playing)

    def shrink(self, level: int) -> None:
        self._narrowness = level
        self._show_playing()
        faces = (
            (self.step, self.tr("Step"), "step", 2),
            (self.fine, self.tr("Next product"), "chevron-right", 0),
            (self.back, self.tr("Back"), "back", 1),
            (self.restart, self.tr("Restart"), "reset", 1),
        )
        for button, text, icon, least in faces:
            button.set_face("" if level >= least else text, icon, name=text)
        self.more.set_face("" if level >= 2 else self.tr("More"), "chevron-down", name=self.tr("More"))

    def show_frame(self, snapshot: ConvolutionSnapshot) -> None:
        """Shows how the run goes."""
        self._set_playing(snapshot.progress.status is Status.TRAINING)
        for button in (self.step, self.fine):
            button.setEnabled(snapshot.has_work)
        self.back.setEnabled(snapshot.progress.can_go_back)

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows what was chosen."""
        model = experiment.model
        if not isinstance(model, ConvolutionModel):
            return
        pooling = model.is_pooling
        self.operation.set_key(model.operation)
        self.filter = min(self.filter, model.kernels.filters - 1)
        self._show_kernel(model)
        self.kernel_size.set_key(str(model.pool_size if pooling else model.kernels.size))
        self.padding.set_key("0" if pooling else SAME if model.padding is None else str(model.padding))
        stride = (model.pool_stride or model.pool_size) if pooling else model.stride
        self.stride.set_key(str(stride))
        self.dilation.set_key("1" if pooling else str(model.dilation))
        self.activation.set_key(MAP_ACTIVATIONS[0] if pooling else model.activation)
        for control in (self.kernel, self.padding, self.dilation, self.activation):
            control.combo.setEnabled(not pooling)
        if self._every.made is not None:
            self._every.made.setChecked(model.every_sample)

    def set_filter(self, filter: int) -> None:
        """Which kernel is chosen."""
        self.filter = filter
        self.show_experiment(self._state.experiment)

    def _show_kernel(self, model: ConvolutionModel) -> None:
        """The name of the chosen kernel."""
        self.kernel.set_key(name_of_filter(model.kernels.weight[..., self.filter]) or OWN)

    def _make_buttons(self) -> None:
        self.slide = Button(kind="primary", tooltip="", other_text=self.tr("Pause"))
        self.step = Button(tooltip=self.tr("Work out the next number (.)"))
        self.fine = Button(tooltip=self.tr("Take the next product of the sum (Shift+.)"))
        self.back = Button(tooltip=self.tr("Take the last step back (,)"))
        self.restart = Button(tooltip=self.tr("Begin again, with nothing worked out (Ctrl+R)"))
        for button in (self.step, self.fine, self.back):
            button.setAutoRepeat(True)

    def _make_choices(self) -> None:
        operations = [
            (CONVOLUTION, self.tr("Convolution")),
            ("max-pool", self.tr("Max-pooling")),
            ("average-pool", self.tr("Average pooling")),
        ]
        kernels = [(name, sentence(recipe.title)) for name, recipe in FILTERS.items()]
        sizes = [(str(k), formatting.dimensions(k, k)) for k in range(1, MOST_SIZE + 1)]
        paddings = [("0", self.tr("0 (valid)")), *_numbers("padding")[1:], (SAME, self.tr("same"))]
        activations = [(name, activation_text(name)) for name in MAP_ACTIVATIONS]
        self.operation = LabelledCombo(
            self.tr("Operation"), operations, tooltip=self.tr("What is made of each window of the input")
        )
        self.kernel = LabelledCombo(
            self.tr("Kernel"), [(OWN, self.tr("My own")), *kernels], tooltip=self.tr("Weights with a name")
        )
        self.kernel_size = LabelledCombo(
            self.tr("Size"),
            sizes,
            tooltip=self.tr("Rows and columns of the window; kernels keep their middle"),
        )
        self.padding = LabelledCombo(
            self.tr("Padding"), paddings, tooltip=self.tr("Zeros around the input; same: as many as keep its size")
        )
        self.stride = LabelledCombo(
            self.tr("Stride"), _numbers("stride"), tooltip=self.tr("Places from one window to the next")
        )
        self.activation = LabelledCombo(
            self.tr("Activation"), activations, tooltip=self.tr("What becomes of each sum: h = g(a)")
        )
        self.dilation = LabelledCombo(
            self.tr("Dilation"), _numbers("dilation"), tooltip=self.tr("Places from one weight to the next")
        )

    def _make_every(self) -> CheckBox:
        every = CheckBox(
            self.tr("product by product"),
            tooltip=self.tr("Go from product to product rather than from sum to sum"),
            checked=self._edits.model.every_sample,
        )
        set_names("transport", every_product=every)
        every.clicked.connect(lambda on: self._change(every_sample=on))
        return every

    def _name(self) -> None:
        set_names("transport", bar=self, train=self.slide, step=self.step, product=self.fine, back=self.back)
        set_names("transport", reset=self.restart, operation=self.operation, kernel=self.kernel, size=self.kernel_size)
        set_names("transport", padding=self.padding, stride=self.stride, activation=self.activation)
        set_names("transport", dilation=self.dilation, pace=self.speed, more=self.more)

    def _arrange(self) -> None:
        for button in (self.slide, self.step, self.fine, self.back, self.restart):
            self.add(button)
        for control in (self.operation, self.kernel, self.kernel_size, self.padding, self.stride, self.activation):
            self.add(control)
        for other in (self.speed, self.dilation, self.more):
            self.add(other)
        self.add_stretch()

    def _connect(self) -> None:
        self.slide.clicked.connect(self.toggle_play)
        self.step.clicked.connect(self.step_requested)
        self.fine.clicked.connect(self.fine_step_requested)
        self.back.clicked.connect(self.back_requested)
        self.restart.clicked.connect(self.restart_requested)
        self.operation.chosen.connect(lambda key: self._change(operation=key))
        self.kernel.chosen.connect(self._choose_kernel)
        self.kernel_size.chosen.connect(lambda key: self._choose_size(int(key)))
        self.padding.chosen.connect(lambda key: self._change(padding=None if key == SAME else int(key)))
        self.stride.chosen.connect(lambda key: self._choose_stride(int(key)))
        self.dilation.chosen.connect(lambda key: self._change(dilation=int(key)))
        self.activation.chosen.connect(lambda key: self._change(activation=key))
        self._edits.refused.connect(self.refused)
        self._state.changed.connect(self.show_experiment)

    def _change(self, name: str = "", **changes: Any) -> None:
        self._edits.change(name, **changes)
        self.show_experiment(self._state.experiment)

    def _choose_kernel(self, key: str) -> None:
        """A kernel with a name in place of the chosen one; those by chance are others each time."""
        if key == OWN:
            self.show_experiment(self._state.experiment)
            return
        kernels = self._edits.model.kernels
        seed = int(np.random.default_rng().integers(2**31)) if FILTERS[key].is_random else 0
        found = kernels.with_kernel(self.filter, make_filter(key, kernels.size, seed))
        self._change(self.tr("kernel: {0}").format(sentence(FILTERS[key].title)), kernels=found)

    def _choose_size(self, size: int) -> None:
        model = self._edits.model
        if model.is_pooling:
            self._change(pool_size=size)
        else:
            text = self.tr("kernel size {0}").format(formatting.dimensions(size, size))
            self._change(text, kernels=model.kernels.with_size(size))

    def _choose_stride(self, stride: int) -> None:
        model = self._edits.model
        if model.is_pooling:
            self._change(pool_stride=None if stride == model.pool_size else stride)
        else:
            self._change(stride=stride)

    def _set_playing(self, playing: bool) -> None:
        self._playing = playing
        self._show_playing()

    def _show_playing(self) -> None:
        text, icon, tooltip = self.tr("Slide"), "play", self.tr("Work out number after number (Space)")
        if self._playing:
            text, icon, tooltip = self.tr("Pause"), "pause", self.tr("Stop after this number (Space)")
        self.slide.set_face("" if self._narrowness >= 3 else text, icon, tooltip, name=text)


def _numbers(field: str) -> list[tuple[str, str]]:
    """Those that a field of the model may have."""
    allowed = rows(ConvolutionModel)[field].range
    return [(str(k), formatting.integer(k)) for k in range(int(allowed.least), int(allowed.most) + 1)]
