"""NumPy's matrix products as they are measured; to be imported before NumPy."""

from __future__ import annotations

import os
import sys

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

if "numpy" not in sys.modules:
    # They would bind NumPy to another processor's kernels, and nothing that it is compared with.
    for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        os.environ.pop(variable, None)
