"""What a slider's positions mean: a linear or a logarithmic range of numbers, and how they are written."""

import math
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from playground.engine.limits import Range
from playground.late_dataclass import dataclass
from playground.ui.words import formatting, ranges

LOG_POSITIONS_PER_DECADE = 40

translate = QCoreApplication.translate


@dataclass(frozen=True)
class LinearScale:
    """Numbers from `minimum` to `maximum` in steps; `percent` shows a fraction as per cent.

    typed: what may be typed, where that is more than the slider spans.
    """

    minimum: float
    maximum: float
    step: float = 1.0
    unit: str = ""
    percent: bool = False
    typed: Range | None = None

    @property
    def allowed(self) -> Range:
        """What may be typed."""
        return self.typed or Range(self.minimum, self.maximum)

    @property
    def allowed_text(self) -> str:
        """What may be typed, in words."""
        return ranges.allowed_text(self.allowed, self.text)

    @property
    def positions(self) -> int:
        return max(round((self.maximum - self.minimum) / self.step), 1)

    def position(self, value: float) -> int:
        """Return where the handle stands: for what is beyond the slider, at its end."""
        share = (value - self.minimum) / (self.maximum - self.minimum)
        return round(min(max(share, 0.0), 1.0) * self.positions)

    def value(self, position: int) -> float:
        return round(self.minimum + (self.maximum - self.minimum) * position / self.positions, 10)

    def text(self, value: float) -> str:
        if self.percent:
            return formatting.percent(value, 0 if self.step >= 0.01 else 1)
        digits = max(-math.floor(math.log10(self.step) + 1e-9), 0)
        return formatting.decimal(value, digits) + (formatting.SPACE + self.unit if self.unit else "")

    def parse(self, text: str) -> float | None:
        """Return the number in a typed text, clamped to what is allowed, or None; in a per cent field 5 means 5 %."""
        text = text.strip().removesuffix(self.unit)
        value = formatting.parse(text)
        if value is not None and self.percent and "%" not in text:
            value /= 100
        if value is not None and self.step == 1:
            value = float(round(value))
        return None if value is None else ranges.within(value, self.allowed)


@dataclass(frozen=True)
class LogScale:
    """Numbers from `minimum` > 0 to `maximum`, evenly by ratio; the slider itself gives two significant digits.

    typed: what may be typed, where that is more than the slider spans.
    """

    minimum: float
    maximum: float
    unit: str = ""
    typed: Range | None = None

    def __post_init__(self) -> None:
        if not 0 < self.minimum < self.maximum:
            raise ValueError(f"logarithmic range {self.minimum} … {self.maximum}: both must be above 0 and rising")

    @property
    def allowed(self) -> Range:
        """What may be typed: no zero, which has no place on a logarithmic axis."""
        typed = self.typed or Range(self.minimum, self.maximum)
        return typed if typed.least > 0 else replace(typed, above=True)

    @property
    def allowed_text(self) -> str:
        """What may be typed, in words."""
        return ranges.allowed_text(self.allowed, self.text)

    @property
    def positions(self) -> int:
        return max(round(math.log10(self.maximum / self.minimum) * LOG_POSITIONS_PER_DECADE), 1)

    def position(self, value: float) -> int:
        """Return where the handle stands: for what is beyond the slider, at its end."""
        within = min(max(value, self.minimum), self.maximum)
        return round(math.log(within / self.minimum) / math.log(self.maximum / self.minimum) * self.positions)

    def value(self, position: int) -> float:
        exact = self.minimum * (self.maximum / self.minimum) ** (position / self.positions)
        return min(max(float(f"{exact:.1e}"), self.minimum), self.maximum)

    def text(self, value: float) -> str:
        text = formatting.integer(value) if self.allowed.whole else formatting.shortest(value)
        return text + (formatting.SPACE + self.unit if self.unit else "")

    def parse(self, text: str) -> float | None:
        """Return the number in a typed text, clamped to what is allowed, or None; zero and below are no number here."""
        value = formatting.parse(text.strip().removesuffix(self.unit))
        return None if value is None or value <= 0 else ranges.within(value, self.allowed)


@dataclass(frozen=True)
class PaceScale:
    """Numbers on a logarithmic scale, and beyond its end 0, which stands for no limit and is called `unlimited`.

    seconds: the unit of what is written of a pace below 1, which is how long one takes.
    """

    numbers: LogScale
    unlimited: str
    seconds: str = "s"

    @property
    def typed(self) -> Range | None:
        return self.numbers.typed

    @property
    def allowed_text(self) -> str:
        """What may be typed, in words."""
        example = self.text(0.1)
        return translate("PaceScale", "{0}, {1}, or {2}").format(self.numbers.allowed_text, example, self.unlimited)

    @property
    def positions(self) -> int:
        return self.numbers.positions + 1

    def position(self, value: float) -> int:
        return self.numbers.position(value) if value else self.positions

    def value(self, position: int) -> float:
        return self.numbers.value(position) if position < self.positions else 0.0

    def text(self, value: float) -> str:
        if 0 < value < 1:
            return formatting.shortest(1 / value, 1, 3) + formatting.SPACE + self.seconds
        return self.numbers.text(value) if value else self.unlimited

    def parse(self, text: str) -> float | None:
        """Return the number in a typed text, clamped to what is allowed, 0 for the word or its beginning."""
        word = text.strip().casefold()
        if word and self.unlimited.casefold().startswith(word):
            return 0.0
        unit = next((each for each in (self.seconds, "s") if word.endswith(each) and not word.endswith("/s")), None)
        if unit is None:
            return self.numbers.parse(text)
        seconds = formatting.parse(word.removesuffix(unit))
        return None if seconds is None or seconds <= 0 else ranges.within(1 / seconds, self.numbers.allowed)


Scale = LinearScale | LogScale | PaceScale
