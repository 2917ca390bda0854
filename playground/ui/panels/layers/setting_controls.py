"""The controls of a layer's settings, each of the kind that the setting asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.engine import limits
from playground.late_dataclass import dataclass
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.stepper import Stepper
from playground.ui.words import formatting, ranges
from playground.ui.words.layer_kinds import key_of
from playground.ui.words.layer_settings import Listed, Setting, Stepped, Switched, Typed

Change = Callable[[Any], None]


@dataclass(frozen=True)
class SettingControl:
    """A control, what holds it with its caption, and how it shows a value without emitting."""

    control: QWidget
    place: QWidget
    show: Callable[[Any], None]


def control_for(setting: Setting, change: Change) -> SettingControl:
    """A control for a setting; `change` takes the value that the user chose."""
    match setting.offer:
        case Stepped(least, most):
            return _stepper(setting, least, most, change)
        case Listed(values, text):
            return _list(setting, values, text, change)
        case Typed(allowed):
            return _number(setting, allowed, change)
        case Switched():
            box = CheckBox(setting.label, tooltip=setting.tooltip)
            box.clicked.connect(change)
            return SettingControl(box, box, box.setChecked)


def _stepper(setting: Setting, least: int, most: int, change: Change) -> SettingControl:
    stepper = Stepper(least, least, most, setting.label, tooltip=setting.tooltip)
    stepper.changed.connect(change)
    caption = QLabel(setting.label)
    caption.setProperty("role", "small")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(caption)
    column.addWidget(stepper)
    return SettingControl(stepper, holder, stepper.set_value)


def _list(setting: Setting, values: tuple[Any, ...], text: Callable[[Any], str], change: Change) -> SettingControl:
    offered = {_key(value): value for value in values}
    combo = LabelledCombo(
        setting.label, [(key, text(value)) for key, value in offered.items()], tooltip=setting.tooltip
    )
    combo.chosen.connect(lambda key: change(offered[key]))

    def show(value: Any) -> None:
        """A layer from a file may have a value that is not on offer: it joins the others."""
        if _key(value) not in offered:
            joined = _joined(tuple(offered.values()), value)
            offered.clear()
            offered.update({_key(each): each for each in joined})
            combo.set_options([(key, text(each)) for key, each in offered.items()])
        combo.set_key(_key(value))

    return SettingControl(combo, combo, show)


def _number(setting: Setting, allowed: limits.Range, change: Change) -> SettingControl:
    def read(text: str) -> float | None:
        value = formatting.parse(text)
        return value if value in allowed else None

    number = LabelledNumber(setting.label, read, ranges.allowed_text(allowed), tooltip=setting.tooltip)
    number.entered.connect(change)
    return SettingControl(number, number, lambda value: number.show_text(formatting.shortest(value, 1)))


def _key(value: Any) -> str:
    """What a value is called as an option."""
    if isinstance(value, type):
        return key_of(value)
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _joined(values: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    """The values with one more: a number among the numbers, anything else at the end."""
    is_number = isinstance(value, int | float)
    larger = [k for k, other in enumerate(values) if is_number and isinstance(other, int | float) and other > value]
    place = larger[0] if larger else len(values)
    return (*values[:place], value, *values[place:])
