"""The card of the input features: what of a point the network gets to see."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from playground.data.features import FEATURES
from playground.training.chosen_data import FeaturedData
from playground.training.network_snapshot import plane_grid
from playground.ui.look.theme import THEME
from playground.ui.session.state import ExperimentState
from playground.ui.views.mosaic import diverging_pixels, to_image
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.widgets.refusal_note import RefusalNote
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.words.feature_text import feature_text

CELLS = 48


class FeaturesPanel(Card):
    """Edits the input features; at least one stays chosen."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Input features"), parent=parent)
        self._state = state
        self.grid = ThumbnailGrid(self.tr("Input features"), exclusive=False)
        for name in FEATURES:
            tooltip = self.tr("Give the network {0} as an input h₀; weights of other inputs stay").format(
                feature_text(name)
            )
            self.grid.add(name, feature_text(name), tooltip=tooltip, picture=feature_picture(name))
        self.reason = RefusalNote(self)
        set_names("features", card=self, inputs=self.grid)
        self.add(self.grid)
        self.grid.toggled.connect(self._toggle)
        state.changed.connect(self._show)
        THEME.changed.connect(self._dress)
        self._show()

    def _toggle(self, name: str, chosen: bool) -> None:
        wanted = {*self._chosen(), name} if chosen else {*self._chosen()} - {name}
        reason = self._state.edit_data(features=tuple(feature for feature in FEATURES if feature in wanted))
        if reason:
            self._show()
            self.reason.tell(self.tr("At least one input feature stays chosen.") if not wanted else reason)

    def _chosen(self) -> tuple[str, ...]:
        data = self._state.experiment.data
        assert isinstance(data, FeaturedData)
        return data.features

    def _show(self) -> None:
        self.reason.tell("")
        self.grid.set_checked(*self._chosen())

    def _dress(self) -> None:
        for name in FEATURES:
            self.grid.set_picture(name, feature_picture(name))


def feature_picture(name: str) -> QImage:
    """A feature's value all over the plane."""
    values = plane_grid(CELLS, (name,))[:, 0].reshape(CELLS, CELLS)[::-1]
    return to_image(diverging_pixels(values / abs(values).max(), 1.0))
