"""The fields of the national data set as this folder holds them: what was notified, what each agency answered, and what
the overview panel found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from handrail.guidance import spoken
from handrail.service.child_deaths.models import Birth, Death, Notification, PlaceOfDeath
from handrail.service.child_deaths.standing import decisions_of, standing
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.reporting_forms.seeing import Page, asked_for, side_by_side
from handrail.service.reporting_forms.shelf import version_called, version_on
from handrail.service.reporting_forms.written import Form, Kind, Question, Section, Version
from handrail.service.requests.models import Request
from handrail.service.room import Room

HELD_OF_DEATH, OF_PANEL = "notified", "overview panel"
"""Stand where an agency would, for what is held of the death itself, and for what its overview panel found."""


@dataclass(frozen=True)
class Item:
    """One answer to one question. `value` is as machines read it: days as 2020-05-03, numbers in figures."""

    form: Form
    section: Section
    question: Question
    turn: int
    source: str
    value: str
    agrees: bool = True

    @property
    def in_words(self) -> str:
        """As people read it: a day is spoken."""
        is_day = self.question.kind is Kind.DAY and self.value
        return spoken(date.fromisoformat(self.value)) if is_day else self.value


@dataclass(frozen=True)
class Record:
    """One death: its items, and the forms that were asked for."""

    death: Death
    version: Version
    pinned: bool
    items: tuple[Item, ...]
    pages: tuple[Page, ...]
    asked: tuple[Request, ...]

    @property
    def reference(self) -> str:
        return self.death.case.reference

    def notified(self, key: str) -> str:
        return next((one.value for one in self.items if one.source == HELD_OF_DEATH and one.question.key == key), "")

    @property
    def died_on(self) -> date:
        return died_on(self.death)

    @property
    def told(self) -> tuple[Item, ...]:
        """What agencies answered."""
        return tuple(one for one in self.items if one.source not in (HELD_OF_DEATH, OF_PANEL))

    @property
    def found(self) -> tuple[Item, ...]:
        """What the overview panel found, once it has completed the death."""
        return tuple(one for one in self.items if one.source == OF_PANEL)


def died_on(death: Death) -> date:
    """The day of the death, as last corrected."""
    day: date = standing(death, "died_on")
    return day


def record_of(death: Death, today: date) -> Record:
    """Before a form is asked for no version is pinned: the death is shown on the one in use today."""
    forms = ReportingForms.objects.filter(death=death).first()
    current = version_on(today)
    assert current is not None, "a version is in use today"
    version = version_called(forms.version) if forms else current
    asked = tuple(asked_for(death)) if forms else ()
    pages = tuple(side_by_side(forms, asked)) if forms else ()
    items = (*_of_notification(death, version), *_of_agencies(pages), *_of_panel(death))
    return Record(death, version, forms is not None, items, pages, asked)


def _of_notification(death: Death, version: Version) -> Iterator[Item]:
    held = _held(death)
    for section, question in version.notification.questions():
        if question.key in held:
            yield Item(version.notification, section, question, 0, HELD_OF_DEATH, held[question.key])


def _of_agencies(pages: tuple[Page, ...]) -> Iterator[Item]:
    for page in pages:
        for row in page.rows:
            for told in row.given:
                yield Item(
                    row.form, row.section, row.question, row.turn, told.agency, _plain(row.question, told.words),
                    agrees=not row.differs,
                )  # fmt: skip


def _of_panel(death: Death) -> Iterator[Item]:
    """The analysis form, which the room of overview panels holds."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.sent_nationally:
            yield from cast(Callable[[Death], Iterator[Item]], import_string(room.sent_nationally))(death)


def _plain(question: Question, words: str) -> str:
    if question.kind is not Kind.DAY:
        return words
    try:
        return datetime.strptime(words, "%d %B %Y").date().isoformat()  # noqa: DTZ007 (a day has no hour)
    except ValueError:
        return words


def _held(death: Death) -> Mapping[str, str]:
    """What the folder holds, as last corrected, by the key of the notification form's question."""
    child, first = death.child, _first_told(death)
    answers: dict[str, object] = {
        "child_name": " ".join(part for part in (child.given_names, child.family_name) if part),
        "other_names": child.also_known_as,
        "born_on": child.born_on,
        "sex": _chosen(child.get_sex_display(), child.sex),
        "ethnicity": child.ethnicity,
        "nhs_number": child.nhs_number,
        "no_nhs_number_because": _said(death, "no_number_because"),
        "address": standing(death, "lives_at"),
        "notified_by": str(first) if first else "",
        "notified_on": first.on if first else "",
        "professionals": "; ".join(str(one) for one in death.known_to.all() if one.set_aside_at is None),
        "joint_response": _joint_response(death),
        "stillbirth_at_home": _stillbirth_at_home(death),
        "coroner": _happened(death, "coroner_"),
        "post_mortem": _happened(death, "post_mortem_"),
    }
    answers |= {key: standing(death, key) for key in AS_WRITTEN} | {key: _said(death, key) for key in CHOSEN}
    return {key: _as_text(value) for key, value in answers.items()}


AS_WRITTEN = (
    "died_on", "died_time", "place", "event_on", "event_place", "circumstances", "carers", "other_children",
    "certificate",
)  # fmt: skip
CHOSEN = (
    "place_kind", "unexpected", "looked_after", "child_protection_plan", "child_in_need_plan",
)  # fmt: skip


def _said(death: Death, field: str) -> str:
    """A chosen answer in words. That it is not known is an answer only where the question gives it as one."""
    key = str(standing(death, field))
    field_of = cast("models.CharField[str, str]", Death._meta.get_field(field))
    words = str(dict(field_of.flatchoices).get(key, ""))
    return _chosen(words, key) if field == "place_kind" else words


def _happened(death: Death, begins: str) -> str:
    """That it did not happen is never recorded, so there is no "No"."""
    return "Yes" if any(one.kind.startswith(begins) for one in death.events.all() if one.set_aside_at is None) else ""


def _as_text(value: object) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _chosen(words: str, key: str) -> str:
    """What was chosen; that it is not known is no answer to this question."""
    return "" if key == "not known" else words


def _first_told(death: Death) -> Notification | None:
    standing = [one for one in death.notifications.all() if one.set_aside_at is None]
    return min(standing, key=lambda one: (one.on, one.recorded_at), default=None)


def _joint_response(death: Death) -> str:
    decided = decisions_of(death)
    return ("Yes" if decided[-1].called_for else "No") if decided else ""


def _stillbirth_at_home(death: Death) -> str:
    if standing(death, "born") not in (Birth.STILLBIRTH_ATTENDED, Birth.STILLBIRTH_UNATTENDED):
        return "No"
    return "Yes" if standing(death, "place_kind") == PlaceOfDeath.HOME else "Not known"
