"""What a slider's positions mean: a linear or a logarithmic range of numbers, and how they are written."""

import math
from dataclasses import dataclass, replace

from playground.engine.limits import Range
from playground.ui.words import formatting, ranges

LOG_POSITIONS_PER_DECADE = 40


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
    def positions(self) -> int:
        return max(round((self.maximum - self.minimum) / self.step), 1)

    def position(self, value: float) -> int:
        return round((value - self.minimum) / (self.maximum - self.minimum) * self.positions)

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
    def positions(self) -> int:
        return max(round(math.log10(self.maximum / self.minimum) * LOG_POSITIONS_PER_DECADE), 1)

    def position(self, value: float) -> int:
        share = math.log(value / self.minimum) / math.log(self.maximum / self.minimum)
        return round(share * self.positions)

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


Scale = LinearScale | LogScale
