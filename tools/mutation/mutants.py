"""Makes the mutants of one module: its text, each with one operator, number, condition or decorator changed.

Cosmic Ray does the changing. Which of its changes are made, and which are not and why, stands here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ORDERS = ("Lt", "LtE", "Gt", "GtE")
BROKEN = (
    "AddNot",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBreakWithContinue",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "ZeroIterationForLoop",
    *(f"ReplaceComparisonOperator_{a}_{b}" for a in ORDERS for b in ORDERS if a != b),
    # Cosmic Ray has eleven in the place of each of these; one or two already ask whether a test looks at the sum.
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Add", "Mul_FloorDiv", "FloorDiv_Mul")),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("Div_Mul", "Mod_Mul", "Mod_FloorDiv")),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("BitOr_BitAnd", "BitAnd_BitOr", "BitXor_BitOr", "BitXor_BitAnd")),
)
"""Equality is turned round, and not into an order or an identity: which of two words comes first in the alphabet, and
whether two equal numbers are one object, say nothing of the law."""


Name = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module and the function it is in, the line that changes, and the module's text with it."""

    module: str
    function: str
    line: int
    was: str
    becomes: str
    text: str

    @property
    def name(self) -> Name:
        """What it is known by as long as its line is as it was, wherever in the file that comes to stand."""
        return self.module, self.function, self.was, self.becomes

    def __str__(self) -> str:
        return f"{self.module} line {self.line}, {self.function or 'not in a function'}: {self.was}  ->  {self.becomes}"


def mutants_of(module: str, text: str) -> list[Mutant]:
    """Every mutant that Python can read and that does something; two that come to the same are one."""
    tree = ast.parse(text)
    unread, functions = _lines_unread(tree), _functions(tree)
    made: dict[str, Mutant] = {}
    for operator in BROKEN:
        for changed in _changed(text, operator):
            row, column = _first_difference(text, changed)
            skipped = _is_about_memory(changed, row) or _is_in(unread, row, column)
            if skipped or changed in made or not _is_python(changed):
                continue
            was, becomes = _lines_that_differ(text, changed)
            made[changed] = Mutant(module, _innermost(functions, row), row, was, becomes, changed)
    return sorted(made.values(), key=lambda mutant: mutant.line)


def _changed(text: str, operator: str) -> Iterator[str]:
    occurrence = 0
    while (changed := mutate_code(text, _operator(operator), occurrence)) is not None:
        occurrence += 1
        if changed != text:
            yield changed


@cache
def _operator(name: str) -> Any:
    return get_operator(f"core/{name}")()


def _is_python(text: str) -> bool:
    try:
        compile(text, "a mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


Stretch = tuple[tuple[int, int], tuple[int, int]]


def _lines_unread(tree: ast.Module) -> list[Stretch]:
    """Annotations that nothing reads: those of functions, and the plain `X | Y` of a name in a class or function."""
    notes: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            places = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            notes += [note for note in (*(place.annotation for place in places), node.returns) if note is not None]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.BinOp):
            notes.append(node.annotation)
    return [((n.lineno, n.col_offset), (n.end_lineno or n.lineno, n.end_col_offset or 0)) for n in notes]


def _is_in(stretches: list[Stretch], row: int, column: int) -> bool:
    return any(first <= (row, column) <= last for first, last in stretches)


def _functions(tree: ast.Module) -> list[tuple[int, int, str]]:
    """Each function's first and last line, decorators with it, and its name with those of what it is in."""
    found: list[tuple[int, int, str]] = []

    def look(node: ast.AST, inside: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{inside}{child.name}"
                if isinstance(child, ast.FunctionDef):
                    first = min([child.lineno, *(decorator.lineno for decorator in child.decorator_list)])
                    found.append((first, child.end_lineno or child.lineno, name))
                look(child, f"{name}.<locals>." if isinstance(child, ast.FunctionDef) else f"{name}.")
            else:
                look(child, inside)

    look(tree, "")
    return found


def _innermost(functions: list[tuple[int, int, str]], row: int) -> str:
    around = [(last - first, name) for first, last, name in functions if first <= row <= last]
    return min(around)[1] if around else ""


def _first_difference(text: str, changed: str) -> tuple[int, int]:
    pairs = enumerate(zip(text, changed, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(text), len(changed)))
    return text.count("\n", 0, same) + 1, same - (text.rfind("\n", 0, same) + 1)


def _is_about_memory(changed: str, row: int) -> bool:
    """How much is kept, and in what: it makes the law quick and small, and no answer another."""
    return re.search(r"slots=False|lru_cache\(maxsize=", changed.splitlines()[row - 1]) is not None


def _lines_that_differ(text: str, changed: str) -> tuple[str, str]:
    before, after = text.splitlines(), changed.splitlines()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    first = next(step for step in steps if step[0] != "equal")
    return _joined(before[first[1] : first[2]]), _joined(after[first[3] : first[4]])


def _joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
