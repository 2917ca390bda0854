"""Names out of files never command the terminal on which they are told."""

import ast
import json
import sys
from pathlib import Path

import pytest

import playground
from playground.cli.harmless import COMMANDING, harmless
from playground.cli.output import Output, complain, to_json

CLI = Path(playground.__file__).parent / "cli"
NASTY = "\x1b[31mred\x07\x9b2J\u202egnp.exe\u2066\r"


def test_letters_that_a_terminal_obeys_are_shown():
    assert harmless(NASTY) == r"\x1b[31mred\x07\x9b2J\u202egnp.exe\u2066\r"
    assert harmless("a\nb") == r"a\nb"


@pytest.mark.parametrize("text", ["Zürich – θ₁ ≤ 10⁻³", "नमस्ते", "می‌خواهم", "עברית", "👩‍🔬 猫", "a\tb"])
def test_words_of_all_scripts_stay(text):
    assert harmless(text) == text


def test_whatever_is_printed_is_harmless(capsys):
    output = Output(None)
    output.say(NASTY)
    output.table([("Data", NASTY + "\nAccuracy  100 %")])
    complain(NASTY)
    printed = capsys.readouterr()
    assert not COMMANDING.search(printed.out + printed.err)
    assert printed.out.count("\n") == 2 and printed.err.count("\n") == 1


def test_json_keeps_what_names_say_and_holds_no_such_letter():
    text = to_json({"classes": [NASTY]})
    assert json.loads(text) == {"classes": [NASTY]} and not COMMANDING.search(text)


@pytest.mark.skipif(sys.platform == "win32", reason="files have other names on Windows")
def test_a_file_and_its_classes_are_told_harmlessly(atelier, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "\x1b]0;title\x07\u202e.csv"
    rows = "".join(f"{row},{row % 3},{'a' if row % 2 else 'b'}\x9b31m\n" for row in range(20))
    Path(name).write_text("x1\u202e,x2,label\n" + rows, encoding="utf-8")
    for words in (("train", "--data", name, "--epochs", 1, "--save", "m.atelier"), ("evaluate", "m.atelier", name)):
        outcome = atelier(*words)
        assert outcome.status == 0, outcome.err
        assert not COMMANDING.search(outcome.out + outcome.err)
    refusal = atelier("train", "--data", "\x1b[2J").err
    assert refusal.count("\n") == 1 and not COMMANDING.search(refusal)


def test_there_is_one_place_that_prints():
    for path in CLI.glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        printing = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
        assert not printing or path.name == "output.py", path.name
