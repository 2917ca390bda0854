"""Pictures: each renders a part of a snapshot and keeps nothing else."""
