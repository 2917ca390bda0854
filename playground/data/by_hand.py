"""What a user does to a picture by hand before it is prepared: turned, cropped, bright and dark exchanged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.data.box import WHOLE, Box
from playground.late_dataclass import dataclass

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True)
class ByHand:
    """Quarter turns to the right, 0 to 3; then the part that is kept, as shares of the turned picture; whether bright
    and dark are exchanged."""

    turns: int = 0
    crop: Box = WHOLE
    inverted: bool = False

    def applied(self, picture: Image.Image) -> Image.Image:
        """The picture as the user wants it."""
        # Every document may have such a picture; Pillow is not loaded where none has.
        from PIL import Image, ImageChops

        turns = Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90
        if self.turns:
            picture = picture.transpose(turns[self.turns - 1])
        if self.crop != WHOLE:
            left, top, right, bottom = self.crop
            x, y = int(left * picture.width), int(top * picture.height)
            end = max(round(right * picture.width), x + 1), max(round(bottom * picture.height), y + 1)
            picture = picture.crop((x, y, *end))
        return ImageChops.invert(picture) if self.inverted else picture

    def turned(self, quarters: int) -> ByHand:
        """Turned by so many further quarters to the right; the same part is kept."""
        left, top, right, bottom = self.crop
        for _ in range(quarters % 4):
            left, top, right, bottom = 1 - bottom, left, 1 - top, right
        return replace(self, turns=(self.turns + quarters) % 4, crop=(left, top, right, bottom))

    def cropped(self, part: Box) -> ByHand:
        """With only this part of what was kept so far."""
        left, top, right, bottom = self.crop
        wide, high = right - left, bottom - top
        x0, y0, x1, y1 = part
        return replace(self, crop=(left + x0 * wide, top + y0 * high, left + x1 * wide, top + y1 * high))


AS_IT_IS = ByHand()
