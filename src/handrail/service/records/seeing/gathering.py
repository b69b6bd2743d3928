"""Everything of a folder that may be given, field by field: made from what the rooms declare, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.documents.models import Document
from handrail.service.records.declared import Declared, declared
from handrail.service.records.register import Holding, holdings, pointers
from handrail.service.records.seeing.names import parts_of


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is held, as a person reads it. `of_other_child`: its row is of a child who is not the one asked
    about."""

    declared: Declared
    row: str
    title: str
    text: str
    of_other_child: bool


def pieces_of(case: Case, children: set[Child]) -> Iterator[Piece]:
    """What is held in this folder and is not declared as never given. Empty fields say nothing."""
    for holding in holdings():
        chosen = [
            (field, one)
            for field in holding.model._meta.concrete_fields
            for one in [declared().get((holding.model._meta.label, field.name))]
            if one is not None and one.share != "no"
        ]
        if chosen:
            yield from _rows(holding, case, chosen, children)


def _rows(
    holding: Holding, case: Case, chosen: list[tuple[models.Field[Any, Any], Declared]], children: set[Child]
) -> Iterator[Piece]:
    for row in holding.rows(case.pk):
        other = is_of_other_child(row, children)
        for field, one in chosen:
            text = as_read(row, field)
            if text:
                title = f"{row._meta.verbose_name}: {field.verbose_name}"
                yield Piece(one, str(row.pk), title[0].upper() + title[1:], text, other)


def is_of_other_child(row: models.Model, children: set[Child]) -> bool:
    if isinstance(row, Child):
        return row not in children
    for pointer in pointers(type(row)):
        if pointer.related_model is Child and getattr(row, pointer.name) is not None:
            return getattr(row, pointer.name) not in children
    return False


def as_read(row: models.Model, field: models.Field[Any, Any]) -> str:
    """A value in words; empty where there is none."""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return in_words(getattr(row, field.name))


def in_words(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "Yes" if value else "No"
        case datetime() | date():
            return spoken(value)
        case dict():
            return "\n".join(words for each in value.values() if (words := in_words(each)))
        case list() | tuple():
            return "\n".join(words for each in value if (words := in_words(each)))
        case _:
            return str(value).strip()


def names_in(case: Case, children: set[Child]) -> list[tuple[str, str]]:
    """Everyone the folder names in a field made for names, each with whose name it is; not the person who asks."""
    own = {word.casefold() for child in children for name in _names_of(child) for word in name.split()}
    named: dict[str, str] = {}
    for child in Child.objects.filter(folder=case.folder_id):
        if child not in children:
            named |= dict.fromkeys(_names_of(child), "another child")
    for holding in holdings():
        for field in holding.model._meta.concrete_fields:
            one = declared().get((holding.model._meta.label, field.name))
            whose = WHOSE_NAMES.get(one.about) if one is not None and one.share != "no" else None
            if whose is not None and holds_a_name(field):
                rows = holding.rows(case.pk)
                named |= {words: whose for row in rows if (words := in_words(getattr(row, field.name)))}
    found = [(part, whose) for name, whose in named.items() for part in parts_of(name)]
    return [(part, whose) for part, whose in dict.fromkeys(found) if part.casefold() not in own]


def _names_of(child: Child) -> list[str]:
    return [name for name in (child.given_names, child.family_name, child.also_known_as, child.name) if name]


def holds_a_name(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.ForeignKey):
        return field.related_model is Person
    named = field.name in NAMING or field.name.endswith("_name")
    return isinstance(field, models.CharField) and named and field.name not in NOT_OF_A_PERSON


WHOSE_NAMES = {"professional": "a practitioner", "family": "somebody of the family"}
NAMING = frozenset(("name", "chair", "with_whom", "reviewer"))
NOT_OF_A_PERSON = frozenset(("body_name",))
"""Fields that hold the name of a person, rather than an address or a job, are called so or end in `_name`."""


def documents_of(case: Case) -> list[Document]:
    """Files: none is given as it is. Each is read by somebody and answered apart."""
    return list(Document.objects.filter(folder=case.folder_id))
