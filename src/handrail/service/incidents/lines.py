"""An incident as people read it: each answer as recorded, with every later word on it beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handrail.guidance import spoken
from handrail.service.children.identifiers import in_threes
from handrail.service.children.models import Child
from handrail.service.incidents.actions.correct import (
    CORRECTABLE,
    CORRECTABLE_OF_CHILD,
    standing,
    standing_of_child,
)
from handrail.service.incidents.facts import of_child, read_at
from handrail.service.incidents.models import Correction, Incident, InvolvedChild, Limb, Nature, YesNo

OUTCOME = {Nature.DEATH: "Has died", Nature.SERIOUS_HARM: "Has been seriously harmed", Nature.OTHER: "Something else"}


@dataclass(frozen=True)
class Line:
    """One question: how it stands now, how it was recorded where that differs, and the corrections between."""

    label: str
    words: str
    recorded: str = ""
    corrections: tuple[Correction, ...] = ()
    field: str = ""


def lines_of(incident: Incident) -> list[Line]:
    """What was recorded, in the order it is asked; what may be corrected has its field."""
    return [
        Line("What has happened", incident.get_nature_display()),
        _line(incident, "what_is_known"),
        Line("Abuse or neglect known or suspected", incident.abuse or "Not given"),
        _line(incident, "limb"),
        _line(incident, "became_aware"),
        _line(incident, "happened"),
        _line(incident, "place"),
        Line("Outside England", incident.get_outside_england_display()),
        Line("Lives in the area of", str(incident.elsewhere or incident.authority)),
        Line("Children beyond four", incident.more_children or "None told of"),
        _line(incident, "made_safe"),
        Line("Police are investigating", incident.get_police_investigating_display()),
    ]


def lines_of_child(incident: Incident, involved: InvolvedChild) -> list[Line]:
    """How things stood; a date of death only of a child who died, a setting only where something is said of it."""
    died = of_child(incident, involved, "outcome") == Nature.DEATH
    setting = of_child(incident, involved, "regulated_setting") != YesNo.NOT_KNOWN
    left_out = {name for name, kept in (("died_on", died), ("regulated_setting", setting)) if not kept}
    fields = [field for field in CORRECTABLE_OF_CHILD if field not in left_out]
    return [_line_of_child(incident, involved, field) for field in fields]


def identity_of(child: Child) -> list[Line]:
    return [
        Line("Name", child.name),
        Line("Other names", child.also_known_as or "None known"),
        Line("Date expected" if child.unborn else "Born", born_in_words(child)),
        Line("Sex", child.get_sex_display()),
        Line("Ethnicity", child.ethnicity or "Not known"),
        Line("Disability", child.disability or "Not known"),
        Line("NHS number", in_threes(child.nhs_number) or "Not known"),
    ]


def born_in_words(child: Child) -> str:
    if child.born_on is None:
        return "Not yet born" if child.unborn else "Not known"
    return f"{spoken(child.born_on)}{' (estimated)' if child.born_on_is_estimated else ''}"


def in_words(field: str, kept: str) -> str:
    """An answer as a correction keeps it, as people read it."""
    if not kept:
        return "Not known"
    if field in ("became_aware", "died_on"):
        return spoken(read_at(kept))
    if field == "limb":
        return str(Limb(kept).label)
    if field == "outcome":
        return OUTCOME[Nature(kept)]
    return str(YesNo(kept).label) if kept in YesNo.values else kept


def _line(incident: Incident, field: str) -> Line:
    made = tuple(c for c in incident.corrections.select_related("made_by") if c.field == field and not c.involved_id)
    return Line(CORRECTABLE[field], in_words(field, standing(incident, field)), _first(field, made), made, field)


def _line_of_child(incident: Incident, involved: InvolvedChild, field: str) -> Line:
    every = incident.corrections.select_related("made_by")
    made = tuple(c for c in every if c.field == field and c.involved_id == involved.pk)
    words = in_words(field, standing_of_child(incident, involved, field))
    return Line(CORRECTABLE_OF_CHILD[field], words, _first(field, made), made, field)


def _first(field: str, made: Sequence[Correction]) -> str:
    return in_words(field, made[0].was) if made else ""


def national_form(incident: Incident, notifier: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The answers as they stand, in the order in which the national site is understood to ask for them."""
    children = list(incident.involved.select_related("child"))
    answers = {line.field or line.label: line for line in lines_of(incident)}
    first = [answers["What has happened"], answers["Abuse or neglect known or suspected"], answers["limb"]]
    sections = [
        ("Who notifies", list(notifier)),
        ("Reason", [*first, Line("Number of children", _how_many(incident, len(children)))]),
    ]
    for involved in children:
        title = f"Child {involved.place}: {involved.child}"
        sections.append((title, [*identity_of(involved.child), *lines_of_child(incident, involved)]))
    last = ("happened", "place", "Outside England", "Lives in the area of", "what_is_known", "became_aware")
    sections.append(("The incident", [answers[key] for key in last]))
    after = ("made_safe", "Police are investigating", "Children beyond four")
    sections.append(("What has been done", [answers[key] for key in after]))
    return sections


def _how_many(incident: Incident, told: int) -> str:
    return f"{told}, and others told of in words" if incident.more_children else str(told)


def a_day(words: str) -> date | None:
    """The day an answer keeps, for a form to show again."""
    return date.fromisoformat(words[:10]) if words else None
