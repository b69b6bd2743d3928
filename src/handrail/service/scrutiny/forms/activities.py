"""What is asked of a plan, an activity, a finding, its answer, and whether anything came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.partnerships.models import Body, Membership
from handrail.service.scrutiny.doors import year_of
from handrail.service.scrutiny.forms.scrutineers import OfPartnership, listed
from handrail.service.scrutiny.models import Activity, Finding, FollowUp, Plan, Response, Scrutineer
from handrail.service.scrutiny.models.activities import BY_PAPER

NAME_NOBODY = "Name no child, family or practitioner: what is found is answered, and told in the yearly report."


class PlanForm(OfPartnership):
    year = Chosen(label="Which year?", choices=(), missing="Choose the year", hint="From 1 April to 31 March.")
    way = OneOf(
        label="How is scrutiny done?", choices=Plan.Way.choices, missing="Say how scrutiny is done",
        hint="The law leaves it to the area whether the scrutineer attends or reads papers alone.",
    )  # fmt: skip
    way_why = TextField(label="Why so?", rows=3, missing="Say why")
    aims = TextField(
        label="What is scrutiny to find out this year?", rows=5, missing="Say what scrutiny is to find out"
    )

    def __init__(self, data: Any = None, *, partnerships: list[Body], of: Plan | None = None) -> None:
        initial = {"year": str(of.year), "way": of.way, "way_why": of.way_why, "aims": of.aims} if of else None
        super().__init__(data, partnerships=[of.partnership] if of else partnerships, initial=initial)
        this = year_of(timezone.localdate())
        years = [of.year] if of else [this, this + 1, this - 1]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (str(year), f"{year}–{(year + 1) % 100:02d}") for year in years
        ]
        if of:
            del self.fields["year"]


class AgreeForm(forms.Form):
    on = DayField(label="Agreed on", what="The day", past=True, missing="Enter the day")
    by_name = TextField(
        label="Who agreed it?", missing="Say who agreed it", max_length=200,
        hint="For example, the lead safeguarding partners at their meeting.",
    )  # fmt: skip


class ActivityForm(forms.Form):
    title = TextField(label="What is it called?", missing="Say what it is called", max_length=200,
                      hint="For example, “Children at the front door”.")  # fmt: skip
    question = TextField(label="Which question is it to answer?", rows=3, missing="Write the question")
    how = OneOf(label="How?", choices=Activity.How.choices, missing="Say how it is done")
    scrutineer = Chosen(label="Who does it?", choices=(), missing="Choose the scrutineer")
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data)
        self.scrutineers = list(Scrutineer.objects.filter(partnership=plan.partnership, ended_on__isnull=True))
        names = [(str(one.pk), f"{one.name}, {one.body}") for one in self.scrutineers]
        self.fields["scrutineer"].choices = names  # type: ignore[attr-defined]
        if plan.way == Plan.Way.PAPERS:
            ways = [(key, words) for key, words in Activity.How.choices if key in BY_PAPER]
            self.fields["how"].choices = ways  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Scrutineer:
        return next(one for one in self.scrutineers if str(one.pk) == self.cleaned_data["scrutineer"])


class DoneForm(forms.Form):
    on = DayField(label="Done on", what="The day", past=True, missing="Enter the day")
    how = OneOf(label="How was it done?", choices=Activity.How.choices, missing="Say how it was done")
    words = TextField(
        label="What was attended, seen or read?", rows=4, missing="Say what was attended, seen or read",
        hint=NAME_NOBODY,
    )  # fmt: skip


class MoveForm(forms.Form):
    scrutineer = Chosen(label="Who does it?", choices=(), missing="Choose the scrutineer")
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")
    why = TextField(label="Why is it changed?", missing="Say why", max_length=300)

    def __init__(self, data: Any = None, *, of: Activity) -> None:
        super().__init__(data, initial={"scrutineer": str(of.scrutineer_id), "due_on": of.due_on})
        self.scrutineers = list(Scrutineer.objects.filter(partnership=of.plan.partnership, ended_on__isnull=True))
        names = [(str(one.pk), f"{one.name}, {one.body}") for one in self.scrutineers]
        self.fields["scrutineer"].choices = names  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Scrutineer:
        return next(one for one in self.scrutineers if str(one.pk) == self.cleaned_data["scrutineer"])


class DropForm(forms.Form):
    on = DayField(label="Decided on", what="The day", past=True, missing="Enter the day")
    why = TextField(label="Why will it not be done?", missing="Say why", max_length=300)


class FindingForm(forms.Form):
    kind = OneOf(label="What is it?", choices=Finding.Kind.choices, missing="Say what it is")
    words = TextField(label="What was found?", rows=5, missing="Say what was found", hint=NAME_NOBODY)
    seen_in = TextField(label="What shows it?", rows=3, missing="Say what shows it")
    to_body = Chosen(
        label="Whom does it ask to act?", choices=(), empty="The safeguarding partners together",
        hint="Leave it for what all three have to answer.",
    )  # fmt: skip
    found_on = DayField(label="On which day was it reported?", what="The day", past=True, missing="Enter the day")
    answer_due_on = DayField(
        label="By when is an answer wanted?", what="The day", hint="Leave it empty for a strength."
    )

    def __init__(self, data: Any = None, *, partnership: Body) -> None:
        super().__init__(data)
        here = Membership.objects.on(timezone.localdate()).filter(partnership=partnership).select_related("body")
        self.bodies = sorted({one.body for one in here}, key=lambda body: body.name)
        self.fields["to_body"].choices = listed(self.bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body | None:
        return next((body for body in self.bodies if str(body.pk) == self.cleaned_data["to_body"]), None)


class WhyForm(forms.Form):
    why = TextField(label="What is wrong with it?", missing="Say what is wrong with it", max_length=300)


class AnswerForm(forms.Form):
    says = OneOf(label="The answer is", choices=Response.Says.choices, missing="Say whether it is accepted")
    words = TextField(
        label="What will be done, or why will nothing be?", rows=4, missing="Say what will be done, or why nothing will"
    )
    done_by_on = DayField(label="Done by", what="The day", hint="Leave it empty where it is not accepted.")
    answered_on = DayField(label="Answered on", what="The day", past=True, missing="Enter the day")
    answered_by_name = TextField(label="Who answered?", missing="Say who answered", max_length=200)


class FollowForm(forms.Form):
    seen = OneOf(label="What was seen?", choices=FollowUp.Seen.choices, missing="Say what was seen")
    words = TextField(label="What shows it?", rows=4, missing="Say what shows it", hint=NAME_NOBODY)
    looked_on = DayField(label="Looked on", what="The day", past=True, missing="Enter the day")
    again_on = DayField(
        label="Look again on", what="The day", hint="Leave it empty if it is done and made a difference."
    )
