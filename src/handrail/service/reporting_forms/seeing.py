"""Agencies' answers held side by side, question by question, so that what differs is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.service.child_deaths.models import Death
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.reporting_forms.shelf import field_of, version_called
from handrail.service.reporting_forms.written import NOT_KNOWN, Form, Question, Section
from handrail.service.requests.doors import overdue_first, requests_of
from handrail.service.requests.models import Request


@dataclass(frozen=True)
class Told:
    """One agency's answer, in words; empty where it gave none."""

    agency: str
    words: str


@dataclass(frozen=True)
class Row:
    """One question, put about one person where its page repeats, and every agency's answer."""

    form: Form
    section: Section
    question: Question
    turn: int
    told: tuple[Told, ...]

    @property
    def given(self) -> tuple[Told, ...]:
        return tuple(one for one in self.told if one.words)

    @property
    def differs(self) -> bool:
        """Whether answers that can be held against each other are not alike. "Not known" contradicts nobody.

        Of people, one agency's first may be another's second, so those are not held against each other.
        """
        if not self.question.kind.compares or self.turn:
            return False
        return len({one.words for one in self.given if one.words != NOT_KNOWN}) > 1


@dataclass(frozen=True)
class Page:
    """The rows of one section, or of one person in it."""

    title: str
    rows: tuple[Row, ...]

    @property
    def answered(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.given)

    @property
    def unanswered(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.given)

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def asked_for(death: Death) -> list[Request]:
    """The forms asked for on this death, what waits longest first."""
    found = requests_of(death.case).filter(
        of__in=[Request.Of.REPORTING_FORM, Request.Of.SUPPLEMENT], about=str(death.pk)
    )
    return overdue_first(found.prefetch_related("reminders", "contribution__addenda"))


def side_by_side(forms: ReportingForms, asked: Iterable[Request]) -> list[Page]:
    """Every question that was put to some agency that has answered, in the order of the forms."""
    sent = [one for one in asked if _answered(one)]
    return [page for form in _put_to(forms, sent) for page in _pages(form, sent) if page.rows]


def _answered(one: Request) -> bool:
    return hasattr(one, "contribution") and not one.contribution.held_nothing


def _put_to(forms: ReportingForms, sent: list[Request]) -> Iterator[Form]:
    version = version_called(forms.version)
    yield version.reporting
    put = {key for one in sent for key in one.sheet.get("supplements", ())}
    yield from (form for form in version.supplements if form.key in put)


def _pages(form: Form, sent: list[Request]) -> Iterator[Page]:
    for section in form.sections:
        title = section.title if not form.when else f"{form.title}: {section.title[0].lower()}{section.title[1:]}"
        for turn in range(1, section.repeats + 1) if section.repeats else (0,):
            rows = tuple(_row(form, section, question, turn, sent) for question in section.questions)
            given = tuple(row for row in rows if row.told and (not turn or row.given))
            yield Page(f"{title}, {turn}" if turn > 1 else title, given)


def _row(form: Form, section: Section, question: Question, turn: int, sent: list[Request]) -> Row:
    name = f"{field_of(form, question.key)}{f'_{turn}' if turn else ''}"
    told = [Told(str(one.body), one.contribution.answers.get(name, "")) for one in sent if _was_put(one, name)]
    return Row(form, section, question, turn, tuple(told))


def _was_put(one: Request, name: str) -> bool:
    """A question that hung on another answer, and was not put, stands in no column."""
    answers: Mapping[str, str] = one.contribution.answers
    return name in answers
