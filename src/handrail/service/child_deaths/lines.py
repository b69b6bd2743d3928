"""A death as people read it: each answer as it stands, with what was recorded at first and each correction beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import prefetch_related_objects

from handrail.guidance import spoken
from handrail.service.child_deaths.models import Correction, Death
from handrail.service.child_deaths.standing import CORRECTABLE, read, standing
from handrail.service.children.identifiers import in_threes

LABELS = {
    "born": "Birth",
    "no_number_because": "No NHS number because",
    "died_on": "Day of the death",
    "died_time": "Hour of the death",
    "died_on_is_estimated": "The day is that on which the child was found",
    "event_on": "Day of the event that led to it",
    "event_time": "Hour of the event",
    "died_in": "Died",
    "country": "Country",
    "place_kind": "Kind of place",
    "place": "Place of the death",
    "event_place": "Place of the event",
    "lived": "Normally lived",
    "lived_in": "In the area of",
    "lives_at": "Address",
    "carers": "Parents and carers",
    "other_children": "Other children in the home",
    "circumstances": "Circumstances",
    "unexpected": "Unexpected",
    "abuse_suspected": "Abuse or neglect known or suspected",
    "looked_after": "Looked after",
    "child_protection_plan": "On a child protection plan",
    "child_in_need_plan": "On a child in need plan",
    "learning_disability": "Learning disability",
    "certificate": "Medical certificate",
}


@dataclass(frozen=True)
class Line:
    """One question: how it stands now, how it was recorded where that differs, and the corrections between."""

    label: str
    words: str
    recorded: str = ""
    corrections: tuple[Correction, ...] = ()
    field: str = ""


def lines_of(death: Death) -> list[Line]:
    prefetch_related_objects([death], "corrections__made_by")
    return [_line(death, field) for field in CORRECTABLE]


def _line(death: Death, field: str) -> Line:
    corrections = tuple(one for one in death.corrections.all() if one.field == field)
    recorded = in_words(field, getattr(death, field)) if corrections else ""
    return Line(LABELS[field], in_words(field, standing(death, field)), recorded, corrections, field)


def in_words(field: str, value: Any) -> str:
    """An answer as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, time):
        return f"{value:%-H:%M}"
    if isinstance(value, date):
        return spoken(value)
    choices = dict(getattr(Death._meta.get_field(field), "choices", None) or ())
    return str(choices.get(value, value) or "Not given")


def kept_in_words(field: str, words: str) -> str:
    return in_words(field, read(field, words))


def identity_of(death: Death) -> list[Line]:
    child = death.child
    number = in_threes(child.nhs_number) or "Not given"
    return [
        Line("Name", child.name),
        Line("Other names", child.also_known_as or "Not given"),
        Line("Date of birth", spoken(child.born_on) if child.born_on else "Not given"),
        Line("Sex", child.get_sex_display()),
        Line("Ethnicity", child.ethnicity or "Not given"),
        Line("NHS number", number),
    ]


def told_of(death: Death) -> list[Line]:
    """Who the child was, and the answers by which two deaths are told apart, as they stand."""
    return [*identity_of(death), *(line for line in lines_of(death) if line.field in ("died_on", "circumstances"))]
