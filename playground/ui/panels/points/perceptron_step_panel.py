"""The card of the last step: Rosenblatt's rule with the numbers of the sample that was seen last."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.training.perceptron_figures import PerceptronStep, PerceptronVisit
from playground.ui.look.theme import THEME
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.words.formatting import decimal, shortest, signed


class PerceptronStepPanel(Card):
    """Writes out one step: the sample, the sum, the verdict, and what w and b become."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This step"), parent=parent)
        self._step: PerceptronStep | None = None
        self._learning_rate = 1.0
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAccessibleName(self.tr("This step"))
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_names("step", card=self, text=self._text)
        self.add(self._text)
        THEME.changed.connect(self._write)
        self._write()

    def show_step(self, step: PerceptronStep | None) -> None:
        """Show a sample that was seen, or none; where it was right, nothing changes."""
        if step is not self._step or not self._text.text():
            self._step = step
            self._write()

    def _write(self) -> None:
        self._text.setText(self._invitation() if self._step is None else self._lines(self._step))

    def _invitation(self) -> str:
        text = self.tr(
            "Press Next sample: the rule looks at one. Press Next mistake: it goes on to one on the wrong side and"
            " learns from it."
        )
        return _coloured(text, THEME.colours.muted)

    def _lines(self, step: PerceptronStep) -> str:
        rate = step.learning_rate
        digits = 2 if rate >= 0.1 else 3
        x1, x2 = (_factor(value, digits) for value in step.x)
        w1 = decimal(float(step.weight_before[0]), digits)
        score = signed(step.score, digits) if step.score else "0"
        answer = 1 if step.score > 0 else -1 if step.score < 0 else 0
        target = _class(step.target)
        before = f"{w1}·{x1} + {_factor(step.weight_before[1], digits)}·{x2}{_added(step.bias_before, digits)}"
        lines = [
            f"x = {_vector(step.x, digits)}, d = {target}",
            f"⟨w, x⟩ + b = {before} = <b>{score}</b>",
        ]
        if isinstance(step, PerceptronVisit) and not step.was_mistake:
            right, kept = self.tr("right"), self.tr("no change")
            right = _coloured(f"<b>{right}</b>", THEME.colours.good_text)
            lines.append(f"sign({score}) = {_class(answer)} = d → {right}")
            weight, bias = _vector(step.weight_after, digits), decimal(step.bias_after, digits)
            lines.append(f"w = <b>{weight}</b>, b = <b>{bias}</b>: {kept}")
        else:
            lines += self._update(step, score, answer, digits)
        return "".join(f"<p style='margin: 0 0 5px 0'>{line}</p>" for line in lines)

    def _update(self, step: PerceptronStep, score: str, answer: int, digits: int) -> list[str]:
        """What a mistake makes of w and b."""
        rate, (w1, w2) = step.learning_rate, (decimal(float(value), digits) for value in step.weight_before)
        mistake = self.tr("mistake")  # Not within the braces below, where translators' tools do not look.
        mistake = _coloured(f"<b>{mistake}</b>", THEME.colours.bad_text)
        added = _vector(rate * step.target * step.x, digits)
        return [
            f"sign({score}) = {_class(answer)} ≠ d → {mistake}",
            f"γ·d·x = {shortest(rate)}·({_class(step.target)})·x = {added}",
            f"w ← ({w1}, {w2}) + γ·d·x = <b>{_vector(step.weight_after, digits)}</b>",
            f"b ← {decimal(step.bias_before, digits)} + γ·d = <b>{decimal(step.bias_after, digits)}</b>",
        ]


def _vector(values: np.ndarray, digits: int) -> str:
    return "(" + ", ".join(decimal(float(value), digits) for value in values) + ")"


def _factor(value: float, digits: int) -> str:
    """A factor: in brackets when it is negative."""
    text = decimal(float(value), digits)
    return text if value >= 0 else f"({text})"


def _added(value: float, digits: int) -> str:
    return (" + " if value >= 0 else " \u2212 ") + decimal(abs(float(value)), digits)


def _class(sign: int) -> str:
    colours = THEME.colours
    colour = colours.positive if sign > 0 else colours.negative if sign < 0 else colours.text
    text = {1: "+1", -1: "\u22121", 0: "0"}[sign]
    return f"<b>{_coloured(text, _readable(colour))}</b>"


def _readable(colour: QColor) -> QColor:
    return colour if THEME.colours.dark else colour.darker(125)


def _coloured(text: str, colour: QColor) -> str:
    return f"<span style='color: {colour.name()}'>{text}</span>"
