"""The programs that measure the window run, and write down every figure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(folder: Path, program: str, *words: str) -> tuple[subprocess.CompletedProcess[str], list[dict]]:
    target = folder / "figures.json"
    command = [sys.executable, str(ROOT / "benchmarks" / program), *words, "--json", str(target)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100)
    return done, json.loads(target.read_text("utf-8")) if target.exists() else []


def test_a_quick_look_at_one_part_writes_its_rows(tmp_path: Path) -> None:
    done, rows = run(tmp_path, "window.py", "--quick", "--only", "idle")
    assert done.returncode == 0, done.stderr
    assert [row["name"].split(":")[0] for row in rows] == ["idle before any training", "paused after training"]
    assert len(done.stdout.splitlines()) == len(rows)


def test_a_quick_look_at_large_networks_has_every_act_and_the_memory(tmp_path: Path) -> None:
    done, rows = run(tmp_path, "window.py", "--quick", "--only", "large")
    assert done.returncode == 0, done.stderr
    assert [row["unit"] for row in rows] == ["ms", "ms", "ms", "ms", "MB"]


def test_a_quick_look_at_the_first_chapters_has_frames_edits_and_drags(tmp_path: Path) -> None:
    done, rows = run(tmp_path, "window.py", "--quick", "--only", "regression", "perceptron")
    assert done.returncode == 0, done.stderr
    assert [row["name"].split(":")[0] for row in rows] == 7 * ["regression"] + 3 * ["regression, 1 – 30 – 1"] + 5 * [
        "perceptron"
    ]
    assert {row["bound"] for row in rows if "dragged" in row["name"]} == {33}


def test_an_unknown_part_is_refused(tmp_path: Path) -> None:
    done, rows = run(tmp_path, "window.py", "--only", "curtains")
    assert done.returncode == 2
    assert "curtains" in done.stderr
    assert not rows
