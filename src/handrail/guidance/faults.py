"""Tells what is wrong in an edition file: the file, the line, the key, what was expected and what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from handrail.guidance.nearest import nearest
from handrail.guidance.places import Place, line_at, lines_of
from handrail.guidance.schema import part_of_schema

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

EXPECTED = {
    "string_type": "expected words in quotation marks",
    "string_too_short": "expected words, and it is empty",
    "bool_type": "expected true or false",
    "date_type": "expected a day, such as 2018-06-29",
    "frozen_set_type": 'expected a list, such as ["incident_known"]',
    "tuple_type": "expected a list of tables",
    "dataclass_type": "expected a table",
    "dict_type": "expected a table of tables",
    "too_short": "expected one at least",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at one place of a file, in words."""

    place: Place
    says: str


class EditionFault(ValueError):
    """Editions that cannot be used. Carries a sentence for everything found wrong in them."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def told(file: str, text: str, faults: Iterable[Fault]) -> Iterator[str]:
    """Each fault with its file and line, in the order of the lines."""
    lines = lines_of(text)
    for line, fault in sorted(((line_at(fault.place, lines), fault) for fault in faults), key=lambda pair: pair[0]):
        yield f"{file} line {line}: {_named(fault.place)}: {fault.says}"


def faults_of(error: ValidationError) -> Iterator[Fault]:
    """What the declaration of the format found wrong, in our words."""
    for found in error.errors(include_url=False):
        yield Fault(_place(found), _says(found))


def _place(found: ErrorDetails) -> Place:
    """Where it is, as the file has it: a name that is not plain is a fault of the heading itself."""
    place = tuple(found["loc"])
    return place[:-1] if place and str(place[-1]).startswith("(") else place


def _says(found: ErrorDetails) -> str:
    place, kind = _place(found), found["type"]
    match kind:
        case "missing":
            return f"is missing. {part_of_schema(place).get('description', '')}".rstrip()
        case "unexpected_keyword_argument":
            known = list(part_of_schema(place[:-1])["properties"])
            return (
                f"is not known here. {nearest(str(place[-1]), known) or 'Known are ' + ', '.join(known) + '.'}".rstrip()
            )
        case "value_error":
            return str(found["ctx"]["error"])
        case "enum":
            return f"expected one of {_choices(found)}; found {_written(found['input'])}"
        case "string_too_long":
            return f"expected at most {found['ctx']['max_length']} letters; found {len(found['input'])}"
        case "string_pattern_mismatch":
            return f"expected a name of small letters, digits and underscores; found {_written(found['input'])}"
        case _:
            return f"{EXPECTED.get(kind, found['msg'])}; found {_written(found['input'])}"


def _choices(found: ErrorDetails) -> str:
    return ", ".join(part_of_schema(_place(found)).get("enum", ()))


def _written(value: object) -> str:
    """A value much as the file has it, and not too much of it."""
    words = json.dumps(value, ensure_ascii=False, default=str)
    return words if len(words) <= 80 else f"{words[:77]}..."


def _named(place: Place) -> str:
    """As in "[duty.notify_panel] force", or "[contents.yearly_report] item 2 says"."""
    if len(place) < 2:
        return "".join(map(str, place))
    table, name, *rest = place
    words = [str(step + 1) if isinstance(step, int) else step for step in rest]
    if rest and isinstance(rest[-1], int) and rest[0] != "item":
        words.pop()  # one word of a list: the sentence itself names it
    return " ".join([f"[{table}.{name}]", *words])
