"""What has to be settled before NumPy and Qt are imported: one thread, a screen that nobody sees, where the program is.

To be imported before anything else.
"""

from __future__ import annotations

import blas  # noqa: F401  # isort: skip

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1440, 900)

sys.path.insert(0, str(ROOT))

from playground.cli.offscreen import use_offscreen  # noqa: E402

use_offscreen()
