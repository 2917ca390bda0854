"""`atelier bench`: rows, what is missing, and the exit status."""

import pytest
import steps
from cases import Learner
from peers import PYTORCH, Peer


class Twin:
    """Another library that takes no time at all, so that we fall short."""

    @staticmethod
    def learner(case, start):
        return Learner(lambda: None, lambda: start)


def test_without_the_libraries_rows_say_so(atelier, monkeypatch):
    monkeypatch.setattr(Peer, "is_installed", property(lambda self: False))
    outcome = atelier("bench", "--quick", "--check")
    rows = outcome.out.splitlines()[1:]
    assert outcome.status == 0 and "playground.bootstrap peers" in rows.pop()
    assert len(rows) == 11 + 1 + 1 + 1 + 1 + 1 + 1 and all(row.endswith("is not installed") for row in rows)


def test_check_decides_the_status(atelier, monkeypatch):
    monkeypatch.setattr(Peer, "is_installed", property(lambda self: self is PYTORCH))
    monkeypatch.setattr(Peer, "load", lambda self: Twin)
    words = ("bench", "--quick", "--cases", "mlp-tiny", "--parts", "pytorch")
    assert atelier(*words).status == 0
    outcome = atelier(*words, "--check")
    assert outcome.status == 1 and outcome.out.splitlines()[1].endswith("  falls short")


@pytest.mark.parametrize(
    ("words", "named"),
    [("--parts kitchen", "'kitchen'"), ("--cases mlp-tiny,magic", "'magic'"), ("--seconds 0", "'0'")],
)
def test_what_is_refused(refused, words, named):
    assert named in refused("bench", *words.split())


def test_how_far_a_step_is_from_the_pace_of_a_large_product(atelier, monkeypatch):
    monkeypatch.setattr(steps, "PRODUCT", 0.75)
    monkeypatch.setattr(steps, "alternate", lambda turns, effort: [[5.0, 6.0, 7.0], [3.0], [2.0]][: len(turns)])
    monkeypatch.setattr(Peer, "is_installed", property(lambda self: self is PYTORCH))
    monkeypatch.setattr(Peer, "load", lambda self: Twin)
    words = ("bench", "--quick", "--cases", "mlp-tiny,cnn-digits8", "--parts", "pytorch", "--json", "-")
    tiny, digits = atelier(*words).json
    # 8 × 8 × 1, 8 kernels of 3 × 3, 4 × 4 × 8, 16 kernels of 3 × 3, 2 × 2 × 16, 10 units
    work = 32 * (2 * (8 * 8 * 8) * 9 + 3 * (4 * 4 * 16) * (9 * 8) + 3 * (2 * 2 * 16) * 10)
    assert tiny["times_limit"] is None and digits["times_limit"] == pytest.approx(6 * 0.75 / (2 * work))


def test_figures_as_json(atelier):
    found = atelier("bench", "--cases", "mlp-tiny", "--parts", "pytorch", "--seconds", "0.05", "--json", "-").json
    assert found[0]["case"] == "mlp-tiny" and found[0]["ours"] > 0 and found[0]["pairs"] >= 30
