"""NumPy's numbers as Qt takes many of them at once, without a Python object for each."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QPolygonF
from shiboken6 import Shiboken, VoidPtr

MOVE_TO, LINE_TO = 0, 1
"""What leads to a place of a path, in QPainterPath's serialization."""
PLACE = np.dtype([("element", ">i4"), ("x", ">f8"), ("y", ">f8")])


def path_through(x: np.ndarray, y: np.ndarray) -> QPainterPath:
    """A line through places (n,), but for those that are not finite."""
    places = np.stack([x, y], axis=1, dtype=np.float64)
    finite = np.isfinite(places).all(axis=1)
    places = places if finite.all() else places[finite]
    path = QPainterPath()
    if not len(places):
        return path
    polygon = QPolygonF()
    polygon.resize(len(places))
    # The stubs take the address of the polygon's places for the first of them.
    memory: Any = VoidPtr(polygon.data(), places.nbytes, True)  # type: ignore[call-arg, arg-type]
    np.frombuffer(memory)[:] = places.ravel()
    path.addPolygon(polygon)
    return path


def path_of(lines: np.ndarray) -> QPainterPath:
    """Lines (lines, places, 2), each through its places, but for those that are not finite; one path is drawn sooner
    than many."""
    finite = np.isfinite(lines[..., 0]) & np.isfinite(lines[..., 1])
    is_whole = finite.all()
    places = np.empty(finite.shape, PLACE)
    places["x"], places["y"] = lines[..., 0], lines[..., 1]
    places["element"][:, 0] = MOVE_TO
    places["element"][:, 1:] = LINE_TO if is_whole else np.logical_or.accumulate(finite, axis=1)[:, :-1] * LINE_TO
    drawn = places if is_whole else places[finite]
    # Before the places how many there are, after them where the last line starts and how the path is filled.
    stream = QDataStream(QByteArray(struct.pack(">i", drawn.size) + drawn.tobytes() + struct.pack(">ii", 0, 0)))
    path = QPainterPath()
    stream >> path
    return path


def first_of(rows: np.ndarray, kind: type[Any]) -> Any:
    """What Qt takes for the first of an array of its values, which are the rows of this one; it has to outlive it."""
    assert rows.dtype == np.float64 and rows.flags.c_contiguous
    return Shiboken.wrapInstance(rows.ctypes.data, kind)
