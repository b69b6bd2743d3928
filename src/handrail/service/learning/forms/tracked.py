"""What is asked about an action, and for a tracker."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.fields import Chosen, DayField, FileField, OneOf, SomeOf, TextField
from handrail.service.learning.forms.naming import NO_NAMES, HeldAgainstNames, WordsForm
from handrail.service.learning.models import Recommendation
from handrail.service.learning.several import read_by
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body, Membership
from handrail.service.reviews.covering import others_of

PARTNERSHIP_ITSELF = "partnership"


class ActionForm(HeldAgainstNames):
    """A field of what is read outside the folder too: by the body that is to act, and in lists."""

    watched = ("title", "source")
    title = TextField(
        label="What is to be done",
        missing="Say what is to be done",
        hint="One thing, so that it can be seen to be done. Leave out the names of children and families: "
        "these words appear in lists.",
        rows=3,
        max_length=300,
    )
    owner = Chosen(
        label="Which body is to do it", choices=(), missing="Choose the body that is to do it",
        hint="It is told by e-mail, and opens this action and nothing else of the folder.",
    )  # fmt: skip
    owner_name = TextField(label="Who there, if you know (optional)", max_length=200)
    due_on = DayField(
        label="By which day", what="The day", missing="Enter the day by which it is to be done", future=True,
        hint="For example, 24 5 2027",
    )  # fmt: skip
    source = TextField(
        label="What it comes from (optional)", hint="For example, rapid review, recommendation 3", max_length=200
    )

    meeting = Chosen(
        label="Which meeting asked for it?", choices=(), missing="Choose the meeting that asked for it",
        hint="It stands on the agenda of the next meeting by itself, until it is done.",
    )  # fmt: skip
    recommendation = Chosen(
        label="Which recommendation does it carry out? (optional)", choices=(), empty="None, or none of these"
    )

    def __init__(self, *args: Any, case: Case, reader: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.case = case
        self.members = members_of(case.partnership)
        self.recommended = list(read_by(reader, Recommendation.objects.filter(case=case, set_aside_on__isnull=True)))
        offered = [(str(made.pk), f"{made}: {made.text[:80]}") for made in self.recommended]
        if offered:
            self.fields["recommendation"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["recommendation"]
        held = Meeting.objects.filter(case=case, purpose=Meeting.For.PARTNERSHIP, held_at__isnull=False)
        self.meetings = {str(one.pk): one for one in held.order_by("-starts_at")}
        if self.meetings:
            words = [(key, f"{one}, {spoken(london_day(one.starts_at))}") for key, one in self.meetings.items()]
            self.fields["meeting"].choices = words  # type: ignore[attr-defined]
            del self.fields["source"]
        else:
            del self.fields["meeting"]
        names = [(str(body.pk), body.name) for body in self.members]
        self.fields["owner"].choices = [(PARTNERSHIP_ITSELF, f"{case.partnership} itself"), *names]  # type: ignore[attr-defined]

    def folders_known(self) -> list[Case]:
        """This one, and the others of the review whose recommendation it carries out."""
        review = self.carries_out.review_id if self.carries_out else None
        return [self.case, *(others_of([review]) if review else [])]

    @property
    def body(self) -> Body | None:
        """The body that was chosen; None for the partnership itself."""
        chosen = self.cleaned_data["owner"]
        return next((body for body in self.members if str(body.pk) == chosen), None)

    @property
    def asked_by(self) -> Meeting | None:
        """The meeting of the partnership that asked for it; None in a folder that holds none."""
        return self.meetings.get(self.cleaned_data.get("meeting", ""))

    @property
    def comes_from(self) -> str:
        """As it was typed, or the meeting's own name and day."""
        asked_by = self.asked_by
        return f"{asked_by}, {spoken(london_day(asked_by.starts_at))}" if asked_by else self.cleaned_data["source"]

    @property
    def carries_out(self) -> Recommendation | None:
        """The recommendation that was chosen, if any."""
        chosen = self.cleaned_data.get("recommendation")
        return next((made for made in self.recommended if str(made.pk) == chosen), None)


class ProgressForm(WordsForm):
    watched = ("text",)
    text = TextField(label="How does it go?", missing="Say how it goes", rows=4, hint=NO_NAMES)


class DayForm(WordsForm):
    watched = ("reason",)
    due_on = DayField(label="New day", what="The new day", missing="Enter the new day", hint="For example, 24 5 2027")
    reason = TextField(
        label="Why does it move?", missing="Say why the day moves", hint="The old day stays on record.", rows=3,
        max_length=300,
    )  # fmt: skip


class DoneForm(WordsForm):
    watched = ("evidence",)
    done_on = DayField(label="When was it done?", what="The day", missing="Enter the day it was done", past=True)
    evidence = TextField(
        label="How do you know?",
        missing="Say how it is known to be done, such as an audit, a changed procedure or a training record",
        hint="What changed, and where the proof is kept. " + NO_NAMES,
        rows=5,
    )


class OpenAgainForm(WordsForm):
    watched = ("reason",)
    reason = TextField(label="Why is it opened again?", missing="Say why it is opened again", rows=3, max_length=300)


class ActionAsideForm(forms.Form):
    why = TextField(
        label="Why is it set aside?", missing="Say why it is set aside", rows=3, max_length=300,
        hint="It stays to be read in this folder, marked so. The body that was to do it is told, and not why, and "
        "opens it no more. If it was for another body, or comes otherwise, add it again after.",
    )  # fmt: skip


class TrackerForm(forms.Form):
    """A spreadsheet to look over. The partnership is asked only of someone who works for several."""

    partnership = Chosen(label="Which partnership's tracker is it?", choices=(), missing="Choose the partnership")
    file = FileField(
        label="Your tracker",
        missing="Choose the spreadsheet",
        hint="An Excel workbook (.xlsx) or a .csv file, up to 10 MB.",
    )

    def __init__(self, *args: Any, partnerships: list[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.partnerships = partnerships
        if len(partnerships) == 1:
            del self.fields["partnership"]
        else:
            names = [(str(body.pk), body.name) for body in partnerships]
            self.fields["partnership"].choices = names  # type: ignore[attr-defined]

    @property
    def body(self) -> Body:
        chosen = self.cleaned_data.get("partnership")
        return next(body for body in self.partnerships if chosen is None or str(body.pk) == chosen)


class TakeInForm(forms.Form):
    spreadsheet = forms.UUIDField(widget=forms.HiddenInput())
    leave_out = SomeOf(
        label="Lines that are wrong", choices=[("yes", "Leave out the lines that are wrong, and take in the rest")]
    )


class FilterForm(forms.Form):
    shown = OneOf(
        label="Show",
        choices=[
            ("open", "Open"),
            ("overdue", "Overdue"),
            ("done", "Done"),
            ("aside", "Set aside"),
            ("all", "All"),
        ],
        inline=True,
    )
    owner = Chosen(label="Body that is to do it", choices=())

    def __init__(self, *args: Any, owners: list[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].choices = [("any", "Any"), *((str(body.pk), body.name) for body in owners)]  # type: ignore[attr-defined]


def members_of(partnership: Body) -> list[Body]:
    """The bodies that belong to a partnership today."""
    places = Membership.objects.filter(partnership=partnership)
    today = timezone.localdate()
    held = {place.body for place in places.select_related("body") if place.holds_on(today)}
    return sorted(held, key=lambda body: body.name)
