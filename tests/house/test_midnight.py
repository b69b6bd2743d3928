"""A run of the tests may begin on one day and end on the next: no test keeps the day on which it was read."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
ASKS_THE_CLOCK = {"localdate", "localtime", "now", "today"}


def asked_as_it_is_read(body: Iterable[ast.stmt]) -> Iterator[int]:
    """The lines on which a module asks what day it is before any of its tests runs: constants, defaults, parameters."""
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            yield from asked_as_it_is_read(statement.body)
        elif isinstance(statement, ast.FunctionDef):
            given = statement.args
            yield from _asked([*statement.decorator_list, *given.defaults, *filter(None, given.kw_defaults)])
        else:
            yield from _asked([statement])


def _asked(parts: Iterable[ast.AST]) -> Iterator[int]:
    calls = (node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call))
    return (call.lineno for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in ASKS_THE_CLOCK)


def test_no_test_keeps_the_day_on_which_it_was_read() -> None:
    kept = [
        f"{file.relative_to(TESTS)}:{line}"
        for file in sorted(TESTS.rglob("*.py"))
        for line in asked_as_it_is_read(ast.parse(file.read_text(encoding="utf-8")).body)
    ]
    assert kept == []


def test_a_constant_a_default_and_a_parameter_would_be_seen() -> None:
    module = """
TODAY = timezone.localdate()
@pytest.mark.parametrize("on", [date.today()])
def test_it(on, at=now()): return timezone.now()
"""
    assert list(asked_as_it_is_read(ast.parse(module).body)) == [2, 3, 4]
