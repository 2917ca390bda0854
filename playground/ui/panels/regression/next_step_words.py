"""The next step of a line, written out with its numbers: E of the mini-batch, and what a and b become."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from playground.late_dataclass import dataclass
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.words import formatting
from playground.ui.words.choice_text import optimizer_names

translate = QCoreApplication.translate

FRACTIONS = {2: "½", 4: "¼", 8: "⅛"}
LONG = 1000.0
OF_ONE = {
    "squared-error": "(a·x + b − y)²",
    "absolute-error": "|a·x + b − y|",
    "huber": "H(a·x + b − y)",
}
GAP = "&nbsp;" * 2


@dataclass(frozen=True)
class NextStep:
    """What the next step of a line (a, b) starts from: E and ∇E of its `count` samples of `total`, and γ."""

    theta: tuple[float, float]
    gradient: tuple[float, float]
    loss: float
    rate: float
    count: int
    total: int
    training: TrainingSettings

    @property
    def is_plain(self) -> bool:
        """Whether θ ← θ − γ ∇E is all that happens."""
        training = self.training
        return training.optimizer == "sgd" and training.clip is None and not (training.l1 or training.l2)


def next_step(snapshot: NetworkSnapshot) -> NextStep | None:
    """The next step of a line; None of a network, and where there is nothing to learn from."""
    batch, training = snapshot.batch, snapshot.experiment.training
    if batch is None or batch.loss is None:
        return None
    (a, b), (by_a, by_b) = (tuple(map(float, values)) for values in (snapshot.theta, batch.gradient))
    rate = training.rate_at(snapshot.progress.epoch)
    count, total = len(batch.index), snapshot.train_count
    return NextStep((a, b), (by_a, by_b), batch.loss, rate, count, total, training)


def lines(step: NextStep) -> list[str]:
    """Rich text, a line each."""
    of_one = OF_ONE[step.training.loss]
    mean = "" if step.count == 1 else f"{FRACTIONS.get(step.count, f'1/{step.count}')} Σ "
    said = [f"{coloured(THEME.colours.muted, f'E = {mean}{of_one}')} = <b>{number(step.loss)}</b>"]
    for k, name in enumerate("ab"):
        said += _update(step, name, step.theta[k], step.gradient[k])
    if not step.is_plain:
        said.append(coloured(THEME.colours.muted, _other_than_plain(step.training)))
    return said


def _update(step: NextStep, name: str, weight: float, slope: float) -> list[str]:
    """What becomes of one weight; of its derivative alone where the optimizer has more to say."""
    derivative = f"<b>{coloured(THEME.colours.batch, f'∂E/∂{name}')}</b>"
    if not step.is_plain:
        return [f"{derivative} = {number(slope)}"]
    rate, digits = formatting.shortest(step.rate), 3 if step.rate >= 0.1 else 2
    factor = number(slope, digits)
    factor = f"({factor})" if slope < 0 else factor
    after = weight - step.rate * slope
    rule = f"{name} ← {name} − γ {derivative}"
    return [rule, f"{GAP}= {number(weight)} − {rate}·{factor} = <b>{number(after)}</b>"]


def _other_than_plain(training: TrainingSettings) -> str:
    """Why a step is not γ ∇E."""
    if training.optimizer in ("momentum", "nesterov"):
        text = translate("NextStep", "{0} adds 0.9 of its last velocity: the step is not γ ∇E alone.")
    elif training.optimizer != "sgd":
        text = translate("NextStep", "{0} divides by the usual size of ∂E: steps are about γ long, whatever ∇E is.")
    elif training.clip is not None:
        text = translate("NextStep", "∇E is clipped: of a longer one only its direction counts.")
    else:
        text = translate("NextStep", "The penalty pulls a towards 0 beside this: the step is not γ ∇E alone.")
    return text.format(optimizer_names()[training.optimizer])


def number(value: float, digits: int = 3) -> str:
    """With fixed digits where it has not run away."""
    if not math.isfinite(value) or abs(value) >= LONG:
        return formatting.scientific(value, 3)
    return formatting.decimal(value, digits)


def coloured(colour: QColor, text: str) -> str:
    """Rich text in a colour."""
    return f"<span style='color: {colour.name()}'>{text}</span>"
