"""The pages on which a rapid review is written, from its beginning to its completion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.cases.journey import Journey, Page
from handrail.service.fields import DayField, OneOf, SomeOf, TextField, TimeField
from handrail.service.incidents.models import Incident
from handrail.service.reviews.forms.shared import YES_NO, MomentForm, incident_in_words
from handrail.service.reviews.models import CriterionConsidered, RapidReview
from handrail.service.reviews.written import (
    DECIDES,
    DECISIONS,
    JOURNEY,
    MAY_BE_LEFT,
    SECTIONS,
    Section,
    Weighed,
    criteria_of,
    unread_in_words,
)

PEOPLE_DECIDE = (
    "Answering yes to a criterion never decides by itself: the partners weigh them and decide on the last page."
)
LAW_COMPELS = (
    "These criteria compel: where one is met, a serious case review must be held. It is not a matter of judgement."
)


def journey_of(review: RapidReview) -> Journey:
    """The sections, the criteria in force on the day the clock started, and the decisions."""
    criteria, caution = criteria_of(review), unread_in_words(review)
    asked = [
        _criteria_page(decides, slug, title, caution, [one for one in criteria if one.decides == decides])
        for decides, (slug, title) in DECIDES.items()
        if any(one.decides == decides for one in criteria)
    ]
    return Journey(JOURNEY, (*map(_section_page, SECTIONS), *asked, Decisions))


def _section_page(section: Section) -> type[Page]:
    field = TextField(label=section.hint, rows=18)
    return type("SectionPage", (Page,), {"slug": section.slug, "title": section.title, section.column: field})


def _criteria_page(decides: str, slug: str, title: str, caution: str, criteria: Iterable[Weighed]) -> type[Page]:
    fields: dict[str, Any] = {}
    for number, one in enumerate(criteria, start=1):
        fields[one.criterion] = OneOf(
            label=f"{number}. {one.says}{f' ({one.mark})' if one.mark else ''}",
            choices=CriterionConsidered.Answer.choices,
            hint=" ".join(
                part
                for part in (f"{one.source}.", one.use_in_words, one.caution, MAY_BE_LEFT if one.optional else "")
                if part
            ),
        )
        fields[f"{one.criterion}_reasons"] = TextField(label=f"Reasons for your answer to {number}", rows=3)
    hint = " ".join(filter(None, (LAW_COMPELS if decides == "serious_case_review" else PEOPLE_DECIDE, caution)))
    return type("CriteriaPage", (Page,), {"slug": slug, "title": title, "hint": hint, **fields})


class Decisions(Page):
    slug = DECISIONS
    title = "What the partners decide"
    hint = "People decide, with the criteria before them. Meeting a criterion does not by itself mean a review is held."
    local_review = OneOf(label="Is a local review to be held?", choices=YES_NO, inline=True)
    local_review_reasons = TextField(
        label="Reasons for the decision on a local review",
        hint="If not, why the rapid review is enough and what else is done. If so, what it is to look at.",
        rows=8,
    )
    national_review = OneOf(label="In the partners' view, may a national review be right?", choices=YES_NO, inline=True)
    national_review_reasons = TextField(label="Reasons for the view on a national review", rows=6)


class Begin(forms.Form):
    """Which incidents of the folder the review is of."""

    def __init__(self, *args: Any, incidents: Iterable[Incident], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(incident.pk), incident_in_words(incident)) for incident in incidents]
        self.fields["incidents"] = SomeOf(
            label="Which incidents is it of?",
            hint="One review may be of several incidents; it then stops the clock of each.",
            choices=choices,
            missing="Tick the incident the review is of",
        )
        if len(choices) == 1:
            self.initial["incidents"] = [choices[0][0]]


class Complete(MomentForm):
    when = OneOf(
        label="When was it completed?",
        choices=[("now", "Now"), ("before", "Before now")],
        missing="Say whether it is completed now or was before",
        initial="now",
    )
    done_on = DayField(label="If before now, the day", what="The day it was completed", past=True)
    done_time = TimeField(label="If before now, the time", hint="For example, 2:30pm")
    late_reason = TextField(label="If it is late, why", hint="The reason is kept and goes with the review.", rows=3)
    field_order = ("when", "done_on", "done_time", "late_reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == "before":
            if not cleaned.get("done_on") and "done_on" not in self.errors:
                self.add_error("done_on", "Enter the day it was completed")
            if not cleaned.get("done_time") and "done_time" not in self.errors:
                self.add_error("done_time", "Enter the time it was completed, such as 2:30pm or 14:30")
        return cleaned

    @property
    def at(self) -> datetime:
        return timezone.now() if self.cleaned_data["when"] == "now" else super().at


class Reopen(forms.Form):
    why = TextField(label="Why must it change?", missing="Say why the review is reopened", max_length=300)
