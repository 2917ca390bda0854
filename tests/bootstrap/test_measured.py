"""What coverage.py found, as tables."""

from typing import Any

from playground.bootstrap.measured import gaps_table, rooms_table


def entry(statements: int, run: int, branches: int = 0, taken: int = 0, **missing: int) -> dict[str, Any]:
    """What coverage.py writes of a file; `missing`: how many statements of each function did not run."""
    summary = {"num_statements": statements, "covered_lines": run, "num_branches": branches, "covered_branches": taken}
    functions = {name: {"summary": {"missing_lines": count}} for name, count in missing.items()}
    return {"summary": summary, "functions": functions | {"": {"summary": {"missing_lines": 0}}}}


FILES = {
    "playground/__init__.py": entry(1, 1),
    "playground/ui/__init__.py": entry(0, 0),
    "playground/engine/network.py": entry(100, 99, 10, 9, train=1, predict=0),
    "playground\\engine\\layers.py": entry(100, 100, 10, 10),
    "playground/ui/views/plane/view.py": entry(1000, 500, 4, 1, draw=300, fill=200),
}


def test_every_room_is_a_row_and_so_are_all() -> None:
    assert rooms_table(FILES).splitlines()[2:] == [
        "| __init__.py | 1 | 100.0 % | 0 | – |",
        "| engine | 200 | 99.5 % | 20 | 95.0 % |",
        "| ui/views | 1,000 | 50.0 % | 4 | 25.0 % |",
        "| all | 1,201 | 58.3 % | 24 | 83.3 % |",
    ]


def test_gaps_are_told_by_function() -> None:
    assert gaps_table(FILES).splitlines()[2:] == [
        "| engine/network.py | 1 | `train` |",
        "| ui/views/plane/view.py | 500 | `draw`, `fill` |",
    ]
