"""How the pictures of a set look: what that says of how they are to be taken."""

from collections.abc import Callable
from typing import Literal

from PIL import Image

from playground.data.ink_on_paper import is_ink_on_paper
from playground.data.pictures import is_ready
from playground.data.splits import evenly
from playground.engine.errors import Phrase

Look = Literal["paper", "laid out", "partly laid out", "other"]
"""Ink on paper; bright ink in the middle of black, as MNIST's digits are laid out; only many of them; anything else."""
LOOKED_AT = 24
"""So many pictures of a set speak for it."""
MOSTLY, NEARLY_ALL = 0.5, 0.8


def look_of(count: int, picture: Callable[[int], Image.Image | None], shape: tuple[int, int, int]) -> Look:
    """The look of `count` pictures that are to have this shape, by some of them; what cannot be read says nothing."""
    found = [opened for place in evenly(count, LOOKED_AT) if (opened := picture(int(place))) is not None]
    ready = sum(is_ready(each, shape) for each in found)
    if found and ready >= NEARLY_ALL * len(found):
        return "laid out"
    if found and ready >= MOSTLY * len(found):
        return "partly laid out"
    return "paper" if found and sum(map(is_ink_on_paper, found)) >= MOSTLY * len(found) else "other"


def look_note(look: Look) -> str:
    """The sentence that says how pictures are taken because of their look."""
    match look:
        case "paper":
            return Phrase("The pictures look like ink on paper: each is taken as a digit.")
        case "laid out":
            return Phrase("The pictures are laid out as MNIST's: each is taken as a digit.")
        case _:
            return Phrase("Each picture is taken as a photo.")
