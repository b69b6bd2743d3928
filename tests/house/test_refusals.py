"""Whatever is refused is refused in a sentence, and a test has seen each of these sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.house import SOURCE, TREE

REFUSES = "NotDone"
FEWEST = 8
"""Letters by which a sentence is known: of fewer it cannot be said whether a test has them."""


def refusals(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The line of each refusal, and the parts of its sentence that are always the same."""
    for node in ast.walk(tree):
        made = node.exc if isinstance(node, ast.Raise) else None
        if not isinstance(node, ast.Raise) or not isinstance(made, ast.Call):
            continue
        if getattr(made.func, "id", "") == REFUSES and made.args:
            parts = [part for part in _parts(made.args[0]) if len(part.strip(" .:“”")) >= FEWEST]
            if parts:
                yield node.lineno, parts


def _parts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return [part for value in node.values for part in _parts(value)]
    if isinstance(node, ast.IfExp):
        return _parts(node.body) + _parts(node.orelse)
    if isinstance(node, ast.BinOp):
        return _parts(node.left) + _parts(node.right)
    return []


@cache
def words_of_tests() -> frozenset[str]:
    """Each text in a test that has two words or more, as a pattern or as it is."""
    found = set()
    for path in sorted((TREE / "tests").rglob("*.py")):
        if path == Path(__file__):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value.replace("\\", "").strip(" .^$").casefold()
                if " " in words and FEWEST <= len(words) <= 200:
                    found.add(words)
    return frozenset(found)


def is_seen(parts: list[str]) -> bool:
    told = "\0".join(parts).casefold()
    return any(words in told for words in words_of_tests())


def test_each_refusal_is_met_in_a_test() -> None:
    unseen, number = [], 0
    for path in sorted((SOURCE / "service").rglob("*.py")):
        for line, parts in refusals(ast.parse(path.read_text(encoding="utf-8"))):
            number += 1
            if not is_seen(parts):
                unseen.append(f"{path.relative_to(SOURCE)}:{line}: {'…'.join(parts)}")
    assert number > 900
    assert not unseen, "\n".join(unseen)


def test_one_that_no_test_met_would_be_told() -> None:
    made = "raise NotDone(f'The {1} of a moon that no test has heard of.')"
    assert [is_seen(parts) for _, parts in refusals(ast.parse(made))] == [False]
