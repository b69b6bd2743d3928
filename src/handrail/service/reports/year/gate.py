"""The gate: what must be so before a yearly report is published, whether it is, and where that is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.service.access.models import Person
from handrail.service.arrangements.gate import Condition
from handrail.service.arrangements.wanted import Item
from handrail.service.reports.facts import ends_on
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import YearReport, YearSection
from handrail.service.reports.year.gathering import is_looked_through
from handrail.service.reports.year.saying import (
    BY_RECORDS,
    agreed_by,
    items_of,
    partners_of,
    placed,
    title_of,
)
from handrail.service.yearly import Told, read


@dataclass(frozen=True, slots=True)
class Answer:
    """One item of the editions' list: what people wrote, what the rooms told, and what is lacking."""

    item: Item
    section: YearSection | None
    parts: Sequence[Told]

    @property
    def title(self) -> str:
        return title_of(self.item.key)

    @property
    def records(self) -> bool:
        return self.item.key in BY_RECORDS

    @property
    def lacks(self) -> tuple[str, ...]:
        if self.section and self.section.last_years:
            return ("These are last year’s words. Say what is so this year.",)
        if self.records or (self.section and self.section.text.strip()):
            return ()
        return ("Nothing is written on it yet.",)

    @property
    def excused(self) -> bool:
        return bool(self.section and self.section.why_not.strip()) and not self.item.binds

    @property
    def met(self) -> bool:
        return not self.lacks or self.excused


@dataclass(frozen=True, slots=True)
class Gate:
    """The last condition is the partners' agreement, which is asked for once all else is there."""

    answers: Sequence[Answer]
    conditions: Sequence[Condition]

    @property
    def ready(self) -> bool:
        return (
            bool(self.answers) and all(one.met for one in self.answers) and all(one.met for one in self.conditions[:-1])
        )

    @property
    def open(self) -> bool:
        return self.ready and self.conditions[-1].met

    @property
    def missing(self) -> int:
        return sum(not one.met for one in self.answers) + sum(not one.met for one in self.conditions)

    def lacks(self) -> Iterator[str]:
        for answer in self.answers:
            if not answer.met:
                yield from (f"{answer.title}: {said}" for said in answer.lacks)
        for condition in self.conditions:
            yield from condition.lacks


def gate_of(report: YearReport, reader: Person, day: date | None = None) -> Gate:
    """As this reader may be told: names that are known from folders only to those who may open them. So a gate that is
    open is not enough for a report to leave (`sees_every_name`)."""
    sections = {one.item: one for one in report.sections.select_related("writer", "saved_by")}
    items = items_of(report.partnership, day)
    told = [read(part) for part in report.told if part["key"] not in report.left_out]
    under = placed(told, [item.key for item in items])
    answers = [Answer(item, sections.get(item.key), under.get(item.key, [])) for item in items]
    conditions = [_twelve_months(report), _gathered(report), _why(report), _names(report, reader), _agreed(report)]
    return Gate(answers, conditions)


def _twelve_months(report: YearReport) -> Condition:
    lacks = () if report.last_on == ends_on(report.first_on) else ("It is not on twelve months. Begin it anew.",)
    return Condition("It is on twelve months", lacks)


def _gathered(report: YearReport) -> Condition:
    lacks = () if report.gathered_at else ("The records are being gathered. This takes about a minute.",)
    return Condition("The records are gathered", lacks)


def _why(report: YearReport) -> Condition:
    lacks = ("Say why the report is corrected.",) if report.corrects_id and not report.corrected_why.strip() else ()
    return Condition("A corrected report says why", lacks)


def _names(report: YearReport, reader: Person) -> Condition:
    title = "It names no child, no family and no practitioner but those who may be read"
    if not is_looked_through(report):
        return Condition(title, ("Its words are being looked through for names. This takes about a minute.",))
    marks = marks_for(report, reader)
    lacks = tuple(
        f"{_place(report, mark.place)}: “{mark.words}” may be the name of {mark.whose}. "
        + ("Take it out." if mark.never_stands else "Take it out, or say why it may be read.")
        for mark in marks
    )
    return Condition(title, lacks, "year_let_stand" if any(not mark.never_stands for mark in marks) else "")


def _place(report: YearReport, key: str) -> str:
    heading = next((part["heading"] for part in report.told if part["key"] == key), None)
    return heading or title_of(key)


def _agreed(report: YearReport) -> Condition:
    given, partners = agreed_by(report), partners_of(report.partnership)
    lacks = tuple(f"{body} has not agreed to it as it reads now." for body in partners if body.pk not in given)
    lacks = lacks or (() if partners else ("No safeguarding partner has a place here. See the list of bodies.",))
    return Condition("Every safeguarding partner agreed to it as it reads now", lacks, "year_agree")
