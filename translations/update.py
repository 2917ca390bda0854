"""Collects what the window says for a translator: python translations/update.py de writes translations/atelier_de.ts.

Run again it adds what is new and keeps what is translated. Qt's lupdate finds what goes through tr and translate.
What rooms without Qt say, refusals above all, is found where it is made, and gathered under one name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = "Rooms"
"""The context under which playground/ui/words/refusals.py looks up what rooms without Qt say."""
TELLERS = ("Refusal", "Phrase", "Limit", "Hyperparameter", "told")
"""What takes such a text as its first argument, besides every kind of Refusal."""
SILENT = ("bootstrap", "cli")
"""Rooms that speak in the terminal only."""


def sources() -> list[Path]:
    """Every module that may have something to say in the window."""
    modules = sorted((ROOT / "playground").rglob("*.py"))
    return [path for path in modules if path.relative_to(ROOT).parts[1] not in SILENT]


def tellers() -> list[str]:
    """The names of all classes and functions whose first argument is a text of the rooms without Qt."""
    texts = [path.read_text(encoding="utf-8") for path in sources()]
    return [*TELLERS, *sorted(name for text in texts for name in re.findall(r"class (\w+)\(Refusal\)", text))]


def collect(target: Path) -> None:
    """Brings a .ts file up to date, or makes it; its name ends in the language, as atelier_de.ts."""
    if target.exists():
        _replace(target, f"<name>{ROOMS}</name>", "<name></name>")
    run_lupdate(target, "-tr-function-alias", ",".join(f"tr+={name}" for name in tellers()))
    _replace(target, "<name></name>", f"<name>{ROOMS}</name>")


def run_lupdate(target: Path, *options: str) -> None:
    """Qt's lupdate on all sources; CalledProcessError when it fails."""
    files = [str(path) for path in sources()]
    subprocess.run([tool("lupdate"), *options, *files, "-ts", str(target)], check=True, stdout=subprocess.DEVNULL)


def tool(name: str) -> str:
    """One of the programs that come with PySide6, beside this Python or on the path."""
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    found = shutil.which(f"pyside6-{name}", path=beside)
    if found is None:
        raise SystemExit(f"pyside6-{name} is not found; it comes with PySide6-Essentials")
    return found


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    collect(ROOT / "translations" / f"atelier_{sys.argv[1]}.ts")
