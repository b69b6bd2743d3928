"""A question set as pages to fill in: one for each standard, with last year's answers in place to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.text import slugify

from handrail.service.cases.journey import Answers, Journey, Page
from handrail.service.fields import DayField, OneOf, TextField
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import Sheet
from handrail.service.requests.summary import Approved, Attached
from handrail.service.scrutiny.apps import RETURN
from handrail.service.scrutiny.sets import (
    OF_A_CASE,
    Question,
    QuestionsAsked,
    Standard,
    as_kept,
    name_of,
    step_of_a_case,
)

EVIDENCE, STILL, IMPROVE, OWNER, BY = "__evidence", "__still", "__improve", "__owner", "__by"
"""What is asked beside each judgement, and of each standard."""
NAME_NOBODY = "Name no child, family or practitioner."
STILL_HOLDS = [("yes", "It still holds"), ("changed", "I have changed it")]


class StandardPage(Page):
    """One standard: each question judged, with what shows it, and what is to be done better."""

    asks: Standard
    put: QuestionsAsked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for one in self.asks.question:
            name = name_of(self.asks, one)
            step = self.put.step(str(cleaned.get(name) or ""))
            if step is not None and not cleaned.get(f"{name}{EVIDENCE}"):
                said = "Say what shows it" if step.level is not None else "Say why it does not apply"
                self.add_error(f"{name}{EVIDENCE}", f"{said}: {_short(one)}")
        if cleaned.get(_of(self.asks, IMPROVE)):
            for ending, wanted in ((OWNER, "Say who sees to it"), (BY, "Enter the day by which it is done")):
                name = _of(self.asks, ending)
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, wanted)
        return cleaned


class SamplePage(Page):
    """Each case of an audit's sample, by its number: how the body judges its own work in it, and what shows it."""

    slug = "the-sample"
    title = "The cases of the sample"
    numbers: tuple[int, ...]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.numbers:
            name = case_called(number)
            step = step_of_a_case(str(cleaned.get(name) or ""))
            if step is not None and step.level is not None and not cleaned.get(f"{name}{EVIDENCE}"):
                self.add_error(f"{name}{EVIDENCE}", f"Say what shows it: number {number}")
        return cleaned


def case_called(number: int) -> str:
    return f"case_{number}"


def _sample_page(numbers: Sequence[int]) -> type[SamplePage]:
    fields: dict[str, Any] = {}
    for number in numbers:
        fields[case_called(number)] = OneOf(
            label=f"Number {number} of the sample: how was your agency’s work?",
            choices=[(step.key, step.words) for step in OF_A_CASE],
            missing=f"Say how your agency’s work was: number {number}",
        )
        fields[f"{case_called(number)}{EVIDENCE}"] = TextField(label="What shows it", rows=3)
    marks = {
        "numbers": tuple(numbers), "__module__": __name__,
        "hint": f"Which case has which number you were told where you were asked about that case. {NAME_NOBODY}",
    }  # fmt: skip
    return cast(type[SamplePage], DeclarativeFieldsMetaclass("SamplePage", (SamplePage,), {**fields, **marks}))


class Agreed(Approved):
    title = "Who agreed it"
    approved_by = TextField(
        label="Who agreed this return, and their job",
        hint="Someone who answers for the whole agency. In a school or college, the governor or proprietor who saw it.",
        missing="Give the name and job of the person who agreed it", max_length=200,
    )  # fmt: skip


def sheet_put(asked: Request) -> Sheet:
    """The pages put to a body, as they stand in its request: a later version of the set changes nothing here."""
    put = as_kept(asked.sheet["set"])
    carried = {} if asked.sheet.get("again") else asked.sheet.get("carried", {})
    pages = tuple(_page(put, standard, carried, asked.sheet.get("years_before", "")) for standard in put.standard)
    numbers = asked.sheet.get("sample", [])
    sample = (_sample_page(numbers),) if numbers else ()
    begun = {**_begun(put, asked.sheet.get("carried", {})), **_sample_begun(asked.sheet)}
    return Sheet(Journey(RETURN, (*pages, *sample, Attached, Agreed)), begins_with=begun)


def _sample_begun(sheet: Mapping[str, Any]) -> Answers:
    """What was said of the sample before the return was opened again."""
    on_page: dict[str, list[str]] = {}
    for number in sheet.get("sample", []):
        if held := sheet.get("sampled", {}).get(str(number)):
            on_page[case_called(number)] = [held["judged"]]
            on_page[f"{case_called(number)}{EVIDENCE}"] = [held["evidence"]]
    return {SamplePage.slug: on_page} if on_page else {}


def slug_of(standard: Standard) -> str:
    return f"of-{slugify(standard.key)}"


def _begun(put: QuestionsAsked, carried: Mapping[str, Any]) -> Answers:
    """Last year's answers, each on its page. What was asked otherwise then, or on another scale, is not among them."""
    begun: dict[str, dict[str, list[str]]] = {}
    for standard, one in put.questions:
        name = name_of(standard, one)
        if name in carried and put.step(carried[name]["judged"]):
            on_page = begun.setdefault(slug_of(standard), {})
            on_page[name] = [carried[name]["judged"]]
            on_page[f"{name}{EVIDENCE}"] = [carried[name]["evidence"]]
    return begun


def _page(put: QuestionsAsked, standard: Standard, carried: Mapping[str, Any], years: str) -> type[StandardPage]:
    fields = dict(_fields(put, standard, carried, years))
    cite = f" ({standard.cite})" if standard.cite else ""
    marks = {
        "slug": slug_of(standard), "title": standard.title, "hint": f"{put.says}{cite} {NAME_NOBODY}", "asks": standard,
        "put": put, "__module__": __name__,
    }  # fmt: skip
    return cast(type[StandardPage], DeclarativeFieldsMetaclass("StandardPage", (StandardPage,), {**fields, **marks}))


def _fields(
    put: QuestionsAsked, standard: Standard, carried: Mapping[str, Any], years: str
) -> Iterator[tuple[str, Any]]:
    for one in standard.question:
        name = name_of(standard, one)
        was = put.step(carried[name]["judged"]) if name in carried else None
        hint = f"Carried from {years}: {was.words}. Not confirmed yet." if was else ""
        yield name, OneOf(
            label=one.asks, choices=[(step.key, step.words) for step in put.scale], hint=hint,
            missing=f"Say how it stands: {_short(one)}",
        )  # fmt: skip
        yield f"{name}{EVIDENCE}", TextField(label="What shows it", hint=one.wants, rows=3)
        if was:
            yield f"{name}{STILL}", OneOf(
                label=f"This answer is carried from {years}. Does it still hold?", choices=STILL_HOLDS, inline=True,
                missing=f"Read what is carried from {years} and say whether it still holds: {_short(one)}",
            )  # fmt: skip
    yield (
        _of(standard, IMPROVE),
        TextField(label="What will be done better?", rows=3, hint="Leave it empty if nothing."),
    )
    yield _of(standard, OWNER), TextField(label="Who sees to it?", max_length=200)
    yield _of(standard, BY), DayField(label="By when?", what="The day by which it is done")


def _of(standard: Standard, ending: str) -> str:
    return f"{standard.key.replace(' ', '_')}{ending}"


def _short(question: Question) -> str:
    words = question.asks
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
