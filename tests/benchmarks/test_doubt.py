"""The program that measures doubt runs, and writes down the error rates of every kind."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.test_window_benchmarks import run


def test_a_quick_look_writes_a_row_for_each_kind_and_each_set_of_digits(tmp_path: Path) -> None:
    done, rows = run(tmp_path, "doubt.py", "--quick")
    assert done.returncode == 0, done.stderr
    names = [row["name"] for row in rows]
    assert [name for name in names if name.startswith("doubted of digits")] == names[:4]
    assert all(0 <= row["value"] <= 100 for row in rows)
    assert "energy (Liu 2020)" in done.stdout


def test_what_was_learned_from_few_pictures_is_measured_too(tmp_path: Path) -> None:
    done, rows = run(tmp_path, "few_pictures.py", "--quick")
    assert done.returncode == 0, done.stderr
    assert "animals, 5 a class             nothing is told" in done.stdout
    assert {row["name"].split()[3] for row in rows} == {"animals,", "shapes,", "digits,", "strokes,"}
    assert all(0 <= row["value"] <= 100 for row in rows)
