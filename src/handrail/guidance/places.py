"""Finds on which line of a TOML text each table and each key stands, so that a fault can be told with its place.

The text must be one that can be read as TOML. What is inside a value stands on the line of its key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence

Place = tuple[str | int, ...]

PART = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
NAME = rf"{PART}(?:[ \t]*\.[ \t]*{PART})*"
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
HEADING = re.compile(rf"\[[ \t]*({NAME})[ \t]*\]|\[\[[ \t]*({NAME})[ \t]*\]\]")
KEY = re.compile(rf"({NAME})[ \t]*=[ \t]*")
TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'  # one or two quotation marks may stand before the closing three
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}\n]"
    r"|[^\[\]{}\n\"'\#]+",
    re.DOTALL,
)


def lines_of(text: str) -> Mapping[Place, int]:
    """The line of every table and key, by its path; an entry of an array of tables is a number, from 0."""
    found: dict[Place, int] = {(): 1}
    counted: dict[Place, int] = {}
    table: Place = ()
    at = _end_of_blank(text, 0)
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        if heading := HEADING.match(text, at):
            plain, array = heading.groups()
            table = _entry(_parts(array), counted) if array else _within(_parts(plain), counted)
            _put(found, (), table, line)
            at = heading.end()
        elif key := KEY.match(text, at):
            _put(found, table, _parts(key[1]), line)
            at = _end_of_value(text, key.end())
        else:
            raise ValueError(f"line {line} is neither a heading nor a key")
        at = _end_of_blank(text, at)
    return found


def line_at(place: Sequence[str | int], found: Mapping[Place, int]) -> int:
    """The line of a place, or of the nearest thing around it that has one."""
    known = tuple(place)
    while known not in found:
        known = known[:-1]
    return found[known]


def _put(found: dict[Place, int], table: Place, parts: Place, line: int) -> None:
    for length in range(1, len(parts) + 1):
        found.setdefault(table + parts[:length], line)


def _parts(name: str) -> Place:
    return tuple(_plain(part) for part in re.findall(PART, name))


def _plain(part: str) -> str:
    """A quoted key without its quotation marks, its escapes read."""
    if part[0] in "\"'":
        (part,) = tomllib.loads(f"{part} = 0")
    return part


def _within(parts: Place, counted: Mapping[Place, int]) -> Place:
    """The path of a table: below an array of tables it belongs to the last entry so far."""
    path: Place = ()
    for part in parts:
        path = (*path, part)
        if path in counted:
            path = (*path, counted[path])
    return path


def _entry(parts: Place, counted: dict[Place, int]) -> Place:
    array = (*_within(parts[:-1], counted), parts[-1])
    counted[array] = counted.get(array, -1) + 1
    return (*array, counted[array])


def _end_of_blank(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    assert blank is not None  # it may match nothing at all
    return blank.end()


def _end_of_value(text: str, at: int) -> int:
    """Where a value ends: at the end of its line, unless a string or a bracket goes on."""
    depth = 0
    while token := TOKEN.match(text, at):
        at = token.end()
        if token[0] == "\n" and depth == 0:
            break
        depth += (token[0] in "[{") - (token[0] in "]}")
    return at
