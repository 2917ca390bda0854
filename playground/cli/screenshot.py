"""`atelier screenshot`: a picture of the real window, rendered without a screen."""

from __future__ import annotations

from collections.abc import Sequence

from playground.cli.arguments import Parser, name_of_file, number, one_of, size
from playground.cli.offscreen import use_offscreen
from playground.cli.output import ProgressLine
from playground.cli.output_files import check_apart, output_file
from playground.ui.workspaces.kinds import WORKSPACES

THEMES = ("light", "dark")
DEFAULT_SIZE = (1440, 900)
EPILOG = """\
The window is the real one, with its worker: it is opened without a screen, trains for as long as it is told, and is
painted into the file. QT_SCALE_FACTOR=2 in the environment makes a picture of twice as many pixels.
"""


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier screenshot", "Takes a picture of the window, without a screen.", EPILOG)
    add = parser.add_argument
    add("file", type=name_of_file, metavar="FILE.png", help="the picture to write")
    add("--workspace", type=one_of(tuple(WORKSPACES)), metavar="NAME", help=f"one of {', '.join(WORKSPACES)}")
    add("--theme", type=one_of(THEMES), default="light", metavar="NAME", help="light (default) or dark")
    add("--size", type=size, default=DEFAULT_SIZE, metavar="WxH", help="of the window, in pixels (default 1440x900)")
    add("--train", type=number(0, 3600), default=0.0, metavar="SECONDS", help="how long to train first")
    add("--open", type=name_of_file, metavar="FILE", help="a file to open first, as the window does")
    options = parser.parse_args(argv)
    target = output_file(options.file, "FILE.png", ".png")
    check_apart({"FILE.png": target}, {"--open": [] if options.open is None else [options.open]})
    use_offscreen()
    from playground.ui.shell.screenshot import take_screenshot

    with ProgressLine("Training") as line:
        take_screenshot(
            target, options.workspace, options.theme, options.size, options.train, options.open, tell=line.show
        )
