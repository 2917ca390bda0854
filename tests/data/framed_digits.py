"""Digits on clean pages with what people draw around them: frames, boxes, cells, lines, circles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from tests.data.drawn_digits import SIDE, Drawing, drawings, inked

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
GREY, RED, BLUE, SAND = (150, 150, 150), (205, 40, 40), (40, 70, 190), (225, 190, 110)


def some_drawings(per_digit: int = 3) -> list[Drawing]:
    """So many drawings of every digit, evenly chosen."""
    of_digit = [[drawing for drawing in drawings() if drawing.digit == digit] for digit in range(10)]
    return [those[k * len(those) // per_digit] for those in of_digit for k in range(per_digit)]


@dataclass(frozen=True)
class Page:
    """A white page with a digit; its box in pixels, and how wide a line is that is `unit` per cent of the side."""

    picture: Image.Image
    box: tuple[float, float, float, float]

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.picture)

    @property
    def side(self) -> int:
        return self.picture.width

    @property
    def tall(self) -> float:
        return max(self.box[3] - self.box[1], self.box[2] - self.box[0])

    def width(self, per_cent: float) -> int:
        return max(round(self.side * per_cent / 100), 1)

    def around(self, room: float) -> tuple[float, float, float, float]:
        """The digit's box with so much room on all sides, as a share of its height, within the page."""
        left, top, right, bottom = self.box
        room *= self.tall
        most = self.side - 2
        return max(left - room, 1), max(top - room, 1), min(right + room, most), min(bottom + room, most)

    def square(self, room: float) -> tuple[float, float, float, float]:
        """The same as a square."""
        left, top, right, bottom = self.box
        half = (0.5 + room) * self.tall
        x, y = (left + right) / 2, (top + bottom) / 2
        return x - half, y - half, x + half, y + half


Decoration = Callable[[Page, np.random.Generator], None]


def page(drawing: Drawing, rng: np.random.Generator, side: int, share: float) -> Page:
    """The drawing in about the middle of a page, its longer side this share of the page's."""
    points = np.concatenate(drawing.strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = share * side / max(*(high - low), SIDE / 10)
    middle = side * (0.5 + rng.uniform(-0.04, 0.04, 2))
    strokes = tuple((stroke - (low + high) / 2) * scale + middle for stroke in drawing.strokes)
    pen = max(share * side * rng.uniform(0.07, 0.13), 1.3)
    ink = np.asarray(inked(strokes, pen, (side, side)))
    shade = np.array([BLACK, (30, 30, 30), (40, 50, 130)])[rng.integers(3)]
    colours = 255 - ink[..., None] / np.float32(255) * (255 - shade)
    placed = np.concatenate(strokes)
    left, top = placed.min(axis=0) - pen / 2
    right, bottom = placed.max(axis=0) + pen / 2
    return Page(Image.fromarray(colours.round().astype(np.uint8)), (left, top, right, bottom))


def outline(width: float, colour: tuple[int, int, int] = BLACK) -> Decoration:
    """At the picture's own edge; a width in pixels, or a share of the side below one."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        thick = int(width) if width >= 1 else page.width(100 * width)
        page.draw.rectangle((0, 0, page.side - 1, page.side - 1), outline=colour, width=thick)

    return draw


def inner_frame(per_cent: float, radius: float = 0, colour: tuple[int, int, int] = BLACK) -> Decoration:
    """With a margin of the page outside."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        margin = page.side * rng.uniform(0.04, 0.1)
        corners = (margin, margin, page.side - 1 - margin, page.side - 1 - margin)
        page.draw.rounded_rectangle(corners, radius * page.side, outline=colour, width=page.width(per_cent))

    return draw


def box(room: float, per_cent: float, radius: float = 0, colour: tuple[int, int, int] = BLACK) -> Decoration:
    """Around the digit, with so much room as a share of its height."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        width = page.width(per_cent)
        corners = page.around(room + width / page.tall)
        page.draw.rounded_rectangle(corners, radius * page.side, outline=colour, width=width)

    return draw


def some_sides(page: Page, rng: np.random.Generator) -> None:
    """Two or three of the frame's sides, drawn along the picture's edge."""
    last, width = page.side - 1, page.width(rng.choice([0.5, 1, 2]))
    lines = [(0, 0, last, 0), (last, 0, last, last), (0, last, last, last), (0, 0, 0, last)]
    first = int(rng.integers(4))
    for k in range(int(rng.integers(2, 4))):
        x0, y0, x1, y1 = lines[(first + k) % 4]
        page.draw.rectangle((max(x0 - width, 0), max(y0 - width, 0), x1 + width, y1 + width), fill=BLACK)


def cell_corner(page: Page, rng: np.random.Generator) -> None:
    """Two lines of a table that cross near a corner of the picture."""
    near = page.side * np.where(rng.random(2) < 0.5, rng.uniform(0.01, 0.08), rng.uniform(0.92, 0.99))
    width = page.width(1)
    page.draw.line((near[0], 0, near[0], page.side), fill=BLACK, width=width)
    page.draw.line((0, near[1], page.side, near[1]), fill=BLACK, width=width)


def cells(per_cent: float, colour: tuple[int, int, int] = BLACK) -> Decoration:
    """Lines that cross the picture on all four sides of the digit."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        left, top, right, bottom = page.around(0.15)
        for x in (left, right):
            page.draw.line((x, 0, x, page.side), fill=colour, width=page.width(per_cent))
        for y in (top, bottom):
            page.draw.line((0, y, page.side, y), fill=colour, width=page.width(per_cent))

    return draw


def underline(gap: float, per_cent: float) -> Decoration:
    """Below the digit, with this gap as a share of its height; touching it where there is none."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        left, _, right, bottom = page.box
        more = page.tall * rng.uniform(0.15, 0.4)
        y = bottom + gap * page.tall + (0 if gap else -1)
        page.draw.rectangle((left - more, y, right + more, y + page.width(per_cent) - 1), fill=BLACK)

    return draw


def lines_around(gap: float, per_cent: float) -> Decoration:
    """One above and one below the digit, about equally long, with this gap as a share of its height."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        left, top, right, bottom = page.box
        for y, away in ((top, -1), (bottom, 1)):
            more = page.tall * rng.uniform(0.25, 0.4, 2)
            y += away * (gap * page.tall + page.width(per_cent) / 2)
            page.draw.line((left - more[0], y, right + more[1], y), fill=BLACK, width=page.width(per_cent))

    return draw


def grid(colour: tuple[int, int, int]) -> Decoration:
    """Squared paper, whose lines go through the digit."""

    def draw(page: Page, rng: np.random.Generator) -> None:
        pitch = page.tall * rng.uniform(0.3, 0.5)
        first = rng.uniform(0, pitch, 2)
        for at in np.arange(0, page.side, pitch):
            x, y = first + at
            page.draw.line((x, 0, x, page.side), fill=colour, width=page.width(0.6))
            page.draw.line((0, y, page.side, y), fill=colour, width=page.width(0.6))

    return draw


def ruled(page: Page, rng: np.random.Generator) -> None:
    """A notebook's blue lines, one of them where the digit stands."""
    pitch = page.tall * rng.uniform(0.6, 1.2)
    colour = (140, 170, 215)
    above = np.array(page.picture)
    y = page.box[3] % pitch
    while y < page.side:
        page.draw.line((0, y, page.side, y), fill=colour, width=page.width(0.7))
        y += pitch
    page.picture.paste(Image.fromarray(np.minimum(np.asarray(page.picture), above)))


def circle(room: float, per_cent: float) -> Decoration:
    def draw(page: Page, rng: np.random.Generator) -> None:
        page.draw.ellipse(page.square(room), outline=BLACK, width=page.width(per_cent))

    return draw


def ellipse(page: Page, rng: np.random.Generator) -> None:
    left, top, right, bottom = page.box
    wide, high = 0.78 * (right - left) + 0.12 * page.tall, 0.78 * (bottom - top) + 0.12 * page.tall
    x, y = (left + right) / 2, (top + bottom) / 2
    page.draw.ellipse((x - wide, y - high, x + wide, y + high), outline=BLACK, width=page.width(1.5))


def drawn_circle(page: Page, rng: np.random.Generator) -> None:
    """By hand: not round, and its end passes its beginning."""
    left, top, right, bottom = page.square(0.2)
    angle = np.linspace(0, 2 * np.pi * 1.05, 90) + rng.uniform(0, 6)
    radius = (right - left) / 2 * (1 + 0.05 * np.sin(2 * angle + rng.uniform(0, 6)) + np.linspace(0, 0.06, 90))
    points = np.stack([(left + right) / 2 + radius * np.cos(angle), (top + bottom) / 2 + radius * np.sin(angle)])
    page.draw.line([(float(x), float(y)) for x, y in points.T], fill=BLACK, width=page.width(1.5), joint="curve")


def open_circle(page: Page, rng: np.random.Generator) -> None:
    start = rng.uniform(0, 360)
    end = start + rng.uniform(320, 345)
    page.draw.arc(page.square(0.2), start, end, fill=BLACK, width=page.width(1.5))


def hand_box(page: Page, rng: np.random.Generator) -> None:
    """In one go, the corners not square and the end beside the beginning."""
    left, top, right, bottom = page.around(0.2)
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])
    points = corners + rng.normal(0, 0.03 * page.tall, corners.shape)
    page.draw.line([(float(x), float(y)) for x, y in points], fill=BLACK, width=page.width(1.2), joint="curve")


FRAMES: dict[str, tuple[Decoration, float]] = {
    "nothing": (lambda page, rng: None, 0.55),
    "outline of 1 pixel": (outline(1), 0.55),
    "outline of 3 pixels": (outline(3), 0.55),
    "thick outline": (outline(0.04), 0.55),
    "grey outline": (outline(3, GREY), 0.55),
    "coloured outline": (outline(0.03, RED), 0.55),
    "sand-coloured outline": (outline(0.05, SAND), 0.55),
    "inner frame": (inner_frame(0.8), 0.55),
    "rounded inner frame": (inner_frame(1.5, 0.08), 0.55),
    "grey inner frame": (inner_frame(1.5, 0, GREY), 0.55),
    "thin box": (box(0.25, 0.4), 0.45),
    "thick box": (box(0.25, 3), 0.45),
    "rounded box": (box(0.2, 1.2, 0.06), 0.45),
    "close box": (box(0.05, 1), 0.45),
    "box that touches": (box(0, 1), 0.45),
    "box by hand": (hand_box, 0.45),
    "coloured box": (box(0.2, 1.5, 0, BLUE), 0.45),
    "frame on some sides": (some_sides, 0.55),
    "corner of a cell": (cell_corner, 0.55),
    "cell": (cells(1), 0.5),
    "grey cell": (cells(1.5, GREY), 0.5),
    "thick cell": (cells(3), 0.4),
    "underline": (underline(0.15, 1.2), 0.5),
    "underline just below": (underline(0.03, 1), 0.5),
    "thick underline": (underline(0.2, 4), 0.5),
    "underline that touches": (underline(0, 1.2), 0.5),
    "lines above and below": (lines_around(0.15, 1), 0.45),
    "lines just above and below": (lines_around(0.04, 1), 0.45),
    "lines above and below that touch": (lines_around(-0.01, 1), 0.45),
    "dark grid": (grid((60, 60, 60)), 0.5),
    "black grid": (grid(BLACK), 0.5),
    "ruled lines": (ruled, 0.45),
    "circle": (circle(0.2, 1), 0.45),
    "thick circle": (circle(0.25, 3.5), 0.4),
    "ellipse": (ellipse, 0.5),
    "circle by hand": (drawn_circle, 0.45),
    "open circle": (open_circle, 0.45),
}
"""What is drawn around a digit, and the digit's height as a share of the page."""


def framed(drawing: Drawing, kind: str, seed: int, side: int = 400, bright: bool = False) -> Image.Image:
    """The drawing on a page with something of FRAMES around it; bright: white on black."""
    rng = np.random.default_rng(seed)
    decoration, share = FRAMES[kind]
    result = page(drawing, rng, side, share)
    decoration(result, rng)
    return ImageOps.invert(result.picture) if bright else result.picture
