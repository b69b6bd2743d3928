"""Markdown that reads well on GitHub and in an editor: no line is overlong, and no word is taken for a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

WIDTH = 116
GENERATED = "<!-- Made by tools/reference from the editions and the worked examples; change those, not this. -->"
MARKS = re.compile(r"([\\*_`\[\]<>#|])")
KEYS = re.compile(r"\b([a-z0-9]+(?:_[a-z0-9]+)+)\b")
"""Only keys of the law are written so."""
TAKEN_FOR_A_LIST = re.compile(r"^(\s*)([-+*]|\d+[.)])(?=\s|$)")


def plain(words: str) -> str:
    """Words of the law, so that nothing in them is taken for a mark of Markdown."""
    between = KEYS.split(" ".join(words.split()))
    return "".join(f"`{part}`" if at % 2 else MARKS.sub(r"\\\1", part) for at, part in enumerate(between))


def paragraph(words: str, *, first: str = "", rest: str = "") -> str:
    """Words in Markdown already, on lines of their width. `first` and `rest` go before its lines."""
    lines = wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
                 break_on_hyphens=False)  # fmt: skip
    return "\n".join([*lines[:1], *map(_not_a_list, lines[1:])])


def _not_a_list(line: str) -> str:
    """A line in the middle of a sentence that began with "30." would become a list of its own."""
    return TAKEN_FOR_A_LIST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)


def point(words: str) -> str:
    """One point of a list."""
    return paragraph(words, first="- ", rest="  ")


def quotation(words: str) -> str:
    return paragraph(words, first="> ", rest="> ")


def drawing(lines: Sequence[str]) -> str:
    """Lines that keep their spaces."""
    return "\n".join(["```text", *lines, "```"])


def page(title: str, parts: Iterator[str]) -> str:
    """A page: its title, and each part with an empty line before it; points of one list stand together."""
    whole = [f"# {title}", f"\n{GENERATED}"]
    for part in parts:
        goes_on = part.startswith("- ") and whole[-1].lstrip("\n").startswith("- ")
        whole.append(part if goes_on else f"\n{part}")
    return "\n".join(whole) + "\n"
