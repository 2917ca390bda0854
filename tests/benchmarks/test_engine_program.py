"""The engine's benchmark as a program."""

import json
import subprocess
import sys
from pathlib import Path

from engine import CASE_NAMES, PARTS

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "engine.py"


def test_the_program_measures_what_is_asked_for(tmp_path):
    words = ["--quick", "--cases", "mlp-tiny,cnn-digits8", "--parts", "pytorch,grid", "--json", tmp_path / "a.json"]
    done = subprocess.run([sys.executable, PROGRAM, *map(str, words)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [row["case"] for row in rows] == ["mlp-tiny", "cnn-digits8", "grid-200"]
    assert all(row["ours"] > 0 and row["pairs"] == 3 for row in rows)
    assert [row["times_limit"] is None for row in rows] == [True, False, True]
    assert all(row["case"] in done.stdout and row["verdict"] in done.stdout for row in rows)


def test_every_case_and_part_has_a_name_of_its_own():
    assert len(set(CASE_NAMES)) == len(CASE_NAMES) == 11 and len(set(PARTS)) == 7
