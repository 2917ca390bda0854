"""Points of the plane, of several classes, with a value each, or plain: what workspaces paint on and train with."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.splits import as_rank, split_by_rank, spread_rank
from playground.late_dataclass import dataclass

PLANE = 3.0
"""All points live in [-PLANE, PLANE]²."""
CLASS_NAMES = ("A", "B", "C", "D", "E", "F")
MAX_CLASSES = len(CLASS_NAMES)
MAX_POINTS = 10_000
"""More are neither made nor painted; of more in a file, so many are taken."""


@dataclass(frozen=True)
class AxisScale:
    """The affine map that brought a file's two columns into the plane: plane = (file − offset) / factor, per axis."""

    offset: tuple[float, float]
    factor: tuple[float, float]

    def __post_init__(self) -> None:
        if 0 in self.factor:
            raise DataError("factor: {factor} is not two numbers other than 0", factor=self.factor)

    def to_file(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Points of the plane (n, 2) in the file's own units."""
        return np.asarray(x, dtype=np.float64) * self.factor + self.offset

    def to_plane(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Points in the file's units (n, 2) as points of the plane."""
        return (np.asarray(x, dtype=np.float64) - self.offset) / self.factor


@dataclass(frozen=True, eq=False)
class PointSet:
    """Points, their classes and their membership in the test set; arrays are read-only, every change is a new value.

    Without class_names they have no classes, and every label is 0. Then each may have a value of its own; where there
    are none, x[:, 1] are values that belong to x[:, 0].
    Arrays that are read-only and of the right type already are shared, others copied.

    x: (n, 2) float32 in [-3, 3]; label: (n,) int64 in 0…classes−1 (0 negative/orange, 1 positive/blue, …);
    rank: (n,) float32 in [0, 1), a point is a test point iff rank >= train_share.
    note says in a sentence what a reader changed; scale is set when a file's columns were brought into the plane;
    columns: what the file calls the two, empty where it gives them no names.
    value: (n,) float32 in [−1, 1], or None; value_scale: offset and factor, where a file's values were brought there:
    value = (file − offset) / factor; value_name: what the file calls them.
    Raises DataError when the arrays do not belong together or lie outside these ranges.
    """

    x: npt.NDArray[np.float32]
    label: npt.NDArray[np.int64]
    rank: npt.NDArray[np.float32]
    class_names: tuple[str, ...] = CLASS_NAMES[:2]
    name: str = "points"
    note: str = ""
    scale: AxisScale | None = None
    columns: tuple[str, ...] = ()
    value: npt.NDArray[np.float32] | None = None
    value_scale: tuple[float, float] | None = None
    value_name: str = ""

    def __post_init__(self) -> None:
        if self.value is not None:
            object.__setattr__(self, "value", _read_only(self.value, np.float32))
        for field, dtype in (("x", np.float32), ("label", np.int64), ("rank", np.float32)):
            object.__setattr__(self, field, _read_only(getattr(self, field), dtype))
        object.__setattr__(self, "class_names", tuple(self.class_names))
        object.__setattr__(self, "columns", tuple(self.columns))
        self._check()

    def _check(self) -> None:
        count = len(self.label)
        if self.x.shape != (count, 2) or self.label.ndim != 1 or self.rank.shape != (count,):
            raise DataError(
                "Points of shape {shape} with {labels} labels and {ranks} ranks; allowed are (n, 2), (n,) and (n,).",
                shape=self.x.shape,
                labels=self.label.shape,
                ranks=self.rank.shape,
            )
        if self.classes == 1 or self.classes > MAX_CLASSES:
            raise DataError(
                "{classes} classes; allowed are 2 to {most}, or none.", classes=self.classes, most=MAX_CLASSES
            )
        if len(self.columns) not in (0, 2):
            raise DataError("columns: {count} names; allowed are two or none", count=len(self.columns))
        self._check_values()
        if count == 0:
            return
        if not np.all(np.abs(self.x) <= PLANE):
            raise DataError(
                "A point lies outside the plane; coordinates must be between −{edge:g} and {edge:g}.", edge=PLANE
            )
        greatest = max(self.classes, 1) - 1
        if self.label.min() < 0 or self.label.max() > greatest:
            raise DataError("A label is {label}; allowed are 0 to {most}.", label=int(self.label.max()), most=greatest)
        if not np.all((self.rank >= 0) & (self.rank < 1)):
            raise DataError("A rank lies outside [0, 1).")

    def _check_values(self) -> None:
        if self.value is None:
            return
        if self.classes or self.value.shape != self.label.shape:
            raise DataError(
                "value: {shape} of {count} points of {classes} classes; one each is allowed, and no classes",
                shape=self.value.shape,
                count=len(self),
                classes=self.classes,
            )
        if not np.all(np.abs(self.value) <= 1):
            raise DataError("value: a point's value is not between −1 and 1")
        if self.value_scale is not None and self.value_scale[1] == 0:
            raise DataError("value_scale: {scale} does not end in a number other than 0", scale=self.value_scale)

    @classmethod
    def empty(cls, classes: int = 2, name: str = "points", values: bool = False) -> "PointSet":
        """No points yet, to be painted on; with 0 classes, those that will be have none, but perhaps values."""
        nothing = np.empty(0, dtype=np.float32)
        labels, names = nothing.astype(np.int64), CLASS_NAMES[:classes]
        return cls(nothing.reshape(0, 2), labels, nothing, names, name, value=nothing if values else None)

    def __len__(self) -> int:
        return len(self.label)

    @property
    def classes(self) -> int:
        """Number of classes, whether or not each has points; 0 of points without."""
        return len(self.class_names)

    @property
    def has_values(self) -> bool:
        """Whether each of the points has a value of its own."""
        return self.value is not None

    @property
    def marks(self) -> npt.NDArray[np.float32] | npt.NDArray[np.int64]:
        """What each point was painted with (n,): its value where it has one, else its label."""
        return self.label if self.value is None else self.value

    @property
    def value_units(self) -> tuple[float, float]:
        """Offset and factor that bring values into the units of the file that they are from."""
        return self.value_scale or (0.0, 1.0)

    @property
    def file_values(self) -> npt.NDArray[np.float64]:
        """The values (n,) in these units."""
        offset, factor = self.value_units
        return np.zeros(len(self)) if self.value is None else self.value.astype(np.float64) * factor + offset

    def counts(self) -> tuple[int, ...]:
        """Number of points of each class."""
        return tuple(int(n) for n in np.bincount(self.label, minlength=self.classes)[: self.classes])

    def split(self, train_share: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Indices of the training and of the test points, both ascending; train_share is 0…1."""
        return split_by_rank(self.rank, train_share)

    def added(
        self, x: npt.ArrayLike, mark: float | npt.ArrayLike, rng: np.random.Generator | None = None
    ) -> "PointSet":
        """With more points: x (m, 2) or (2,), clipped to the plane; mark: label or value, one for all or (m,).

        Their ranks come from rng, or from a sequence that spreads any run of painted points evenly.
        """
        new = np.clip(np.asarray(x, dtype=np.float32).reshape(-1, 2), -PLANE, PLANE)
        labels = np.broadcast_to(np.asarray(0 if self.has_values else mark, dtype=np.int64), (len(new),))
        rank = spread_rank(len(self), len(new)) if rng is None else as_rank(rng.random(len(new)))
        value = self.value
        if value is not None:
            values = np.broadcast_to(np.clip(np.asarray(mark, dtype=np.float32), -1, 1), (len(new),))
            value = np.concatenate([value, values])
        return replace(
            self,
            x=np.concatenate([self.x, new]),
            label=np.concatenate([self.label, labels]),
            rank=np.concatenate([self.rank, rank]),
            value=value,
        )

    def without(self, mask: npt.NDArray[np.bool_]) -> "PointSet":
        """Without the points where mask (n,) is true; the others keep their place in training or test set."""
        keep = ~np.asarray(mask, dtype=bool)
        value = None if self.value is None else self.value[keep]
        return replace(self, x=self.x[keep], label=self.label[keep], rank=self.rank[keep], value=value)

    def moved(self, indices: npt.ArrayLike, delta: npt.ArrayLike) -> "PointSet":
        """With the points at `indices` shifted by delta (2,) or (m, 2), stopped at the plane's edge."""
        chosen = np.asarray(indices, dtype=np.int64)
        x = self.x.copy()
        x[chosen] = np.clip(x[chosen] + np.asarray(delta, dtype=np.float32), -PLANE, PLANE)
        return replace(self, x=x)

    def with_classes(self, class_names: Sequence[str]) -> "PointSet":
        """With other names or more classes; raises DataError when a point would lose its class."""
        return replace(self, class_names=tuple(class_names))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PointSet):
            return NotImplemented
        return (
            self.class_names == other.class_names
            and (self.name, self.note) == (other.name, other.note)
            and (self.scale, self.columns) == (other.scale, other.columns)
            and (self.has_values, self.value_scale) == (other.has_values, other.value_scale)
            and self.value_name == other.value_name
            and np.array_equal(self.marks, other.marks)
            and np.array_equal(self.x, other.x)
            and np.array_equal(self.label, other.label)
            and np.array_equal(self.rank, other.rank)
        )

    def __hash__(self) -> int:
        return hash((self.class_names, self.x.tobytes(), self.marks.tobytes()))


def _read_only(values: npt.ArrayLike, dtype: npt.DTypeLike) -> npt.NDArray[np.generic]:
    array = np.asarray(values, dtype=dtype, order="C")
    if array.flags.writeable:
        array = array.copy()
        array.flags.writeable = False
    return array
