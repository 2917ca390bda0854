"""The shape of the house: imports run one way, and nothing below the window knows Qt."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "playground"

MAY_IMPORT = {
    "bootstrap": {"__main__"},
    "engine": set(),
    "data": {"engine"},
    "training": {"engine", "data"},
    "document": {"engine", "data", "training"},
    "export": {"engine", "data", "training"},
    "ui": {"engine", "data", "training", "document", "export"},
    "cli": {"engine", "data", "training", "document", "export", "ui"},
    "__main__": {"bootstrap", "cli"},
    "__init__": set(),
    "late_dataclass": set(),
}
"""For each room, the rooms that it may import besides itself and what all may."""

FOR_ALL = {"__version__", "late_dataclass"}

ALLOWED_OUTSIDE = {
    "bootstrap": {"pytest"},
    "engine": {"numpy"},
    "data": {"numpy", "PIL"},
    "training": {"numpy"},
    "document": {"numpy", "PIL"},
    "export": {"numpy", "PIL"},
}
"""For each room below the window, what it may import besides the standard library."""

MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path: Path) -> set[str]:
    """Absolute names of all that a module imports, wherever in the module."""
    names: set[str] = set()
    for node in ast.walk(MODULES[path]):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parent.parts[: -node.level + 1 or None] if node.level else ()
            base = ".".join([*package, *([node.module] if node.module else [])])
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def test_imports_run_one_way() -> None:
    wrong = []
    for path in MODULES:
        allowed = MAY_IMPORT[room_of(path)] | {room_of(path)} | FOR_ALL
        imported = {name for name in imports_of(path) if name.startswith("playground.")}
        wrong += [f"{name_of(path)} → {name}" for name in imported if name.split(".")[1] not in allowed]
    assert not wrong


def test_below_the_window_little_is_needed() -> None:
    wrong = []
    for path in MODULES:
        if room_of(path) in ALLOWED_OUTSIDE:
            outside = {name.split(".")[0] for name in imports_of(path)} - {"playground"} - sys.stdlib_module_names
            wrong += [f"{name_of(path)} → {name}" for name in outside - ALLOWED_OUTSIDE[room_of(path)]]
    assert not wrong


def test_the_engine_knows_no_files_and_only_its_hands_know_threads() -> None:
    files, threads = {"pathlib", "io"}, {"os", "threading", "multiprocessing", "concurrent"}
    for path in MODULES:
        if room_of(path) == "engine":
            forbidden = files if name_of(path) == "playground.engine.hands" else files | threads
            assert not {name.split(".")[0] for name in imports_of(path)} & forbidden, name_of(path)


def test_classes_of_values_wait_until_they_are_used() -> None:
    """Those of the standard library would all be made before the first window. Bootstrap knows nothing but that."""
    rooms = {"bootstrap", "late_dataclass"}
    waiting = [path for path in MODULES if room_of(path) not in rooms]
    assert [name_of(path) for path in waiting if "dataclasses.dataclass" in imports_of(path)] == []


def test_everything_below_the_window_loads_without_qt() -> None:
    modules = [name_of(path) for path in MODULES if room_of(path) not in ("ui", "cli") and path.stem != "__main__"]
    program = f"""
import importlib, sys
for name in {modules!r}:
    importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph")))
"""
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (result.returncode, result.stdout.strip()) == (0, ""), result.stderr


UI_MAY_IMPORT = {
    "look": (),
    "words": (),
    "session": ("words",),
    "widgets": ("look", "words"),
    "views": ("look", "words", "widgets"),
    "panels": ("look", "words", "widgets", "views", "session.state", "session.attention", "session.background"),
    "workspaces": ("look", "words", "widgets", "views", "panels", "session"),
    "shell": ("look", "words", "widgets", "views", "panels", "session", "workspaces"),
}
"""For each room of the window, what it may import of the others; panels know the state, no session and no thread."""


def test_inside_the_window_imports_run_one_way_too() -> None:
    wrong = []
    for path in MODULES:
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] != "ui" or len(parts) < 3:
            continue
        allowed = tuple(f"playground.ui.{name}." for name in (parts[1], *UI_MAY_IMPORT[parts[1]]))
        imported = {name for name in imports_of(path) if name.startswith("playground.ui.")}
        wrong += [f"{name_of(path)} → {name}" for name in imported if not f"{name}.".startswith(allowed)]
    assert not wrong


def test_the_window_has_no_loose_modules() -> None:
    assert [path.name for path in (PACKAGE / "ui").glob("*.py")] == ["__init__.py"]


def test_a_file_is_one_idea() -> None:
    for path, tree in MODULES.items():
        tables = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]
        in_tables = sum((node.end_lineno or node.lineno) - node.lineno for node in tables)
        lines = path.read_text(encoding="utf-8").count("\n") - in_tables
        assert lines <= 300, f"{name_of(path)} has {lines} lines"


def test_every_module_says_what_it_is() -> None:
    assert [name_of(path) for path, tree in MODULES.items() if not ast.get_docstring(tree)] == []


def test_arrays_are_never_loaded_with_pickles() -> None:
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert isinstance(node.value, ast.Constant) and node.value.value is False, name_of(path)


def test_nothing_relies_on_what_pathlibs_checks_raise() -> None:
    checks = {"exists", "is_dir", "is_file", "is_symlink", "is_fifo", "is_socket", "is_mount", "samefile"}
    wrong = []
    for path, tree in MODULES.items():
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        called = [func for func in calls if isinstance(func, ast.Attribute) and func.attr in checks]
        wrong += [f"{name_of(path)}: {ast.unparse(func)}" for func in called if ast.unparse(func.value) != "os.path"]
    assert not wrong, "ask playground.data.paths.kind_of for the reason, or os.path where none is wanted"


def test_one_place_names_colours() -> None:
    colour = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
    wrong = []
    for path, tree in MODULES.items():
        if room_of(path) == "ui" and path.stem not in ("colours", "stylesheet", "colour_maps"):
            texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
            wrong += [f"{name_of(path)}: {text}" for text in texts if isinstance(text, str) and colour.fullmatch(text)]
    assert not wrong


def test_the_window_asks_layers_instead_of_telling_their_kinds_apart() -> None:
    wrong = []
    for path, tree in MODULES.items():
        if room_of(path) == "ui":
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > 1]
            asked = [
                ast.unparse(node.args[1]) for node in calls if ast.unparse(node.func) in ("isinstance", "issubclass")
            ]
            asked += [ast.unparse(node.cls) for node in ast.walk(tree) if isinstance(node, ast.MatchClass)]
            wrong += [f"{name_of(path)}: {kinds}" for kinds in asked if re.search(r"\w+Spec\b", kinds)]
    assert not wrong, "what is true of a kind of layer stands with it, or in playground/ui/words/layer_kinds.py"


DOORS = ("playground.data.paths", "playground.data.outputs")
OPENERS = {"open", "os.open", "os.fdopen", "io.open", "io.FileIO", "codecs.open"}
LOADERS = {"Image.open", "np.load", "np.savez", "np.save", "zipfile.ZipFile", "gzip.open", "tarfile.open", "wave.open"}
"""What opens a file by its name, and takes one that is open as well."""
ELSEWHERE = {"tempfile", "QFile", "QSaveFile", "QTemporaryFile", "QTemporaryDir", "QImageReader", "QImageWriter"}


def opened_by(call: ast.Call) -> str:
    """What opens a file here; empty where nothing does."""
    name = ast.unparse(call.func)
    first = ast.unparse(call.args[0]) if call.args else ""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    how = [each.arg for each in call.keywords if each.arg in ("mode", "encoding", "buffering")]
    texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    how += [text for text in texts if re.fullmatch("[abrtwx+]{1,4}", text)]
    is_opened = (
        (name in OPENERS and first != "os.devnull")
        or (name in LOADERS and first != "file")
        or method in ("read_bytes", "read_text", "write_bytes", "write_text", "touch")
        or (method == "open" and name not in LOADERS and bool(how))
        or (method == "save" and first.startswith("str("))
    )
    return ast.unparse(call) if is_opened else ""


def test_files_are_read_and_written_through_one_door_each() -> None:
    wrong = []
    for path, tree in MODULES.items():
        if room_of(path) == "bootstrap" or name_of(path) in DOORS:
            continue
        calls = [opened_by(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        wrong += [f"{name_of(path)}: {call}" for call in calls if call]
        wrong += [f"{name_of(path)}: {name}" for name in imports_of(path) if name.split(".")[-1] in ELSEWHERE]
    assert not wrong, "open with playground.data.paths.open_file as file, write with playground.data.outputs.replacing"


def test_what_would_open_a_file_in_another_way_is_seen() -> None:
    lines = """open(path); os.open(path, 0); path.open("rb"); path.open(encoding="utf-8"); Image.open(path)
np.load(path); zipfile.ZipFile(source); path.read_text(); path.write_bytes(b"")
picture.save(str(path)); asset_path("a").read_bytes()"""
    calls = [node.value for node in ast.parse(lines).body if isinstance(node, ast.Expr)]
    assert all(isinstance(call, ast.Call) and opened_by(call) for call in calls)
    harmless = 'studio.open(path); archive.open(info); kind.open(); Image.open(file); picture.save(file, "PNG")'
    calls = [node.value for node in ast.parse(harmless).body if isinstance(node, ast.Expr)]
    assert not any(isinstance(call, ast.Call) and opened_by(call) for call in calls)
