"""The program as a whole: commands, help, exit statuses, interrupts, and the commands that need a window."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import playground
from playground.cli.program import COMMANDS

ROOT = Path(playground.__file__).resolve().parents[1]


def started(*words, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "playground", *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        **options,
    )


def test_version(atelier):
    outcome = atelier("--version")
    assert (outcome.status, outcome.out) == (0, f"atelier {playground.__version__}\n")


def test_help_names_every_command(atelier):
    outcome = atelier("--help")
    assert outcome.status == 0 and all(f"  {name} " in outcome.out for name in (*COMMANDS, "test"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(atelier, command):
    outcome = atelier(command, "--help")
    assert outcome.status == 0 and outcome.out.startswith(f"usage: atelier {command}")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("trian", "'trian'; did you mean train?"),
        ("trian --data circle", "'trian'; did you mean train?"),
        ("TRAIN", "did you mean train?"),
        ("eval", "did you mean evaluate?"),
        ("help", "did you mean --help?"),
        ("nowhere.csv", "the name of a file that the window opens"),
        ("test", "main.py test"),
        ("--workspace kitchen", "'kitchen'"),
        ("--workspace kitchen", "one of regression, perceptron, network, images"),
        ("--magic", "--magic"),
        ("--workspaces network", "did you mean --workspace?"),
        ("--workspace network a b", "'b'"),
        ("screenshot", "FILE.png"),
        ("train --data circle --epoch 3", "no option --epoch; did you mean --epochs?"),
        ("train --data circle 3", "'3' is one argument too many"),
        ("train --data circle --seed 9007199254740993", "from 0 to 9,007,199,254,740,992"),
        ("train --data digits --black 1e40", "from −10³⁰ to 10³⁰"),
        ("screenshot a.jpg --workspace network", ".png"),
        ("screenshot a.png --workspace kitchen", "'kitchen'"),
        ("screenshot a.png --workspace network --theme pink", "'pink'"),
        ("screenshot a.png --workspace network --size big", "'big'"),
        ("screenshot a.png --workspace network --size 10x10", "'10x10'"),
        ("screenshot a.png --workspace network --train -1", "'-1'"),
        ("tour", "DIR"),
        (f"tour {__file__}", "DIR"),
        ("tour a\0b", "DIR"),
        (f"screenshot {'a' * 300}.png --workspace network", "too long"),
        ("a" * 300, "too long"),
        ("a\0b", "no file"),
    ],
)
def test_what_is_refused(refused, words, named):
    assert named in refused(*words.split())


def test_a_program_without_qt_does_not_load_it():
    words = ["train", "--data", "circle", "--epochs", "1", "--json", "-"]
    code = f"import sys; from playground.cli import main; main({words!r}); print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for a single child on Windows")
def test_an_interrupt_ends_training_with_what_was_reached(tmp_path):
    model = tmp_path / "m.atelier"
    words = ["train", "--data", "circle", "--epochs", "1000000", "--layers", "dense64 dense64", "--json", "-"]
    code = (
        "import playground.cli.run as run, os, signal\n"
        "from playground.cli import main\n"
        "make = run.make_trainer\n"
        "def made(*a):\n"
        "    trainer = make(*a); train = trainer.run.train\n"
        "    def trained(steps):\n"
        "        train(steps)\n"
        "        if trainer.run.step_count == 50: print('READY', flush=True)\n"
        "    trainer.run.train = trained\n"
        "    return trainer\n"
        "run.make_trainer = made\n"
        f"raise SystemExit(main({[*words, '--save', str(model)]!r}))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "READY\n"
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    found = json.loads(out)
    assert child.returncode == 0 and found["steps"] >= 50 and found["epochs"] < 1_000_000
    assert "stopped" in err and "Traceback" not in err and model.exists()


def test_a_reader_that_leaves_is_no_error():
    child = started("evaluate", "strokes", "strokes", "--points", "20")
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()
    assert child.wait(60) == 0 and "Traceback" not in err


def test_a_complaint_that_nobody_hears_is_no_other_error():
    child = started("train", "--data", "nonsense")
    child.stderr.close()
    child.stdout.close()
    assert child.wait(60) == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_output_that_cannot_be_written_is_said():
    with open("/dev/full", "w") as full:
        child = subprocess.run(
            [sys.executable, "-m", "playground", "evaluate", "strokes", "strokes", "--points", "20", "--seed", "9"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert child.returncode == 2 and child.stderr.startswith("atelier: ") and child.stderr.count("\n") == 1


def test_a_screenshot_shows_the_window(tmp_path):
    target = tmp_path / "network.png"
    child = started(
        "screenshot", target, "--workspace", "network", "--theme", "dark", "--size", "1280x720", "--train", "0.3"
    )
    out, err = child.communicate(timeout=120)
    assert (child.returncode, out, err) == (0, "", "")
    with Image.open(target) as picture:
        assert picture.size == (1280, 720)
        colours = picture.convert("RGB").getcolors(2**24)
    assert len(colours) > 200 and max(colours)[1] < (64, 64, 64), "a dark window with something in it"


def test_a_screenshot_without_a_workspace_shows_the_first(tmp_path):
    child = started("screenshot", tmp_path / "a.png", "--size", "1280x720")
    out, err = child.communicate(timeout=120)
    assert (child.returncode, out, err) == (0, "", "") and (tmp_path / "a.png").stat().st_size > 10_000


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_mistyped_command_is_told_before_a_missing_screen(tmp_path):
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    words = [sys.executable, "-m", "playground", "trian", "--data", "circle"]
    ended = subprocess.run(words, cwd=ROOT, env=env | {"QT_QPA_PLATFORM": ""}, capture_output=True, text=True)
    assert ended.returncode == 2 and "did you mean train?" in ended.stderr and "screen here" not in ended.stderr


def test_a_screenshot_of_what_a_workspace_does_not_show_is_refused(tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("0,0,a\n1,1,b\n2,2,c\n")
    child = started("screenshot", tmp_path / "a.png", "--workspace", "perceptron", "--open", points)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err.count("\n")) == (2, "", 1) and "3 classes" in err


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise on Windows")
def test_a_tour_that_could_write_nothing_is_not_begun(refused, monkeypatch, closed_folder):
    monkeypatch.setattr("playground.cli.tour.train", None)
    assert "may not be written" in refused("tour", closed_folder())


def test_the_tour_says_what_it_reached(atelier, tmp_path, monkeypatch):
    monkeypatch.setattr("playground.cli.tour._take_pictures", lambda folder, output: None)
    outcome = atelier("tour", tmp_path / "tour")
    assert outcome.status == 0 and outcome.out.count("Trained") == 4 and "drawn digit" in outcome.out
    assert {path.name for path in (tmp_path / "tour").iterdir()} == {
        "line.png",
        "separable.png",
        "spiral.png",
        "digits.png",
        "drawn-digit.png",
    }
