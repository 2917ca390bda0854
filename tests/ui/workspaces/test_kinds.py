"""The table of workspaces: every row is whole, and readable without a window."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from playground.ui.look import icons
from playground.ui.workspaces.kinds import FIRST, WORKSPACES

ROOT = Path(__file__).resolve().parents[3]
UI = ROOT / "playground" / "ui"


@pytest.mark.parametrize("name", WORKSPACES)
def test_a_row_is_whole(name: str) -> None:
    kind = WORKSPACES[name]
    document = kind.usual_document()
    assert kind.name == name and kind.title and kind.tooltip and kind.icon in icons.names()
    assert kind.shows(document.experiment) and kind.objection(document) is None
    assert 0 < kind.frame_seconds < 1 and 0 < kind.tour_seconds < 60


def test_what_is_shown_first_is_one_of_them() -> None:
    assert WORKSPACES[FIRST.name] is FIRST


def test_the_command_line_reads_the_table_without_a_window() -> None:
    heavy = {"PySide6", "numpy", "playground.training"}
    program = f"import sys, playground.ui.workspaces.kinds; print({heavy!r} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_nothing_in_the_window_but_its_own_folder_names_a_workspace() -> None:
    wrong = []
    for path in sorted(UI.rglob("*.py")):
        own = path.parent.name if path.parent.parent == UI / "workspaces" else ""
        texts = [node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
        wrong += [f"{path.relative_to(ROOT)}: {text!r}" for text in texts if text in WORKSPACES and text != own]
    # Rows say which kinds of data and model they show; they are called the same.
    assert [entry for entry in wrong if "/kind.py: " not in entry] == []
