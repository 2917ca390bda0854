"""Writing is told from what else is dark in a photograph."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from playground.data.ink import find_ink

SIDE = 256
RING = (90, 60, 150, 170)


def page(pencil: float | None, lines: float = 1.0, pitch: int = 16, table: float = 0.9) -> np.ndarray:
    """A sheet lit unevenly, with a ring of this grey, squared lines of this one, and a strip of table at the left."""
    sheet = Image.new("L", (SIDE, SIDE), 230)
    draw = ImageDraw.Draw(sheet)
    if lines < 1:
        for at in range(9, SIDE, pitch):
            draw.line((at, 0, at, SIDE), fill=int(230 * lines))
            draw.line((0, at, SIDE, at), fill=int(230 * lines))
    if pencil is not None:
        draw.ellipse(RING, outline=int(255 * pencil), width=4)
    grey = np.asarray(sheet, np.float32) / 255
    grey[:, :5] *= table
    grain = np.random.default_rng(1).normal(0, 0.006, grey.shape)
    light = np.linspace(0.75, 1, SIDE)[None] * np.linspace(1, 0.9, SIDE)[:, None]
    return np.clip(grey * light + grain, 0, 1).astype(np.float32)


def inked_box(strength: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero((strength > 0.3).any(axis=1)), np.flatnonzero((strength > 0.3).any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


@pytest.mark.parametrize("pencil", [0.1, 0.5])
@pytest.mark.parametrize("lines", [1.0, 0.85])
@pytest.mark.parametrize("table", [0.9, 0.2])
def test_only_the_writing_is_ink(pencil: float, lines: float, table: float) -> None:
    ink = find_ink(page(pencil, lines, table=table))
    assert ink.dark
    assert not ink.blank
    assert inked_box(ink.strength) == pytest.approx(RING, abs=3)


@pytest.mark.parametrize("pencil", [0.1, 0.5])
def test_a_strip_of_table_does_not_turn_the_polarity(pencil: float) -> None:
    grey = page(pencil, table=0.15)
    assert find_ink(grey).dark
    assert not find_ink(1 - grey).dark


@pytest.mark.parametrize("table", [0.9, 0.2])
def test_an_empty_sheet_beside_the_table_is_blank(table: float) -> None:
    assert find_ink(page(None, table=table)).blank
