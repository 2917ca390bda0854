"""`atelier predict`: what a saved model sees in pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playground.cli.arguments import Parser, add_json
from playground.cli.errors import SomeFailed, UsageError
from playground.cli.models import Model, open_model
from playground.cli.output import Output, complain
from playground.data.errors import DataError
from playground.data.pictures import open_picture, prepare

EPILOG = """\
MODEL is a document saved by `atelier train --save` or by the window, or the shipped model: strokes.
Pictures of any format are prepared as in the window: for networks that take grey pictures the writing is found,
cropped, scaled and centred; for others the middle square is taken.
A picture that cannot be read costs a line on standard error and exit status 2; the others are answered all the same.
"""
SHOWN_CLASSES = 3


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier predict", "What a saved model sees in pictures.", EPILOG)
    parser.add_argument("model", metavar="MODEL", help="a saved model, or the shipped one: strokes")
    parser.add_argument("pictures", metavar="PICTURE", nargs="+", help="picture files")
    add_json(parser)
    options = parser.parse_args(argv)
    output, model = Output(options.json), open_model(options.model)
    if not model.takes_pictures:
        raise UsageError(
            "{model} was trained on points of the plane; predict takes a model of pictures", model=options.model
        )
    answers, failed = [], False
    for file in options.pictures:
        try:
            answers.append(predict(model, file))
        except DataError as error:
            complain(str(error))
            failed = True
    _print(output, answers)
    output.results(answers)
    if failed:
        raise SomeFailed


def predict(model: Model, file: str) -> dict[str, Any]:
    """The label of a picture file and the probability of every class; DataError when it cannot be read."""
    prepared = prepare(open_picture(file), model.document.input_shape, model.style)
    share = model.probabilities(prepared.tensor[None])[0]
    names = model.document.class_names
    return {
        "file": file,
        "label": names[int(share.argmax())],
        "probabilities": {name: float(value) for name, value in zip(names, share, strict=True)},
    }


def _print(output: Output, answers: Sequence[dict[str, Any]]) -> None:
    width = max((len(answer["file"]) for answer in answers), default=0)
    for answer in answers:
        ranked = sorted(answer["probabilities"].items(), key=lambda pair: -pair[1])[:SHOWN_CLASSES]
        shares = "   ".join(f"{name} {share:.1%}" for name, share in ranked)
        output.say(f"{answer['file']:<{width}}  {answer['label']:<4}  {shares}")
