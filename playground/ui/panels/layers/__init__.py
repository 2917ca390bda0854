"""Cards of a network's layers: editing them, their kernels and maps."""
