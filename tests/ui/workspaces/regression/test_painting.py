"""Points painted on the fit are learned."""

from playground.training.chosen_data import DRAWN


def test_points_are_painted_beside_the_handles_and_learned(make):
    bench = make()
    count = len(bench.state.data_set)
    bench.train()
    bench.drag(bench.pixel(-2.0, 2.6), bench.pixel(-1.5, 2.6), bench.pixel(-1.0, 2.6))
    assert bench.state.experiment.data.source == DRAWN and len(bench.state.data_set) > count
    assert bench.state.data_set.classes == 0
    snapshot = bench.train(0.02)
    assert snapshot.train_count + snapshot.test_count == len(bench.state.data_set)
    bench.state.undo()
    assert len(bench.state.data_set) == count and bench.state.experiment.data.source == "line"


def test_an_empty_plane_can_be_started_on(make):
    bench = make()
    bench.workspace.editor.clear()
    snapshot = bench.frame()
    assert snapshot.train_count == 0 and not bench.workspace.transport.step.isEnabled()
    bench.drag(bench.pixel(-2, -1), bench.pixel(2, 1))
    assert bench.train(0.02).train_count > 0
