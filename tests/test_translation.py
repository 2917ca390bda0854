"""Everything that the window says can be translated: lupdate finds it, and under the name that it has at run time."""

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from translations.update import ROOMS, ROOT, collect, run_lupdate, sources, tellers

MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}
WINDOW = {path: tree for path, tree in MODULES.items() if path.is_relative_to(ROOT / "playground" / "ui")}
TERMINAL = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "playground" / "cli").glob("*.py")}
TOLD = {*tellers(), "UsageError"}
ROWS = {"Hyperparameter", "Limit", "told"}
"""Titles: they have no values, and other arguments besides."""

# Where texts that another module holds as literals are translated.
TRANSLATES_TEMPLATES = ROOT / "playground" / "ui" / "words" / "refusals.py"

UNTRANSLATED = {
    "Atelier",  # the program's name
    "[*] — Atelier",
    "ReLU",  # functions, features and formulas are called the same in every language
    "leaky ReLU",
    "sin x₁",
    "sin x₂",
    "y = sign(⟨w, x⟩ + b)",
    "px",
    "Wb",
    "Inter",  # fonts and the style of widgets
    "Noto Sans Math",
    "Fusion",
    "Space",  # keys, as Qt calls them
    "Del",
    "Backspace",
    "learning rate",  # keys of tables and gestures
    "batch size",
    "training share",
    "label noise",
    "stop at accuracy",
    "output activation",
    "points changed",
    "hidden layers",
    "sin x1",
    "sin x2",
    "propagateSizeHints",  # what Qt says
}
"""Literals that look like words and are not translated."""
NO_WORDS = (r"(Ctrl|Shift)\+.*", r"(conv|dense)\d.*", r".*&nbsp; <span.*", r"<[a-z/]+.*", r"#[0-9A-F]{6}", r"\n\* \{.*")
"""More of them, by what they look like: keys, layers as commands write them, HTML, colours, the style sheet."""
WORDS = re.compile(r"[A-Z][a-z]|[A-Za-z]{2,} +[A-Za-z]")
"""A capitalised word, or two words: what is written for people rather than for the program."""
SAYING = {
    *("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText", "setPlainText", "setTitle"),
    *("setWindowTitle", "setAccessibleName", "setAccessibleDescription", "addMenu", "drawText", "showText"),
    *("set_text", "set_texts", "set_title", "set_subtitle", "set_caption", "set_hint", "set_document"),
    *("flash", "QLabel", "QCheckBox", "QPushButton", "QAction"),
}
"""Functions and classes of Qt and of the house whose literals are all seen."""
SEEN = {"text", "tooltip", "label", "title", "subtitle", "caption", "other_text", "allowed", "unit", "hint", "message"}
"""Parameters of our own widgets that are seen."""


Text = tuple[str, str, bool]
"""A context, a text, and whether its form depends on a number."""


@dataclass
class Said:
    """What a module hands to tr and translate: its texts, and what is no literal."""

    texts: set[Text] = field(default_factory=set)
    unclear: list[str] = field(default_factory=list)


def said_in(path: Path, tree: ast.Module) -> Said:
    said = Said()

    def visit(node: ast.AST, owner: str) -> None:
        if isinstance(node, ast.ClassDef):
            owner = node.name
        if isinstance(node, ast.Call):
            look(node, owner)
        if isinstance(node, ast.FunctionDef) and node.name.strip("_") in ("tr", "translate"):
            said.unclear.append(f"{place(path, node)}: a function {node.name} hides its texts")
        for child in ast.iter_child_nodes(node):
            visit(child, owner)

    def look(call: ast.Call, owner: str) -> None:
        name, receiver = called(call), receiver_of(call)
        if name == "tr" and receiver:
            context, text = owner if receiver == "self" else receiver, literal(call, 0)
        elif name == "translate" and receiver in ("", "QCoreApplication"):
            context, text = literal(call, 0), literal(call, 1)
        elif name.strip("_") == "tr":
            context, text = None, None
        else:
            return
        if context is None or text is None:
            said.unclear.append(f"{place(path, call)}: {ast.unparse(call)}")
        else:
            said.texts.add((context, text, len(call.args) > (2 if name == "tr" else 3)))

    visit(tree, "")
    return said


def called(call: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def receiver_of(call: ast.Call) -> str:
    """What the called function belongs to, as written; empty for a plain function."""
    return ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def literal(call: ast.Call, position: int) -> str | None:
    node = call.args[position] if position < len(call.args) else None
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def told_in(path: Path, tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every refusal and note that a module makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD:
            yield place(path, node), node


def found(ts: Path) -> set[Text]:
    """The texts of a .ts file."""
    contexts = ElementTree.parse(ts).getroot().iter("context")
    return {
        (context.findtext("name") or "", message.findtext("source") or "", message.get("numerus") == "yes")
        for context in contexts
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> set[Text]:
    """What a translator gets."""
    ts = tmp_path_factory.mktemp("texts") / "atelier_xx.ts"
    collect(ts)
    return found(ts)


def test_lupdate_finds_no_text_without_a_context(tmp_path: Path) -> None:
    run_lupdate(tmp_path / "plain_xx.ts")
    assert [text for context, text, _ in found(tmp_path / "plain_xx.ts") if not context] == []


def test_every_text_is_a_literal() -> None:
    unclear = [entry for path, tree in WINDOW.items() for entry in said_in(path, tree).unclear]
    assert [entry for entry in unclear if TRANSLATES_TEMPLATES.name not in entry] == []


def test_lupdate_finds_every_text_under_the_name_it_has_at_run_time(collected: set[Text]) -> None:
    said = {text for path, tree in WINDOW.items() for text in said_in(path, tree).texts}
    assert said == {text for text in collected if text[0] != ROOMS}
    assert len(said) > 500


def test_numbers_are_written_by_the_window(collected: set[Text]) -> None:
    # Qt would write %n as 1284; and tr looks no further than the class of the object itself where %n was filled in.
    assert [text for _, text, _ in collected if "%n" in text] == []
    assert len([text for _, text, depends in collected if depends]) > 8


def test_the_templates_of_refusals_and_notes_are_collected(collected: set[Text]) -> None:
    templates = {literal(call, 0) for path, tree in MODULES.items() for _, call in told_in(path, tree)} - {None}
    assert {text for context, text, _ in collected if context == ROOMS} == templates
    assert len(templates) > 50


def test_a_translation_survives_the_next_collection(tmp_path: Path) -> None:
    ts, text = tmp_path / "atelier_xx.ts", "{name} holds no images."
    collect(ts)
    empty = f'<source>{text}</source>\n        <translation type="unfinished"></translation>'
    done = f"<source>{text}</source>\n        <translation>fertig</translation>"
    before = ts.read_text(encoding="utf-8")
    assert before.count(empty) == 1
    ts.write_text(before.replace(empty, done), encoding="utf-8")
    collect(ts)
    assert ts.read_text(encoding="utf-8") == before.replace(empty, done)


def test_every_template_names_the_values_that_come_with_it() -> None:
    wrong = []
    for path, tree in {**MODULES, **TERMINAL}.items():
        for where, call in told_in(path, tree):
            template, given = literal(call, 0), {keyword.arg for keyword in call.keywords}
            named = {name for _, name, _, _ in string.Formatter().parse(template or "") if name is not None}
            if called(call) in ROWS or template is None or None in given or not given:
                continue
            if named != given:
                wrong.append(f"{where}: {template!r} names {sorted(named)}, given are {sorted(map(str, given))}")
    assert wrong == []


def test_what_is_refused_is_a_literal_too() -> None:
    calls = [found for path, tree in {**MODULES, **TERMINAL}.items() for found in told_in(path, tree)]
    # A phrase of an attribute says again what a row holds as a literal.
    unclear = [where for where, call in calls if not literal(call, 0) and not isinstance(call.args[0], ast.Attribute)]
    assert unclear == []


def test_nothing_is_said_that_is_not_translated() -> None:
    wrong = [entry for path, tree in WINDOW.items() for entry in spoken_literals(path, tree)]
    assert wrong == []


def spoken_literals(path: Path, tree: ast.Module) -> Iterator[str]:
    """Literals for people that go through neither tr nor translate, wherever they stand."""
    apart = {id(part) for node in silent_nodes(tree) for part in ast.walk(node)}
    seen = {id(part) for node in seen_nodes(tree) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in apart:
            continue
        text = node.value
        speaks = WORDS.search(text) or (id(node) in seen and re.search(r"[A-Za-z]{2}", text))
        if speaks and text not in UNTRANSLATED and not any(re.fullmatch(form, text, re.DOTALL) for form in NO_WORDS):
            yield f"{place(path, node)}: {text!r}"


def silent_nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """What holds literals that nobody reads, or that are translated: tr, docstrings, annotations, the log, errors."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        if isinstance(node, ast.Raise):
            yield node
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield node.annotation
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns
        if isinstance(node, ast.Call) and is_silent(node):
            yield from (*node.args, *node.keywords)


def is_silent(call: ast.Call) -> bool:
    quiet = ("tr", "translate", "getattr", "setObjectName", "setStyleSheet", "setProperty", "property", "tint")
    quiet += ("Columns", "one_above_another", "TypeVar")
    return called(call) in (*quiet, *TOLD) or receiver_of(call) == "log"


def seen_nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Arguments that are shown on the screen or read to the blind."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if called(node) in SAYING:
            yield from (*node.args, *node.keywords)
        parameters = PARAMETERS.get(called(node), [])
        for parameter, argument in zip(parameters, node.args, strict=False):
            if parameter in SEEN:
                yield argument
        yield from (keyword for keyword in node.keywords if called(node) in PARAMETERS and keyword.arg in SEEN)


def parameters_of(node: ast.ClassDef) -> list[str]:
    """What the constructor of a class takes, in order: of __init__, or the fields of a dataclass."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return [argument.arg for argument in part.args.args[1:]]
    return [
        part.target.id for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    ]


PARAMETERS = {
    node.name: parameters_of(node)
    for tree in WINDOW.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.ClassDef)
}
