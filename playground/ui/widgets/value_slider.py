"""A labelled slider with its exact value, typeable, at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.engine.limits import Range
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scales import LinearScale, LogScale, Scale
from playground.ui.widgets.slider import Slider
from playground.ui.widgets.value_edit import ValueEdit


class ValueSlider(QWidget):
    """A slider over a scale: `value_changed` while it is dragged, `value_committed` when a change is finished."""

    value_changed = Signal(float)
    value_committed = Signal(float)

    def __init__(self, label: str, scale: Scale, value: float, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._value = value
        self._tooltip = tooltip
        self.slider = Slider()
        self.slider.setRange(0, scale.positions)
        self.slider.setPageStep(max(scale.positions // 10, 1))
        allowed = scale.allowed_text
        typing = self.tr("{0}; typed, it may be {1}").format(tooltip, allowed) if scale.typed else tooltip
        self.edit = ValueEdit(scale.parse, allowed, typing)
        self._label = QLabel(label)
        self._label.setProperty("role", "small")
        self._label.setBuddy(self.edit)
        for each, hint in ((self.slider, tooltip), (self.edit, typing)):
            each.setAccessibleName(label)
            each.setAccessibleDescription(hint)
            each.setToolTip(hint)
        self._arrange()
        self._show()
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self.value_committed.emit(self._value))
        self.edit.entered.connect(self._typed)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, slider=self.slider, value=self.edit)

    def value(self) -> float:
        """Return the value: exactly what was typed or set, or the slider's step."""
        return self._value

    def label(self) -> str:
        """Return the label that is shown."""
        return self._label.text()

    def set_label(self, label: str) -> None:
        """Show another label; what the slider is called by keys and readers stays."""
        self._label.setText(label)

    def set_value(self, value: float) -> None:
        """Show a value without emitting; values outside the range put the handle at the end."""
        if value != self._value:
            self._value = value
            self._show()

    def set_mark(self, value: float | None, meaning: str = "") -> None:
        """Mark a value on the slider, which says what it means beside what the slider is for; None: no mark."""
        self.slider.set_mark(None if value is None else self._scale.position(value))
        hint = f"{self._tooltip}\n{meaning}" if meaning else self._tooltip
        if hint != self.slider.toolTip():
            self.slider.setToolTip(hint)
            self.slider.setAccessibleDescription(hint)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.slider)

    def _moved(self, position: int) -> None:
        self._value = self._scale.value(position)
        self.edit.show_text(self._scale.text(self._value))
        self.value_changed.emit(self._value)
        if not self.slider.isSliderDown():
            self.value_committed.emit(self._value)

    def _typed(self, value: float) -> None:
        if value == self._value:
            return
        self._value = value
        self._show()
        self.value_changed.emit(value)
        self.value_committed.emit(value)

    def _show(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(self._scale.position(self._value))
        self.slider.blockSignals(False)
        self.slider.update()
        self.edit.show_text(self._scale.text(self._value))


class LinearSlider(ValueSlider):
    """A slider over evenly spaced numbers; `step` 1 gives integers, `percent` shows a fraction as per cent."""

    def __init__(
        self,
        label: str,
        minimum: float,
        maximum: float,
        value: float,
        *,
        step: float = 1.0,
        unit: str = "",
        percent: bool = False,
        typed: Range | None = None,
        tooltip: str,
        parent: QWidget | None = None,
    ) -> None:
        """typed: what may be typed, where that is more than the slider spans."""
        super().__init__(label, LinearScale(minimum, maximum, step, unit, percent, typed), value, tooltip, parent)


class LogSlider(ValueSlider):
    """A slider over numbers evenly spaced by ratio, such as a learning rate."""

    def __init__(
        self,
        label: str,
        minimum: float,
        maximum: float,
        value: float,
        *,
        unit: str = "",
        typed: Range | None = None,
        tooltip: str,
        parent: QWidget | None = None,
    ) -> None:
        """typed: what may be typed, where that is more than the slider spans."""
        super().__init__(label, LogScale(minimum, maximum, unit, typed), value, tooltip, parent)
