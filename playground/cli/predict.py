"""`atelier predict`: what a saved model sees in pictures."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from typing import Any

from playground.cli.arguments import Parser, add_json, name_of_file, one_of, whole
from playground.cli.errors import SomeFailed, UsageError
from playground.cli.models import SavedModel, model_file, open_model
from playground.cli.output import Output, ProgressLine, complain
from playground.cli.output_files import check_apart
from playground.data.box import WHOLE, Box
from playground.data.by_hand import AS_IT_IS, ByHand
from playground.data.errors import DataError
from playground.data.pictures import open_picture, prepare

EPILOG = """\
MODEL is a document saved by `atelier train --save` or by the window, or the shipped model: strokes.
Pictures of any format are prepared as those that the network learned, whatever their colours: as digits, where the
writing is found, cropped, scaled and centred, or as photos, where the middle, or the whole between margins, is scaled.
Of several digits in a picture that is taken as digits one is read, and it is said; in JSON their boxes (left, top,
right, bottom, as shares of the picture) are "digits".
Where a picture resembles nothing that the model learned, "nothing fits" is added. As JSON: "known" is false then,
true otherwise, null where the document does not tell; "novelty" is the distance to the nearest learned picture, in
units of the one within which 97 of 100 pictures of the learned kind are.
A picture that cannot be read costs a line on standard error and exit status 2; the others are answered all the same.
"""
SHOWN_CLASSES = 3
RIGHT_TURNS = {"none": 0, "right": 1, "half": 2, "left": 3}


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier predict", "What a saved model sees in pictures.", EPILOG)
    parser.add_argument("model", type=name_of_file, metavar="MODEL", help="a saved model, or the shipped one: strokes")
    parser.add_argument("pictures", type=name_of_file, metavar="PICTURE", nargs="+", help="picture files")
    add_by_hand(parser)
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
    by_hand = ByHand(RIGHT_TURNS[options.turn], options.crop, options.invert)
    answers, refusals = [], []
    with ProgressLine("Reading") as line:
        for number, file in enumerate(options.pictures):
            line.show(number / len(options.pictures))
            try:
                answers.append(predict(model, file, by_hand, options.digit))
            except DataError as error:
                refusals.append(str(error))
    for refusal in refusals:
        complain(refusal)
    output.results(answers)
    _print(output, answers)
    if refusals:
        raise SomeFailed


def add_by_hand(parser: Parser) -> None:
    """The options for what is done to every picture before it is prepared."""
    group = parser.add_argument_group("the picture, as by hand in the window")
    group.add_argument(
        "--turn", type=one_of(tuple(RIGHT_TURNS)), default="none", metavar="HOW", help=", ".join(RIGHT_TURNS)
    )
    group.add_argument(
        "--crop",
        type=part,
        default=WHOLE,
        metavar="L,T,R,B",
        help="left, top, right and bottom of the part that is used, in per cent of the turned picture",
    )
    group.add_argument("--invert", action="store_true", help="exchange bright and dark")
    group.add_argument(
        "--digit", type=whole(1, 99), metavar="N", help="of several digits the one to read, from the left (the largest)"
    )


def part(text: str) -> Box:
    """The type of an argument such as 10,0,90,100: a part of a picture in per cent."""
    try:
        left, top, right, bottom = (float(word) / 100 for word in text.split(","))
    except ValueError:
        left = top = right = bottom = math.nan
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a part such as 10,0,90,100, within 0 and 100")
    return left, top, right, bottom


def predict(model: SavedModel, file: str, by_hand: ByHand = AS_IT_IS, digit: int | None = None) -> dict[str, Any]:
    """The label of a picture file and the probability of every class, or the values that the model sees in it, and
    where its digits are if there are several; DataError when it cannot be read."""
    shape, names = model.document.input_shape, model.document.class_names
    preparation = model.learned.preparation(shape[-1])
    picture = by_hand.applied(open_picture(file, known=preparation.values))
    which = None if digit is None else digit - 1
    prepared = prepare(picture, shape, preparation.style_for(shape[-1]), preparation.fit, which=which)
    output = model.outputs(prepared.tensor[None])
    answer: dict[str, Any] = {"file": file}
    if names:
        shares, novelty = model.targets.decision(output)[0], model.novelty(prepared.tensor[None])
        answer["label"] = names[int(shares.argmax())]
        answer["probabilities"] = {name: float(share) for name, share in zip(names, shares, strict=True)}
        answer["known"] = None if novelty is None else bool(novelty[0] <= 1)
        answer["novelty"] = None if novelty is None else float(novelty[0])
    else:
        answer["values"] = model.targets.decode(output)[0].tolist()
    if len(prepared.digits) > 1:
        answer |= {"digits": [list(box) for box in prepared.digits], "digit": prepared.chosen + 1}
    return answer


def _print(output: Output, answers: Sequence[dict[str, Any]]) -> None:
    width = max((len(answer["file"]) for answer in answers), default=0)
    for answer in answers:
        output.say(f"{answer['file']:<{width}}  {_told(answer)}")
        if "digits" in answer:
            output.say(_several(len(answer["digits"]), answer["digit"], answer.get("known") is False))


def _told(answer: dict[str, Any]) -> str:
    if "values" in answer:
        return "   ".join(f"{value:.4g}" for value in answer["values"])
    ranked = sorted(answer["probabilities"].items(), key=lambda pair: -pair[1])[:SHOWN_CLASSES]
    doubt = "   nothing fits" if answer["known"] is False else ""
    return f"{answer['label']:<4}  " + "   ".join(f"{name} {share:.1%}" for name, share in ranked) + doubt


def _several(count: int, digit: int, is_doubted: bool) -> str:
    what = "marks" if is_doubted else "digits"
    return f"  {count} {what} in this picture; number {digit} from the left was read, --digit takes another"
