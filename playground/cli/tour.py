"""`atelier tour`: shows the program's main job from end to end, also where there is no screen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playground.cli.arguments import Parser, name_of_file
from playground.cli.errors import UsageError
from playground.cli.models import open_model
from playground.cli.offscreen import use_offscreen
from playground.cli.output import Output, shown
from playground.cli.output_files import output_file, write_output
from playground.cli.plan import Plan, make_plan
from playground.cli.plot import png_of, write_plot
from playground.cli.predict import predict
from playground.cli.run import train
from playground.cli.train import train_parser
from playground.data.contents import content_of
from playground.data.paths import reason
from playground.ui.workspaces.kinds import WORKSPACES

SIZE = (1440, 900)
DRAWING = "drawn-digit.png"
MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LESSONS = (
    ("a line on values", "--data line --model regression"),
    ("a perceptron on separable points", "--data separable --model perceptron --points 200 --noise 0"),
    ("a network on the spiral", "--data spiral --model mlp --epochs 200"),
    ("a CNN on handwritten digits", "--data digits --model cnn --epochs 20 --train-share 0.75"),
)
EPILOG = """\
Fits a line, trains a perceptron, a network and a CNN, lets the shipped network read a drawn digit, and writes what it
saw: plots of the four runs, the drawing, and a picture of every workspace in both themes. It takes less than a minute.
"""


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier tour", "Trains every kind of model and takes pictures of every workspace.", EPILOG)
    text = "where the pictures go; made when it is missing"
    parser.add_argument("folder", type=name_of_file, metavar="DIR", help=text)
    folder = _made(parser.parse_args(argv).folder)
    output, start = Output(None), time.monotonic()
    output.say(f"Atelier's tour, into {folder}")
    for title, words in LESSONS:
        _train(title, words, folder, output)
    _read_drawing(folder, output)
    _take_pictures(folder, output)
    output.say(f"Done in {time.monotonic() - start:.0f} s.")


def _made(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError:  # what it lies in is there, and takes no folders
        raise UsageError("DIR {name!r} cannot be made; a folder of your own is needed", name=name) from None
    except (OSError, ValueError) as error:
        raise UsageError("DIR {name!r} cannot be made: {reason}", name=name, reason=reason(error)) from None
    for picture in (*_plots(), DRAWING, *(f"{kind}-{mode}.png" for kind in WORKSPACES for mode in MODES)):
        output_file(str(folder / picture), "DIR")
    return folder


def _plots() -> list[str]:
    return [f"{train_parser().parse_args(words.split()).data}.png" for _, words in LESSONS]


def _train(title: str, words: str, folder: Path, output: Output) -> None:
    options = train_parser().parse_args(words.split())
    plan: Plan = make_plan(options)
    reached = train(plan.experiment, plan.epochs, f"Training {title}")
    snapshot = reached.snapshot(plan.map_cells)
    write_plot(folder / f"{options.data}.png", snapshot, f"{options.data} · {plan.name}")
    scores, progress = snapshot.scores, snapshot.progress
    told = f"{shown(scores.test_accuracy, '.1%')} of the test samples right"
    if scores.test_accuracy is None:
        told = f"loss {shown(scores.test_loss)} on the test samples"
    output.say(f"Trained {title}: {told} after {progress.step:,} steps in {reached.seconds:.1f} s")
    if reached.stopped:
        raise KeyboardInterrupt


def _read_drawing(folder: Path, output: Output) -> None:
    path = folder / DRAWING
    _draw_digit(path)
    answer = predict(open_model("strokes"), str(path))
    share = answer["probabilities"][answer["label"]]
    output.say(f"Read the drawn digit {path.name}: the shipped network says {answer['label']}, sure to {share:.1%}")


def _draw_digit(path: Path) -> None:
    """A 5 as somebody draws it with the mouse."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (280, 280), 0)
    stem = [(178, 74), (112, 76), (104, 132)]
    bow = [(104, 132), (134, 120), (166, 128), (182, 156), (174, 190), (146, 208), (112, 202), (98, 190)]
    draw = ImageDraw.Draw(picture)
    for stroke in (stem, bow):
        draw.line(stroke, 255, 18, joint="curve")
        for x, y in stroke:
            draw.ellipse((x - 9, y - 9, x + 9, y + 9), 255)
    write_output(path, png_of(picture))


def _take_pictures(folder: Path, output: Output) -> None:
    use_offscreen()
    from playground.ui.look.theme import THEME
    from playground.ui.shell.screenshot import (
        open_file,
        save_picture,
        studio_offscreen,
        train,
        wait_for_frame,
    )

    drawing = folder / DRAWING
    with studio_offscreen(SIZE) as studio:
        for name, kind in WORKSPACES.items():
            session = studio.show_workspace(name)
            wait_for_frame(session)
            if content_of(drawing) in kind.takes:
                open_file(studio, drawing, name)
            train(session, kind.tour_seconds)
            for mode in MODES:
                THEME.set_mode(mode)
                wait_for_frame(session)
                save_picture(studio.window, folder / f"{name}-{mode}.png")
            session.play(False)
            output.say(f"Took pictures of {name}: {name}-light.png and {name}-dark.png")
