"""A death as people read it: each answer as it stands, with what was recorded at first and each correction beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import prefetch_related_objects

from handrail.guidance import spoken
from handrail.service.child_deaths.models import Correction, Death, YesNo
from handrail.service.child_deaths.standing import CORRECTABLE, read, standing
from handrail.service.children.actions import Known
from handrail.service.children.identifiers import in_threes
from handrail.service.children.models import Child

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
    who = _who(Known.of(death.child)) | {"Name": death.child.name}
    return [Line(label, words or "Not given") for label, words in who.items()]


def _who(known: Known) -> dict[str, str]:
    return {
        "Name": " ".join(part for part in (known.given_names, known.family_name) if part),
        "Other names": known.also_known_as,
        "Date of birth": spoken(known.born_on) if known.born_on else "",
        "Sex": Child.Sex(known.sex).label,
        "Ethnicity": known.ethnicity,
        "NHS number": in_threes(known.nhs_number),
    }


NOT_SAID = ("", None, False, YesNo.NOT_KNOWN)


def told_otherwise(death: Death, said: Mapping[str, Any], known: Known) -> list[str]:
    """What another who told of this death answered, where it says more than what stands here, or says otherwise."""
    mine = _who(Known.of(death.child))
    who = {label: words for label, words in _who(known).items() if words != Child.Sex.NOT_KNOWN.label}
    child = [f"{label}: {words}" for label, words in who.items() if words and words != mine[label]]
    passed_over = {"circumstances"} | ({"no_number_because"} if death.child.nhs_number else set())
    answers = [
        f"{LABELS[field]}: {in_words(field, said[field])}"
        for field in CORRECTABLE
        if field not in passed_over and said[field] not in NOT_SAID and said[field] != standing(death, field)
    ]
    return [*child, *answers]


def told_of(death: Death) -> list[Line]:
    """Who the child was, and the answers by which two deaths are told apart, as they stand."""
    return [*identity_of(death), *(line for line in lines_of(death) if line.field in ("died_on", "circumstances"))]
