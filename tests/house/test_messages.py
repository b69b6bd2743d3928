"""Every message says which folders it speaks of, so that none reaches someone who is shut out of one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.house import SOURCE


def writings(file: Path) -> Iterator[ast.Call]:
    """The calls in a file that write a message: by their name, and by the words only they take."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "write" and {"to", "subject", "text"} <= {word.arg for word in node.keywords}:
                yield node


def test_every_message_says_what_it_is_about() -> None:
    found = [(file, call) for file in SOURCE.rglob("*.py") for call in writings(file)]
    assert len(found) > 5
    silent = [
        f"{file.relative_to(SOURCE)}:{call.lineno}"
        for file, call in found
        if "about" not in {word.arg for word in call.keywords}
    ]
    assert not silent, "say `about=[folder]`, or `about=()` for a message that speaks of none"
