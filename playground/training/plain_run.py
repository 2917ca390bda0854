"""A run whose numbers are always up to date."""

from __future__ import annotations

from playground.training.snapshot import Divergence


class PlainRun:
    """A run of which every snapshot looks at everything, so that nothing is evaluated beside its steps, and whose
    numbers stay finite. A kind of run is a subclass; see `Run` of trainer.py."""

    @property
    def divergence(self) -> Divergence | None:
        """It never diverges."""
        return None

    @property
    def unfinished(self) -> bool:
        """Nothing is ever left to evaluate."""
        return False

    def evaluate(self) -> None:
        """Nothing to bring up to date."""

    begin_evaluation = go_on_evaluating = evaluate_for_frame = evaluate
