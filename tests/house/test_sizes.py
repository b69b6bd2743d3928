"""Small rooms: a file has at most 400 lines, a function at most 50."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.house import TREE, tracked

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def ours() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def long_functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield node.name, lines


def test_no_file_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(TREE)): lines for path in ours() if (lines := path.read_text().count("\n")) > LONGEST_FILE
    }
    assert not long


def test_no_function_is_too_long_to_read() -> None:
    long = [f"{path.relative_to(TREE)}: {name}" for path in ours() for name, _ in long_functions(path.read_text())]
    assert not long


def test_a_function_of_fifty_one_lines_would_be_seen() -> None:
    assert list(long_functions("def long() -> None:\n" + "    pass\n" * 50)) == [("long", 51)]
    assert not list(long_functions("def fits() -> None:\n" + "    pass\n" * 49))
