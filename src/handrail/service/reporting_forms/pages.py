"""A version's questions as pages that people fill in: the core form, and the supplementary forms put with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

from handrail.guidance.edition import Seen
from handrail.service.cases.journey import Answers, Journey, Page
from handrail.service.fields import DayField, OneOf, SomeOf, TextField
from handrail.service.reporting_forms.apps import JOURNEY, SUPPLEMENT
from handrail.service.reporting_forms.shelf import field_of, slug_of, version_called
from handrail.service.reporting_forms.written import NO, YES, Form, Kind, Question, Section
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import Sheet
from handrail.service.requests.summary import Approved, Attached

MARKS = {
    Seen.TEXT: "",
    Seen.RESTATED: "Not confirmed (restated).",
    Seen.SEED: "Not confirmed (from a paper of the time).",
    Seen.RECALLED: "Not confirmed (recalled).",
}
"""What stands under a question whose place on the published form is not confirmed; the page says what it means."""
MEANS = "“Not confirmed” under a question: it was not seen on the published form. Answer it all the same."


class NumberField(TextField):
    """A number with its unit, as people type it; what is kept is plain figures."""

    def __init__(self, question: Question, **more: Any) -> None:
        self.asked = question
        super().__init__(max_length=20, **more)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "").replace(",", "").removesuffix(self.asked.unit).strip()
        return self._read(typed) if typed else ""

    def _read(self, typed: str) -> str:
        q = self.asked
        example = f"{(q.least or 0) + ((q.most or 10) - (q.least or 0)) / 2:.{q.decimals}f}"
        try:
            number = Decimal(typed)
        except InvalidOperation:
            raise forms.ValidationError(f"{q.asks} must be a number in {q.unit}, such as {example}") from None
        if not number.is_finite() or -int(number.as_tuple().exponent) > q.decimals:
            s = "s" if q.decimals > 1 else ""
            kind = f"have at most {q.decimals} figure{s} after the point" if q.decimals else "be a whole number"
            raise forms.ValidationError(f"{q.asks} must {kind}, in {q.unit}, such as {example}")
        least, most = q.least, q.most
        if (least is not None and number < Decimal(str(least))) or (most is not None and number > Decimal(str(most))):
            raise forms.ValidationError(
                f"{q.asks} must be between {least or 0:g} and {most:g} {q.unit}. Check the figure and its unit."
            )
        return f"{number.normalize():f}"


class SectionPage(Page):
    """One section, or one person of a section that repeats."""

    questions: Mapping[str, Question] = {}
    """By the name of the field, the question it puts."""
    turn: int = 0
    """Which person of a section that repeats, from 1; 0 for one that does not."""
    gate: tuple[str, str] = ("", "")
    """The page and the field where it was said that there is another person."""

    @classmethod
    def asked(cls, answers: Answers) -> bool:
        page, name = cls.gate
        return not page or answers.get(page, {}).get(name) == ["yes"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, question in self.questions.items():
            if cleaned.get(name) and not self._is_put(question):
                wanted = " or ".join(f"“{one}”" for one in question.only_if.answer) if question.only_if else ""
                self.add_error(name, f"Leave this empty, or answer {wanted} to “{self._before(question).label}”")
        return cleaned

    def applying(self) -> Iterator[forms.BoundField]:
        for bound in self:
            question = self.questions.get(bound.name)
            if question is None or self._is_put(question):
                yield bound

    def _is_put(self, question: Question) -> bool:
        """Whether the answer on which it hangs was given. What cannot be read yet hides nothing."""
        if question.only_if is None:
            return True
        return self._before(question).value() in question.only_if.answer

    def _before(self, question: Question) -> forms.BoundField:
        assert question.only_if is not None
        name = next(name for name, one in self.questions.items() if one.key == question.only_if.question)
        return self[name]


class AgreedForm(Approved):
    title = "Who agreed it"
    approved_by = TextField(
        label="Who in the agency agreed this form, and their job", hint="Someone senior, other than its author.",
        missing="Give the name and job of the person who agreed it", max_length=200,
    )  # fmt: skip


def sheet_put(asked: Request) -> Sheet:
    """The pages put to a body: of the version and the supplementary forms that stand in its request."""
    alone = asked.of == Request.Of.SUPPLEMENT
    return Sheet(journey_of(str(asked.sheet["version"]), tuple(asked.sheet.get("supplements", ())), alone=alone))


@lru_cache(maxsize=64)
def journey_of(version_key: str, supplements: tuple[str, ...], *, alone: bool = False) -> Journey:
    """`alone`: without the agency's own form, which it has sent."""
    version = version_called(version_key)
    put = [form for form in version.supplements if form.key in supplements]
    if alone:
        return Journey(SUPPLEMENT, (*_pages(put), Attached, AgreedForm))
    return Journey(JOURNEY, (*_pages([version.reporting, *put]), Attached, AgreedForm))


def _pages(put: Iterable[Form]) -> Iterator[type[Page]]:
    for form in put:
        for section in form.sections:
            if section.repeats:
                yield from (_page(form, section, turn) for turn in range(1, section.repeats + 1))
            else:
                yield _page(form, section, 0)


def _page(form: Form, section: Section, turn: int) -> type[SectionPage]:
    slug, tail = slug_of(form, section.slug), f"_{turn}" if turn else ""
    questions = {f"{field_of(form, one.key)}{tail}": one for one in section.questions}
    fields: dict[str, Any] = {name: field_for(one, section) for name, one in questions.items()}
    another = field_of(form, f"{section.key}_another")
    if turn and turn < section.repeats:
        fields[f"{another}{tail}"] = OneOf(label=section.another, choices=[("yes", YES), ("no", NO)], inline=True)
    gate = (f"{slug}-{turn - 1}" if turn > 2 else slug, f"{another}_{turn - 1}") if turn > 1 else ("", "")
    title = section.title if not form.when else f"{form.title}: {section.title[0].lower()}{section.title[1:]}"
    marks = {
        "slug": f"{slug}-{turn}" if turn > 1 else slug,
        "title": f"{title}, {turn}" if turn > 1 else title,
        "hint": _hint(section),
        "questions": questions,
        "turn": turn,
        "gate": gate,
        "__module__": __name__,
    }
    return cast(type[SectionPage], DeclarativeFieldsMetaclass("SectionPage", (SectionPage,), {**fields, **marks}))


def _hint(section: Section) -> str:
    marked = any(MARKS[question.seen] for question in section.questions)
    return " ".join(words for words in (section.hint, MEANS if marked else "") if words)


def field_for(question: Question, section: Section) -> forms.Field:
    """The field that puts a question, with what is not confirmed of it in its hint."""
    said = [question.hint, _only_if(question, section), MARKS[question.seen]]
    words: dict[str, Any] = {"label": question.asks, "hint": " ".join(one for one in said if one)}
    match question.kind:
        case Kind.LINE:
            return TextField(**words)
        case Kind.TEXT:
            return TextField(rows=4, **words)
        case Kind.YES_NO:
            return OneOf(choices=[(one, one) for one in question.answers], inline=True, **words)
        case Kind.ONE_OF:
            return OneOf(choices=[(one, one) for one in question.choices], **words)
        case Kind.SOME_OF:
            return SomeOf(choices=[(one, one) for one in question.choices], **words)
        case Kind.DAY:
            return DayField(what=question.asks, past=True, **words)
        case Kind.NUMBER:
            return NumberField(question, **words | {"label": question.label})


def _only_if(question: Question, section: Section) -> str:
    if question.only_if is None:
        return ""
    before = next(one.asks for one in section.questions if one.key == question.only_if.question)
    return f"Only if you answered {' or '.join(question.only_if.answer)} to “{before}”."
