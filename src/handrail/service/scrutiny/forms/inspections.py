"""What is asked of an inspection, its report and what is done about it."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, TextField
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.forms.assessments import NAME_NOBODY, members_of
from handrail.service.scrutiny.forms.scrutineers import OfPartnership, listed
from handrail.service.scrutiny.models import Remedy


class InspectionForm(OfPartnership):
    by_whom = TextField(
        label="Which inspectorates?", missing="Say which inspectorates", max_length=200,
        hint="For example, Ofsted; or Ofsted, CQC and HMICFRS together.",
    )  # fmt: skip
    of_what = TextField(
        label="What do they inspect?", missing="Say what they inspect", max_length=200,
        hint="For example, how children who run away are found and helped.",
    )  # fmt: skip
    of_body = Chosen(label="One body of the area?", choices=(), empty="No, the area as a whole")
    began_on = DayField(label="When did it begin?", what="The day", past=True, missing="Enter the day")

    def __init__(self, data: Any = None, *, partnerships: list[Body]) -> None:
        super().__init__(data, partnerships=partnerships)
        self.bodies = list({body.pk: body for one in partnerships for body in members_of(one)}.values())
        self.fields["of_body"].choices = listed(self.bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body | None:
        return next((body for body in self.bodies if str(body.pk) == self.cleaned_data["of_body"]), None)


class ReportForm(forms.Form):
    published_on = DayField(label="Published on", what="The day", past=True, missing="Enter the day")
    judgement = TextField(
        label="What does it judge?", rows=4, missing="Write the judgement", hint="In the report’s own words."
    )
    where = TextField(label="Where is it published?", max_length=300, hint="The address of the report, if you have it.")
    answer_due_on = DayField(
        label="By when is a written answer wanted?",
        what="The day",
        hint="As the letter says. Leave it empty if none is.",
    )


class AnsweredForm(forms.Form):
    on = DayField(label="Sent on", what="The day", past=True, missing="Enter the day")


class RemedyForm(forms.Form):
    finding = TextField(label="What did the report find?", rows=3, missing="Say what it found", hint=NAME_NOBODY)
    words = TextField(label="What will be done?", rows=3, missing="Say what will be done", hint=NAME_NOBODY)
    body = Chosen(label="Which body does it?", choices=(), missing="Choose the body")
    owner = TextField(label="Who sees to it?", missing="Say who sees to it", max_length=200)
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")

    def __init__(self, data: Any = None, *, partnership: Body) -> None:
        super().__init__(data)
        self.members = members_of(partnership)
        self.fields["body"].choices = listed(self.members)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return next(body for body in self.members if str(body.pk) == self.cleaned_data["body"])


class MoveRemedyForm(forms.Form):
    body = Chosen(label="Which body does it?", choices=(), missing="Choose the body")
    owner = TextField(label="Who sees to it?", missing="Say who sees to it", max_length=200)
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")
    why = TextField(label="Why is it changed?", missing="Say why", max_length=200)

    def __init__(self, data: Any = None, *, of: Remedy) -> None:
        super().__init__(data, initial={"body": str(of.body_id), "owner": of.owner, "due_on": of.due_on})
        self.members = list({body.pk: body for body in (*members_of(of.partnership), of.body)}.values())
        self.fields["body"].choices = listed(self.members)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return next(body for body in self.members if str(body.pk) == self.cleaned_data["body"])


class RemedyDoneForm(forms.Form):
    on = DayField(label="Done on", what="The day", past=True, missing="Enter the day")
    words = TextField(label="What shows it?", rows=4, missing="Say what shows it", hint=NAME_NOBODY)
