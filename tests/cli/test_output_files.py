"""What a command writes: all of it is tried before the work, and nothing that it reads is ever replaced."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.cli.output import to_json
from playground.document import read

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and rights are made otherwise on Windows")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 and /proc are Linux's")
ROOT = Path(__file__).resolve().parents[2]
CIRCLE = ("train", "--data", "circle", "--epochs", 1)
POINTS = "0,0,a\n1,1,b\n1,2,a\n2,1,b\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the command runs: points, a pair of IDX files, a class folder of pictures, a picture."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.csv").write_text(POINTS)
    for name in ("t-images-idx3-ubyte", "t-labels-idx1-ubyte"):
        (tmp_path / name).touch()
    for name in ("a", "b"):
        (tmp_path / "set" / name).mkdir(parents=True)
        Image.new("L", (8, 8)).save(tmp_path / "set" / name / "1.png")
    Image.new("L", (8, 8)).save(tmp_path / "d.png")
    return tmp_path


@pytest.fixture
def no_work(monkeypatch):
    """What would be the work is an error."""
    monkeypatch.setattr("playground.cli.train.train", None)
    monkeypatch.setattr("playground.cli.train.make_plan", None)
    monkeypatch.setattr("playground.cli.evaluate.open_model", None)
    monkeypatch.setattr("playground.cli.predict.open_model", None)


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    "words",
    [
        "train --data p.csv --save p.csv",
        "train --data p.csv --save set/../p.csv",
        "train --data p.csv --save link.csv",
        "train --data p.csv --json other.csv",
        "train --data t-images-idx3-ubyte --save t-images-idx3-ubyte",
        "train --data t-images-idx3-ubyte --save t-labels-idx1-ubyte",
        "train --data t-labels-idx1-ubyte --json t-images-idx3-ubyte",
        "train --data set --plot set/a/1.png",
        "evaluate strokes p.csv --json p.csv",
        "evaluate p.csv set --json p.csv",
        "evaluate strokes set --json set/b/1.png",
        "predict strokes a.png d.png --json d.png",
        "predict d.png a.png --json d.png",
        "screenshot d.png --open d.png",
    ],
)
def test_what_a_command_reads_is_not_replaced(folder, refused, words):
    if sys.platform == "win32" and ("link" in words or "other" in words):
        pytest.skip("links are made otherwise on Windows")
    elif sys.platform != "win32":
        (folder / "link.csv").symlink_to("p.csv")
        os.link(folder / "p.csv", folder / "other.csv")
    assert "would take the place of what" in refused(*words.split())
    assert (folder / "p.csv").read_text() == POINTS


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    "words",
    [
        "--save new --json new",
        "--save new.png --plot ./new.png",
        "--plot new.png --json set/../new.png",
        "--save later --json link",
        "--save p.csv --json other",
    ],
)
def test_one_name_does_not_stand_for_two_outputs(folder, refused, words):
    if sys.platform != "win32":
        (folder / "link").symlink_to("later")
        os.link(folder / "p.csv", folder / "other")
    elif "link" in words or "other" in words:
        pytest.skip("links are made otherwise on Windows")
    assert "name the same file" in refused("train", "--data", "circle", *words.split())
    assert not (folder / "new").exists() and not (folder / "new.png").exists()


def test_outputs_beside_the_data_are_written(folder, atelier):
    words = "--save set/model.atelier --plot set/a.png --json set/a/new.json"
    assert atelier("train", "--data", "set", "--layers", "dense2", "--epochs", 1, *words.split()).status == 0
    assert {path.name for path in (folder / "set").iterdir()} == {"a", "b", "model.atelier", "a.png"}
    assert (folder / "set" / "a" / "new.json").exists()


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("option", ["--save", "--json"])
def test_what_names_a_folder_is_refused(folder, refused, option):
    assert "''" in refused("train", "--data", "circle", option, "")
    for name in ("set", "set/", "new/", "."):
        assert "is a folder" in refused("train", "--data", "circle", option, name)
    assert "no folder" in refused("train", "--data", "circle", option, "none/a")


@pytest.mark.parametrize(
    "words",
    [["tour", ""], ["predict", "strokes", ""], ["evaluate", "strokes", ""], ["screenshot", "a.png", "--open", ""]],
)
def test_no_name_at_all_is_refused(refused, words):
    assert "''" in refused(*words)


@POSIX
@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("option", ["--save", "--plot", "--json"])
def test_nothing_but_a_file_is_written(folder, refused, option):
    os.mkfifo(folder / "pipe.png")
    (folder / "here.png").symlink_to("there.png")
    (folder / "there.png").symlink_to("here.png")
    assert "not an ordinary file" in refused("train", "--data", "circle", option, "pipe.png")
    assert "Too many levels" in refused("train", "--data", "circle", option, "here.png")


@POSIX
@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("option", ["--save", "--plot", "--json"])
def test_a_file_in_a_folder_where_nothing_can_be_made_is_refused_at_once(refused, closed_folder, option):
    folder = closed_folder()
    as_root = os.getuid() == 0
    if as_root:
        os.seteuid(0)
    (folder / "file").rename(folder / "file.png")
    (folder / "file.png").chmod(0o666)
    folder.chmod(0o555)
    if as_root:
        os.seteuid(65534)
    assert "may not be written" in refused("train", "--data", "circle", option, folder / "file.png")


@POSIX
def test_outputs_keep_their_rights_and_their_names(folder, atelier):
    outputs = {"--save": folder / "a.atelier", "--plot": folder / "a.png", "--json": folder / "a.json"}
    for path in outputs.values():
        path.write_bytes(b"old")
        path.chmod(0o600)
        os.link(path, path.with_suffix(".other"))
        path.with_suffix(".other").rename(f"{path}.other")
    assert atelier(*CIRCLE, *(word for pair in outputs.items() for word in pair)).status == 0
    for path in outputs.values():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert os.path.samefile(path, f"{path}.other") and path.stat().st_size > 10


def run(*words, environment=os.environ, **options):
    """The program in a process of its own."""
    command = [sys.executable, "-m", "playground", *map(str, words)]
    environment = {**environment, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, **options)


@POSIX
def test_on_a_full_disk_the_old_files_stay_and_no_new_ones_do(folder, unmeasured):
    def no_room():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    (folder / "old.png").write_bytes(b"old")
    words = ("--save", "new.atelier", "--plot", "old.png", "--json", "new.json")
    before = sorted(path.name for path in folder.iterdir())
    done = run(*CIRCLE, *words, cwd=folder, environment=unmeasured, preexec_fn=no_room)
    said = done.stderr.decode()
    assert done.returncode == 2 and said.count("\n") == 1 and b"Accuracy" in done.stdout
    assert all(f"{name} cannot be written" in said for name in words[1::2])
    assert sorted(path.name for path in folder.iterdir()) == before
    assert (folder / "old.png").read_bytes() == b"old"


def test_one_output_that_fails_does_not_take_the_others_with_it(folder, atelier, monkeypatch):
    monkeypatch.setattr("playground.cli.train.write_plot", lambda *_: read(folder / "none"))
    outcome = atelier(*CIRCLE, "--save", "a.atelier", "--plot", "a.png", "--json", "a.json")
    assert outcome.status == 2 and "none cannot be read" in outcome.err and "Accuracy" in outcome.out
    assert read(folder / "a.atelier").theta is not None and json.loads((folder / "a.json").read_text())["epochs"] == 1


@LINUX
def test_a_model_is_saved_though_nobody_reads_what_was_reached(folder):
    command = [sys.executable, "-m", "playground", *map(str, CIRCLE), "--save", "a.atelier", "--json", "a.json"]
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    ) as child:
        child.stdout.close()
    assert read(folder / "a.atelier").theta is not None and (folder / "a.json").exists()


@POSIX
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/stderr", "/dev/null"])
def test_streams_have_names_too(folder, name):
    done = run(*CIRCLE, "--json", name, cwd=folder)
    streams = {"/dev/stdout": done.stdout, "/dev/stderr": done.stderr}
    assert done.returncode == 0 and b"Accuracy" in done.stdout
    assert all((b'"epochs": 1' in stream) == (stream_name == name) for stream_name, stream in streams.items())


@POSIX
@pytest.mark.parametrize("option", ["--save", "--plot"])
def test_a_file_into_which_the_program_prints_is_not_replaced(folder, option):
    command = [sys.executable, "-m", "playground", *map(str, CIRCLE), option, "a.png"]
    with (folder / "a.png").open("w") as printed:
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=printed, stderr=subprocess.PIPE
        )
    assert done.returncode == 2 and b"what the program prints goes there" in done.stderr


@LINUX
def test_names_that_are_not_utf_8_are_read_and_written(folder, atelier):
    name = os.fsdecode(b"caf\xe9")
    (folder / f"{name}.csv").write_text(POINTS)
    outputs = {"--save": f"{name}.atelier", "--plot": f"{name}.png", "--json": f"{name}.json"}
    words = [word for pair in outputs.items() for word in pair]
    assert atelier("train", "--data", f"{name}.csv", "--epochs", 1, *words).status == 0
    found = json.loads((folder / outputs["--json"]).read_text(encoding="utf-8"))
    assert found["data"] == f"{name}.csv" and read(folder / outputs["--save"]).theta is not None
    printed = atelier("evaluate", outputs["--save"], f"{name}.csv", "--json", "-")
    assert printed.status == 0 and printed.json["count"] == 4


def test_json_is_text_whatever_the_names():
    text = to_json({"a\udce9": ["é\ud800", 1.5]})
    assert json.loads(text.encode()) == {"a\udce9": ["é\ud800", 1.5]}


@LINUX
def test_of_a_window_that_is_killed_nothing_is_left(folder, tmp_path):
    (folder / "temporary").mkdir()
    code = (
        "import os, signal\n"
        "from playground.ui.shell import screenshot\n"
        "screenshot.save_picture = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from playground.cli import main\n"
        "main(['screenshot', 'a.png', '--workspace', 'perceptron'])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary")}
    environment |= {"XDG_CONFIG_HOME": str(folder / "temporary"), "XDG_CACHE_HOME": str(folder / "temporary")}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, stderr=subprocess.PIPE)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert list((folder / "temporary").iterdir()) == [] and not (folder / "a.png").exists()


def test_a_tour_tries_all_its_pictures_before_it_begins(refused, monkeypatch, tmp_path):
    monkeypatch.setattr("playground.cli.tour.train", None)
    (tmp_path / "images-dark.png").mkdir()
    assert "images-dark.png' is a folder" in refused("tour", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["images-dark.png"]


@POSIX
def test_a_set_of_pictures_is_read_without_what_is_no_file(folder, atelier):
    os.mkfifo(folder / "set" / "a" / "pipe.png")
    outcome = atelier("train", "--data", "set", "--layers", "dense2", "--epochs", 1)
    assert outcome.status == 0 and "1 file could not be read, the first is a/pipe.png" in outcome.err


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        "evaluate PIPE.atelier circle",
        "evaluate strokes PIPE.npz",
        "predict PIPE.atelier d.png",
        "predict strokes PIPE.png",
        "predict strokes /dev/zero",
        "train --data PIPE.csv",
        "train --data PIPE-images-idx3-ubyte",
        "train --data /dev/random",
        "PIPE.atelier",
        "/dev/zero",
    ],
)
def test_nothing_but_a_file_is_read(folder, refused, words):
    pipe = next((word for word in words.split() if "PIPE" in word), None)
    if pipe is not None:
        os.mkfifo(folder / pipe)
    refused(*words.split())


@POSIX
def test_the_labels_of_a_set_are_not_read_from_a_pipe(folder, refused):
    np.array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 8] + [0] * 128, np.uint8).tofile("u-images-idx3-ubyte")
    os.mkfifo(folder / "u-labels-idx1-ubyte")
    assert "labels" in refused("train", "--data", "u-images-idx3-ubyte")


@LINUX
@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("option", ["--save", "--json", "--plot"])
def test_a_folder_that_takes_no_files_is_not_said_to_be_missing(refused, option):
    told = refused("train", "--data", "circle", option, "/proc/a.png")
    assert "may not be written" in told and "no folder" not in told


@POSIX
@pytest.mark.usefixtures("no_work")
def test_of_a_link_the_folder_that_is_missing_is_named(refused, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("link.atelier").symlink_to(tmp_path / "gone" / "a.atelier")
    assert "gone'" in refused("train", "--data", "circle", "--save", "link.atelier")
