"""What is tried, remembered so that it can be put back: a stroke, a picture or a turn is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from weakref import ref

from playground.data.image_sets import ImageSet
from playground.late_dataclass import dataclass
from playground.ui.panels.pictures.trials import DrawnTrial, OpenedTrial, SampleTrial, Trial
from playground.ui.views.maps.draw_pad import DrawPad, PadContent


@dataclass(frozen=True)
class Tried:
    """What is on the pad, and what it is. Of the set that a picture is of only so much that it may go."""

    content: PadContent
    trial: DrawnTrial | OpenedTrial | None
    images: Callable[[], ImageSet | None] = lambda: None
    index: int = 0

    @classmethod
    def of(cls, pad: DrawPad, trial: Trial) -> Tried:
        """What is tried now."""
        if isinstance(trial, SampleTrial):
            return cls(pad.content(), None, ref(trial.images), trial.index)
        assert isinstance(trial, DrawnTrial | OpenedTrial)
        return cls(pad.content(), trial)

    def put_back(self, pad: DrawPad, images: ImageSet) -> Trial:
        """Puts on the pad what was there; gives what it is now that the network learns from these images."""
        pad.show_content(self.content)
        if self.trial is not None:
            return self.trial
        return SampleTrial(images, self.index) if self.images() is images else DrawnTrial(pad)

    @property
    def held(self) -> Mapping[int, int]:
        """The bytes that are remembered, each once by whose they are."""
        found = {id(self.content.image): len(self.content.image)}
        if isinstance(self.trial, OpenedTrial):
            original = self.trial.original
            found[id(original)] = original.width * original.height * len(original.getbands())
        return found


class PadStep:
    """Exchanges what is tried for what was tried before."""

    def __init__(self, look: Callable[[], Tried], put_back: Callable[[Tried], object]) -> None:
        self._look, self._put_back = look, put_back
        self._other = look()

    @property
    def held(self) -> Mapping[int, int]:
        """The bytes that are remembered, each once by whose they are."""
        return self._other.held

    def exchange(self) -> None:
        """Undoes the step, or does it again."""
        other, self._other = self._other, self._look()
        self._put_back(other)
