"""What the engine is measured against; each is optional, and imported only when its turn comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


@dataclass(frozen=True)
class Peer:
    """A library that may be installed or not, and the module here that puts it to work."""

    name: str
    package: str
    module: str = ""

    @property
    def is_installed(self) -> bool:
        return find_spec(self.package) is not None

    def load(self) -> ModuleType:
        """The module here; ImportError where the library is missing."""
        return import_module(self.module)


PYTORCH = Peer("PyTorch", "torch", "peers.pytorch")
SCIKIT_LEARN = Peer("scikit-learn", "sklearn", "peers.scikit_learn")
JAX = Peer("JAX", "jax", "peers.jax_jit")
THREADPOOLCTL = Peer("threadpoolctl", "threadpoolctl")
PEERS = (PYTORCH, SCIKIT_LEARN, JAX, THREADPOOLCTL)


def how_to_install(peers: Sequence[Peer] = PEERS) -> str:
    """What to do about those that are missing; nothing where none is."""
    names = [peer.name for peer in peers if not peer.is_installed]
    if not names:
        return ""
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    verb = "are" if names[1:] else "is"
    return (
        f"{listed} {verb} not installed. In a checkout, `python3 -m playground.bootstrap peers` installs all that the "
        "engine is measured against; elsewhere it is the extra `peers`."
    )
