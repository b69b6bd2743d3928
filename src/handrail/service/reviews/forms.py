"""What is asked: the pages on which a rapid review is written, and the short forms around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.cases.journey import Journey, Page
from handrail.service.fields import DayField, FileField, OneOf, SomeOf, TextField, TimeField, instant
from handrail.service.incidents.models import Incident
from handrail.service.reviews.models import CriterionConsidered, LocalReviewDecision, PanelMessage, RapidReview
from handrail.service.reviews.whole import Naming
from handrail.service.reviews.written import (
    DECIDES,
    DECISIONS,
    JOURNEY,
    SECTIONS,
    Section,
    Weighed,
    criteria_of,
    unread_in_words,
)

YES_NO = [("yes", "Yes"), ("no", "No")]
PEOPLE_DECIDE = (
    "Answering yes to a criterion never decides by itself: the partners weigh them and decide on the last page."
)
LAW_COMPELS = (
    "These criteria compel: where one is met, a serious case review must be held. It is not a matter of judgement."
)
Says = PanelMessage.Says


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
            label=f"{number}. {one.says}",
            choices=CriterionConsidered.Answer.choices,
            hint=" ".join(part for part in (f"{one.source}.", one.use_in_words, one.caution) if part),
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
        choices = [(str(incident.pk), _incident_in_words(incident)) for incident in incidents]
        self.fields["incidents"] = SomeOf(
            label="Which incidents is it of?",
            hint="One review may be of several incidents; it then stops the clock of each.",
            choices=choices,
            missing="Tick the incident the review is of",
        )
        if len(choices) == 1:
            self.initial["incidents"] = [choices[0][0]]


def _incident_in_words(incident: Incident) -> str:
    children = ", ".join(str(involved) for involved in incident.involved.select_related("child"))
    happened = spoken(incident.happened_on) if incident.happened_on else "day not known"
    return f"{incident.get_nature_display()}, {happened}{f': {children}' if children else ''}"


class MomentForm(forms.Form):
    """A form that asks for the moment something was done. Both parts are needed: the hour is on the e-mail."""

    done_on = DayField(label="Day", what="The day", missing="Enter the day", past=True)
    done_time = TimeField(label="Time", hint="For example, 2:30pm", required=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["done_time"].error_messages["required"] = "Enter the time, such as 2:30pm or 14:30"

    @property
    def at(self) -> datetime:
        return instant(self.cleaned_data["done_on"], self.cleaned_data["done_time"])


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


class MakeDocuments(forms.Form):
    naming = OneOf(
        label="How are children named in it?",
        choices=Naming.choices,
        hints={
            Naming.INITIALS: "Other names, addresses and NHS numbers are left out too; names typed in the text stay."
        },
        missing="Choose how children are named",
        initial=Naming.NAMES,
    )


class Sent(MomentForm):
    sent_by_name = TextField(label="Who sent it", missing="Enter the name of the person who sent it", max_length=200)
    how = TextField(
        label="How it was sent",
        hint="For example, by secure e-mail to the Panel's mailbox.",
        missing="Say how it was sent",
        max_length=200,
    )
    field_order = ("done_on", "done_time", "sent_by_name", "how")


class SentReview(Sent):
    late_reason = TextField(label="If it went late, why", hint="Not needed where a reason was given before.", rows=3)


class AddAddendum(forms.Form):
    reason = TextField(
        label="Why it is added", hint="For example, a date was wrong.", missing="Say why it is added", max_length=300
    )
    text = TextField(label="What is added or corrected", rows=10, missing="Write what is added or corrected")


class FromPanel(forms.Form):
    says = OneOf(
        label="What does the Panel say?",
        choices=[(one.value, one.label) for one in (Says.ACKNOWLEDGES, Says.AGREES, Says.CHALLENGES, Says.ASKS)],
        hints={
            Says.CHALLENGES: "It then waits for a reply in what is due.",
            Says.ASKS: "It then waits for a reply in what is due.",
        },
        missing="Choose what the Panel says",
    )
    dated_on = DayField(
        label="Date of the letter", what="The date of the letter", missing="Enter the date on the letter", past=True
    )
    text = TextField(
        label="What it says",
        hint="Copy the letter, or put it in your words.",
        rows=12,
        missing="Enter what the Panel says",
    )
    answer_wanted_by = DayField(
        label="Answer wanted by", what="The day an answer is wanted by", hint="Leave empty if the letter gives no day."
    )
    letter = FileField(label="The letter itself", hint="PDF, Word or the e-mail, up to 20 MB. You may leave this out.")


class Letter(forms.Form):
    dated_on = DayField(
        label="Date of the letter", what="The date of the letter", missing="Enter the date on the letter", past=True
    )
    text = TextField(label="What it says", rows=12, missing="Enter what the letter says")
    letter = FileField(label="The letter itself", hint="PDF, Word or the e-mail, up to 20 MB. You may leave this out.")

    def __init__(self, *args: Any, untold: Iterable[LocalReviewDecision], **more: Any) -> None:
        super().__init__(*args, **more)
        self.untold = {str(decision.pk): decision for decision in untold}

    @property
    def tells(self) -> LocalReviewDecision | None:
        return self.untold.get(self.cleaned_data.get("tells", ""))


class Reply(Letter):
    """A reply to the Panel. It may tell a decision that the Panel has not been told yet."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.untold:
            choices = [(key, f"Yes: {in_words(one)}") for key, one in self.untold.items()]
            self.fields["tells"] = OneOf(
                label="Does it also tell the Panel a decision on a local review?",
                choices=[*choices, ("none", "No")],
                missing="Say whether the letter tells the decision",
            )


class Tell(Letter):
    """The letter that tells the Panel a later decision, which may be one of several not told yet."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(key, in_words(one)) for key, one in self.untold.items()]
        self.fields["tells"] = OneOf(
            label="Which decision does it tell?", choices=choices, missing="Choose the decision the letter tells"
        )
        self.initial["tells"] = choices[-1][0] if choices else ""
        self.order_fields(["tells"])


def in_words(decision: LocalReviewDecision) -> str:
    return f"{decision}, decided on {spoken(decision.decided_on)}"


class DecideAgain(forms.Form):
    hold = OneOf(label="Is a local review to be held?", choices=YES_NO, inline=True,
                 missing="Say whether a local review is to be held")  # fmt: skip
    reasons = TextField(label="Reasons", hint="What changed, or why the decision stands.", rows=8,
                        missing="Give the reasons for the decision")  # fmt: skip
    decided_on = DayField(label="Decided on", what="The day it was decided", missing="Enter the day it was decided",
                          past=True)  # fmt: skip
