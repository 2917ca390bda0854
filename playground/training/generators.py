"""The state of a random generator as a value."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass
from playground.training.captures import CaptureError


@dataclass(frozen=True)
class GeneratorState:
    """Where a PCG64 generator stands: its state and increment of 128 bits each, and half a number of 64 bits that was
    drawn and is still to be handed out, if has_uint32 is 1. CaptureError for numbers that cannot be that."""

    state: int
    inc: int
    has_uint32: int
    uinteger: int

    def __post_init__(self) -> None:
        for value, bits in ((self.state, 128), (self.inc, 128), (self.has_uint32, 1), (self.uinteger, 32)):
            if not 0 <= value < 2**bits:
                raise CaptureError(
                    "a random generator: {value} is not a whole number of {bits} bits", value=value, bits=bits
                )

    @classmethod
    def of(cls, generator: np.random.Generator) -> GeneratorState:
        """Where a generator stands now."""
        found = generator.bit_generator.state
        return cls(found["state"]["state"], found["state"]["inc"], found["has_uint32"], found["uinteger"])

    def put_into(self, generator: np.random.Generator) -> None:
        """Lets a generator go on from here."""
        generator.bit_generator.state = {
            "bit_generator": "PCG64",
            "state": {"state": self.state, "inc": self.inc},
            "has_uint32": self.has_uint32,
            "uinteger": self.uinteger,
        }
