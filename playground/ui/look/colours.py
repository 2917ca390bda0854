"""The colours of both themes: the only place that names one."""

from PySide6.QtGui import QColor

from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Colours:
    """The colour tokens of one theme. `faint` is for decoration and what is disabled: it is too pale to be read.

    `batch` is magenta: the mini-batch at work, wherever something of it is shown.
    """

    dark: bool
    background: QColor
    panel: QColor
    line: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    hover: QColor
    good: QColor
    bad: QColor
    warning: QColor
    good_soft: QColor
    bad_soft: QColor
    warning_soft: QColor
    good_text: QColor
    bad_text: QColor
    warning_text: QColor
    classes: tuple[QColor, ...]
    diverging: tuple[QColor, QColor, QColor]
    batch: QColor

    @property
    def negative(self) -> QColor:
        """Orange: class A, negative weights, negative values."""
        return self.classes[0]

    @property
    def positive(self) -> QColor:
        """Blue: class B, positive weights, positive values."""
        return self.classes[1]

    @property
    def beside(self) -> QColor:
        """Violet: the neuron that learns beside another one."""
        return self.classes[3]


def _colours(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


LIGHT = Colours(
    dark=False,
    background=QColor("#F5F6F8"),
    panel=QColor("#FFFFFF"),
    line=QColor("#E1E4EA"),
    text=QColor("#1D2330"),
    muted=QColor("#6A7384"),
    faint=QColor("#9AA3B2"),
    accent=QColor("#3454D1"),
    accent_soft=QColor("#E8ECFB"),
    on_accent=QColor("#FFFFFF"),
    hover=QColor("#F1F3F7"),
    good=QColor("#1B9E77"),
    bad=QColor("#C0392B"),
    warning=QColor("#E08214"),
    good_soft=QColor("#E5F4EF"),
    bad_soft=QColor("#FAE9E7"),
    warning_soft=QColor("#FDF0E2"),
    good_text=QColor("#0F7053"),
    bad_text=QColor("#A93024"),
    warning_text=QColor("#93500A"),
    classes=_colours("#E08214", "#2F7FC1", "#1B9E77", "#8E5EA2", "#D45087", "#7F7F7F"),
    diverging=(QColor("#F6B26B"), QColor("#F7F7F8"), QColor("#6FACDE")),
    batch=QColor("#C2286B"),
)

DARK = Colours(
    dark=True,
    background=QColor("#14171D"),
    panel=QColor("#1C2028"),
    line=QColor("#2C323D"),
    text=QColor("#E7EAF0"),
    muted=QColor("#9AA3B2"),
    faint=QColor("#6A7384"),
    accent=QColor("#8BA2FF"),
    accent_soft=QColor("#2A3352"),
    on_accent=QColor("#14171D"),
    hover=QColor("#252A34"),
    good=QColor("#4CC9A4"),
    bad=QColor("#E57368"),
    warning=QColor("#F0A04B"),
    good_soft=QColor("#1B3530"),
    bad_soft=QColor("#3A2529"),
    warning_soft=QColor("#3A2E22"),
    good_text=QColor("#4CC9A4"),
    bad_text=QColor("#F08B81"),
    warning_text=QColor("#F0A04B"),
    classes=_colours("#F0A04B", "#5AA7E6", "#4CC9A4", "#B48AC8", "#E87DAA", "#A6A6A6"),
    diverging=(QColor("#C07F3A"), QColor("#262B35"), QColor("#4483BA")),
    batch=QColor("#F279B2"),
)
