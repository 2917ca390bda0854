"""NumPy's matrix products as they are measured; to be imported before NumPy."""

from __future__ import annotations

import os
import sys

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

# They bind products to another processor's kernels; unless all of NumPy is bound, it is not meant for a comparison.
if "numpy" not in sys.modules and "NPY_DISABLE_CPU_FEATURES" not in os.environ:
    for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        os.environ.pop(variable, None)
