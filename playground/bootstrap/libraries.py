"""The system's libraries that Qt needs on Linux: probed as the linker would, and installed or named where missing."""

import ctypes
from collections.abc import Iterable, Sequence

from playground.bootstrap import debian
from playground.bootstrap.console import SetupError

# Library → Debian's package of it (or of what brings it). On releases with a 64-bit time libglib2.0-0t64 provides
# libglib2.0-0, and apt-get takes it for that name.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libzstd.so.1": "libzstd1",
}
DISPLAYS = {
    "x11": {
        "libxcb.so.1": "libxcb1",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
}


def require(displays: Sequence[str] = ()) -> None:
    """See to it that Qt finds its libraries, and those of one of the displays; raises SetupError where it does not.

    Qt takes the first display whose libraries it can load, so where one has them the others may lack them.
    """
    complete = [display for display in displays if not _missing(DISPLAYS[display])]
    needed = dict(OFFSCREEN)
    if displays and not complete:
        needed |= DISPLAYS[displays[0]]
    missing = _missing(needed)
    if not missing:
        return
    if not debian.is_debian():
        raise SetupError(
            f"Qt needs libraries that are missing here: {', '.join(missing)}. "
            "Install them with the package manager of this system, then start again."
        )
    packages = sorted({needed[library] for library in missing})
    debian.install(packages, "Qt needs libraries that are missing here")
    missing = _missing(needed)
    if missing:
        raise SetupError(f"Qt needs libraries that are still missing: {', '.join(missing)}.")


def _missing(libraries: Iterable[str]) -> list[str]:
    missing = []
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(library)
    return missing
