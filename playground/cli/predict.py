"""`atelier predict`: what a saved model sees in pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playground.cli.arguments import Parser, add_json, name_of_file
from playground.cli.errors import SomeFailed, UsageError
from playground.cli.models import SavedModel, model_file, open_model
from playground.cli.output import Output, complain
from playground.cli.output_files import check_apart
from playground.data.errors import DataError
from playground.data.pictures import open_picture, prepare

EPILOG = """\
MODEL is a document saved by `atelier train --save` or by the window, or the shipped model: strokes.
Pictures of any format are prepared as in the window: for networks that take grey pictures the writing is found,
cropped, scaled and centred; for others the middle square is taken.
Where a picture resembles nothing that the model learned, "nothing fits" is added. As JSON: "known" is false then,
true otherwise, null where the document does not tell; "novelty" is the distance to the nearest learned picture, in
units of the one within which 97 of 100 pictures of the learned kind are.
A picture that cannot be read costs a line on standard error and exit status 2; the others are answered all the same.
"""
SHOWN_CLASSES = 3


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier predict", "What a saved model sees in pictures.", EPILOG)
    parser.add_argument("model", type=name_of_file, metavar="MODEL", help="a saved model, or the shipped one: strokes")
    parser.add_argument("pictures", type=name_of_file, metavar="PICTURE", nargs="+", help="picture files")
    add_json(parser)
    options = parser.parse_args(argv)
    output = Output(options.json)
    check_apart({"--json": output.file}, {"MODEL": [model_file(options.model)], "PICTURE": options.pictures})
    model = open_model(options.model)
    if not model.takes_maps:
        raise UsageError(
            "{model} was trained on {noun}s; predict takes a model of pictures",
            model=options.model,
            noun=model.learned.noun,
        )
    answers, failed = [], False
    for file in options.pictures:
        try:
            answers.append(predict(model, file))
        except DataError as error:
            complain(str(error))
            failed = True
    output.results(answers)
    _print(output, answers)
    if failed:
        raise SomeFailed


def predict(model: SavedModel, file: str) -> dict[str, Any]:
    """The label of a picture file and the probability of every class, or the values that the model sees in it;
    DataError when it cannot be read."""
    shape, names = model.document.input_shape, model.document.class_names
    preparation = model.learned.preparation(shape[-1])
    prepared = prepare(open_picture(file), shape, preparation.style_for(shape[-1]), preparation.fit)
    output = model.outputs(prepared.tensor[None])
    if not names:
        return {"file": file, "values": model.targets.decode(output)[0].tolist()}
    shares, novelty = model.targets.decision(output)[0], model.novelty(prepared.tensor[None])
    return {
        "file": file,
        "label": names[int(shares.argmax())],
        "probabilities": {name: float(share) for name, share in zip(names, shares, strict=True)},
        "known": None if novelty is None else bool(novelty[0] <= 1),
        "novelty": None if novelty is None else float(novelty[0]),
    }


def _print(output: Output, answers: Sequence[dict[str, Any]]) -> None:
    width = max((len(answer["file"]) for answer in answers), default=0)
    for answer in answers:
        output.say(f"{answer['file']:<{width}}  {_told(answer)}")


def _told(answer: dict[str, Any]) -> str:
    if "values" in answer:
        return "   ".join(f"{value:.4g}" for value in answer["values"])
    ranked = sorted(answer["probabilities"].items(), key=lambda pair: -pair[1])[:SHOWN_CLASSES]
    doubt = "   nothing fits" if answer["known"] is False else ""
    return f"{answer['label']:<4}  " + "   ".join(f"{name} {share:.1%}" for name, share in ranked) + doubt
