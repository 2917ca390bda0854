"""`atelier train`: trains a model without a window and says what it reached."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playground.cli.arguments import Parser, add_json, name_of_file, one_of, whole
from playground.cli.fitted_values import line_of, line_rows, rmse_of, scores_of
from playground.cli.named_models import ACTIVATION, MODELS
from playground.cli.options import add_rows
from playground.cli.output import Output, ProgressLine, complain, do_all, listed, shown
from playground.cli.output_files import check_apart, output_file
from playground.cli.plan import USUAL, Plan, make_plan
from playground.cli.plot import write_plot
from playground.cli.run import Run, train
from playground.cli.sources import TARGETS, VALUE_MODEL, files_of
from playground.document import from_runs, write
from playground.engine.activations import ACTIVATIONS
from playground.training.kinds import DATA_KINDS, MODEL_KINDS, SETTINGS_KINDS
from playground.training.member import CapturedRun
from playground.training.network_run import NetworkRun
from playground.training.novelty import detector_of
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Snapshot
from playground.training.stop import Stop
from playground.ui.workspaces.kinds import usual_workspace

USUAL_MODELS = "(default: mlp for points and plane values, cnn for pictures, regression for values)"
EPILOG = """\
D is text such as CSV (x1, x2, label; a header that names them may have them in any order, among others), or with values
y against x (two columns of numbers; with --model regression also x and y, named so, among others), or with a value for
every point of the plane (x1, x2, value; also where the third column has more different numbers than there may be
classes; --target says what it holds); values in the arrays x and y of an NPZ file; a set of pictures as NPZ, NPY, IDX
(MNIST) or CIFAR's binary version, whose own split into training and test set is kept; a folder or a zip file with one
folder of pictures per class; or a built-in set:
{sets}

--layers are the hidden layers; the data imply the output layer:
  dense8:tanh dense8:tanh                           two layers of 8 neurons
  conv8x5:relu pool2 conv16x5:relu pool2 dense64    8 kernels of 5 × 5, the largest of 2 × 2, ...
  further words: conv8x5s2p0 (stride 2, no padding), conv8x3d2 (dilation 2), pool3s1, avgpool2, flatten, dropout0.5
A layer that names no activation takes --activation (usually tanh for points and values, relu for pictures).
--model regression without --layers is the line a·x + b, which learns from all samples at once, at half of the largest
learning rate that converges, unless told otherwise. Loss, RMSE (the root of the mean squared error), a, b and the line
of least squares ("closed_form", with its mean squared error) are in the units of the file, also where its axes or
values were scaled.

Ctrl+C ends training at once; what was reached so far is printed and saved.

  atelier train --data spiral --model mlp --layers "dense16 dense16" --epochs 300 --plot spiral.png
  atelier train --data circle --model perceptron --inputs "x1^2 x2^2" --rule pocket
  atelier train --data line --model regression
  atelier train --data gaussians --layers "dense16 dense16" --plot gaussians.png
  atelier train --data sine --model regression --layers dense16:tanh --plot sine.png
  atelier train --data digits --model cnn --save digits.atelier --json -
"""


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    options = train_parser().parse_args(argv)
    output = Output(options.json)
    save = None if options.save is None else output_file(options.save, "--save")
    plot = None if options.plot is None else output_file(options.plot, "--plot", ".png")
    check_apart({"--save": save, "--plot": plot, "--json": output.file}, {"--data": files_of(options.data)})
    with ProgressLine("Data    ") as line:
        plan = make_plan(options, line.show, output.tell)
    if plan.data.note:
        output.tell(plan.data.note)
    if plan.is_long:
        complain(f"a network of {plan.parameters:,} parameters is trained, which takes its time; Ctrl+C ends it")
    reached = train(plan.experiment, plan.epochs, "Training")
    _report(options.data, plan, reached, output, save, plot)


def train_parser() -> Parser:
    """The arguments of the command."""
    sets = "\n".join(f"  {kind.noun}s: {', '.join(kind.built_in())}" for kind in DATA_KINDS.values() if kind.built_in())
    parser = Parser("atelier train", "Trains a model without a window.", EPILOG.format(sets=sets))
    add, names, activations = parser.add_argument, tuple(MODELS), tuple(ACTIVATIONS)
    add("--data", required=True, metavar="D", help="built-in name, file or folder, see below")
    add("--model", type=one_of(names), help=f"one of {', '.join(names)} {USUAL_MODELS}")
    add("--epochs", type=whole(1, 1_000_000), metavar="N", help="passes over the training set")
    text = f"what the third column of a table of points holds, one of {', '.join(TARGETS)} (default: told by the file)"
    add("--target", type=one_of(tuple(TARGETS)), metavar="T", help=text)
    groups = add_rows(parser, {"model": MODEL_KINDS, "training": SETTINGS_KINDS, "data": DATA_KINDS}, USUAL)
    text = f"of layers that name none, one of {', '.join(activations)}"
    groups["model"].add_argument(ACTIVATION, type=one_of(activations), metavar="A", help=text)
    results = parser.add_argument_group("results")
    text = "save the trained model as a document (.atelier)"
    results.add_argument("--save", type=name_of_file, metavar="FILE", help=text)
    results.add_argument("--plot", type=name_of_file, metavar="FILE", help="draw what was learned as a PNG")
    add_json(results)
    parser.set_defaults(seed=TrainingSettings().seed)
    return parser


def results(data: str, plan: Plan, reached: Run, snapshot: Snapshot) -> dict[str, Any]:
    """What a run reached, under the names that stay stable."""
    scores, epochs = snapshot.scores, round(snapshot.progress.epoch, 4)
    train_loss, test_loss = scores_of(snapshot)
    accuracies = {"train_accuracy": scores.train_accuracy, "test_accuracy": scores.test_accuracy}
    return {
        "data": data,
        "model": plan.name,
        "layers": plan.layers,
        "parameters": snapshot.theta.size,
        "epochs": int(epochs) if epochs == int(epochs) else epochs,
        "steps": snapshot.progress.step,
        "seconds": round(reached.seconds, 3),
        "seed": plan.experiment.training.seed,
        "train_loss": train_loss,
        "test_loss": test_loss,
        **({} if plan.name == VALUE_MODEL else accuracies),
        **({} if plan.data.class_names else rmse_of(snapshot)),
        **line_of(snapshot),
        "diverged": reached.diverged,
        **MODELS[plan.name].results(plan.experiment.model),
    }


def _report(data: str, plan: Plan, reached: Run, output: Output, save: Path | None, plot: Path | None) -> None:
    snapshot = reached.snapshot()
    found = results(data, plan, reached, snapshot)
    _tell_ends(plan, reached, found["epochs"], output)
    found["notes"] = output.notes
    with do_all() as attempt:
        if save is not None:
            attempt(partial(_save, save, plan, reached))
        if plot is not None:
            attempt(partial(_draw, plot, data, plan, reached))
        attempt(partial(output.results, found))
        output.table(_rows(found, plan, reached))


def _save(path: Path, plan: Plan, reached: Run) -> None:
    with ProgressLine("Saving  "):
        capture = reached.trainer.capture()
        run = CapturedRun(plan.experiment, capture, detector_of(plan.experiment, capture.theta))
        write(path, from_runs(usual_workspace(plan.experiment), [run]))


def _draw(path: Path, data: str, plan: Plan, reached: Run) -> None:
    title = f"{data} · {plan.name}" + (f" · {plan.layers}" if plan.layers else "")
    write_plot(path, reached.snapshot(plan.map_cells), title)


def _tell_ends(plan: Plan, reached: Run, epochs: float, output: Output) -> None:
    """Says what ended training early."""
    divergence = reached.trainer.run.divergence
    if divergence is not None:
        output.tell(
            f"training diverged at step {divergence.step} with learning rate {divergence.learning_rate:g};"
            f" the figures are those of the last good weights, of step {divergence.good_step}"
        )
    run = reached.trainer.run
    if isinstance(run, NetworkRun) and run.stop is not None:
        output.tell(_stop_words(run.stop, plan.experiment.training))
    if reached.stopped:
        output.tell(f"stopped after {epochs} of {plan.epochs} epochs; this is what was reached")


def _stop_words(stop: Stop, training: TrainingSettings) -> str:
    """Which condition was met, and when."""
    best = f"the weights are those of epoch {stop.best_epoch:g}"
    condition = {
        "stop_epoch": "that many were wanted",
        "stop_loss": f"the training loss is below {training.stop_loss}",
        "stop_accuracy": f"the accuracy has reached {training.stop_accuracy}",
        "patience": f"nothing better for {training.patience} epochs; {best}",
    }[stop.condition]
    return f"stopped at epoch {stop.epoch:g}: {condition}"


def _rows(found: dict[str, Any], plan: Plan, reached: Run) -> list[tuple[str, str]]:
    samples, names = f"{len(plan.data):,} samples", plan.data.class_names
    rows = [
        ("Data", f"{found['data']}: {samples}" + (f", {len(names)} classes: {listed(names)}" if names else "")),
        ("Model", f"{found['model']}  {found['layers']}".rstrip()),
        ("Parameters", f"{found['parameters']:,}"),
        (
            "Trained",
            f"{_counted(found['epochs'], 'epoch')}, {_counted(found['steps'], 'step')}, {found['seconds']:.1f} s",
        ),
    ]
    if found["train_loss"] is not None:
        rows += line_rows(found)
        rows.append(("Loss", f"training {shown(found['train_loss'])}   test {shown(found['test_loss'])}"))
    if names:
        shares = [shown(found[name], ".2%") for name in ("train_accuracy", "test_accuracy")]
        rows.append(("Accuracy", f"training {shares[0]}   test {shares[1]}"))
    else:
        rows.append(("RMSE", f"training {shown(found['train_rmse'])}   test {shown(found['test_rmse'])}"))
    if plan.settles:
        rows.append(("Settled", "yes, a pass had no mistake" if reached.trainer.run.finished else "no"))
    return rows


def _counted(count: float, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
