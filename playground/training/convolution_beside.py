"""What is looked at beside the one convolution of a map: a whole picture under the same kernel, and a pooled table."""

from __future__ import annotations

import dataclasses

from playground.data.number_maps import NumberMap, Numbers, make_map
from playground.engine.activations import ACTIVATIONS
from playground.engine.kernels import MOST_FILTERS
from playground.engine.layer_kinds import AveragePool2DSpec, MaxPool2DSpec, PoolSpec
from playground.engine.limits import Choices, Limit, Range, SpecError, limits_of, within
from playground.late_dataclass import dataclass

POOLINGS: dict[str, type[PoolSpec]] = {"max-pool": MaxPool2DSpec, "average-pool": AveragePool2DSpec}
MAP_ACTIVATIONS = tuple(name for name in ACTIVATIONS if name not in ("step", "softmax"))
"""Those of hidden layers: they answer place by place."""
MOST_TABLE = 8
POOL_SIDE = Range(1, MOST_TABLE, whole=True)
MOVED = Range(-MOST_TABLE, MOST_TABLE, whole=True)
_BUILT_IN = make_map("pools")


@dataclass(frozen=True)
class PictureChoices:
    """What happens to a whole picture: the kernel of this number, in grey or in colour, an activation, a pooling.

    SpecError for others than there are.
    """

    filter: int = dataclasses.field(
        default=0, metadata=within(Limit("the number of the kernel", Range(0, MOST_FILTERS - 1, whole=True)))
    )
    is_coloured: bool = False
    activation: str = dataclasses.field(
        default="relu", metadata=within(Limit("the picture's activation", Choices(MAP_ACTIVATIONS)))
    )
    pooling: str | None = dataclasses.field(
        default="max-pool", metadata=within(Limit("the picture's pooling", Choices(POOLINGS, optional=True)))
    )
    pool_size: int = dataclasses.field(
        default=2, metadata=within(Limit("the window of the picture's pooling", Range(1, 16, whole=True)))
    )

    def __post_init__(self) -> None:
        for name, limit in limits_of(type(self)).items():
            limit.check(getattr(self, name))

    @property
    def pool(self) -> PoolSpec | None:
        """The pooling as a layer, or None."""
        return None if self.pooling is None else POOLINGS[self.pooling](self.pool_size)


@dataclass(frozen=True)
class PooledTable:
    """A small table of one channel, how far down and to the right it has moved, and the pooling that is laid on it;
    SpecError where that does not fit."""

    numbers: NumberMap | None = None
    """None: the built-in ones."""
    operation: str = dataclasses.field(default="max-pool", metadata=within(Limit("the pooling", Choices(POOLINGS))))
    size: int = dataclasses.field(default=2, metadata=within(Limit("the window", POOL_SIDE)))
    stride: int = dataclasses.field(default=2, metadata=within(Limit("the stride", POOL_SIDE)))
    down: int = dataclasses.field(default=0, metadata=within(Limit("the move down", MOVED)))
    right: int = dataclasses.field(default=0, metadata=within(Limit("the move to the right", MOVED)))

    def __post_init__(self) -> None:
        for name, limit in limits_of(type(self)).items():
            limit.check(getattr(self, name))
        rows, columns, channels = shape = self.x.shape
        if max(rows, columns) > MOST_TABLE or channels != 1:
            raise SpecError(
                "a table of {rows} × {columns} numbers; allowed are {most} rows and columns",
                rows=rows,
                columns=columns,
                most=MOST_TABLE,
            )
        self.pool.output_shape(shape)

    @property
    def map(self) -> NumberMap:
        """The numbers as a map."""
        return _BUILT_IN if self.numbers is None else self.numbers

    @property
    def x(self) -> Numbers:
        """What is pooled before it has moved, (rows, columns, 1)."""
        return self.map.values

    @property
    def pool(self) -> PoolSpec:
        """The pooling as a layer."""
        return POOLINGS[self.operation](self.size, self.stride)
