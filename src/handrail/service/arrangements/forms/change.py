"""What is asked of a change of law or of bodies, and of what a folder passes on by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from handrail.service.arrangements.changing import Change, changes
from handrail.service.arrangements.forms.choosing import OfPartnership, choices_of
from handrail.service.arrangements.models import LaterWord, PassedOn
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body


class PlanForm(OfPartnership):
    change = OneOf(label="Which change?", choices=(), missing="Choose the change")
    title = TextField(
        label="What is this plan called?", missing="Give the plan a name", max_length=200,
        hint="For example, Our handover of 2019, or Northshire and Southshire become one.",
    )  # fmt: skip
    law = TextField(
        label="What asks for it? (optional)", max_length=300,
        hint="The Act, order or guidance. For a change that is listed above, leave it empty.",
    )  # fmt: skip
    says = TextField(label="What changes, and for whom? (optional)", rows=3)
    begins_on = DayField(
        label="On which day does it begin? (optional)", what="The first day",
        hint="For a reorganisation, or a change that you describe. The others have their own days.",
    )  # fmt: skip
    due_on = DayField(label="By which day is it to be done? (optional)", what="The last day")
    invented = SomeOf(
        label="Is this to try days out?", choices=[("yes", "Its days are invented: nothing is written into any area")],
    )  # fmt: skip
    partnership = Chosen(label="Whose plan?", choices=(), missing="Choose the partnership")

    def __init__(self, *args: Any, partnerships: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, partnerships=partnerships, **more)
        known = changes()
        self.fields["change"].choices = [(key, one.title) for key, one in known.items()]  # type: ignore[attr-defined]
        self.fields["change"].hints = {key: one.says for key, one in known.items() if one.says}  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "partnership"}
        return given | {"invented": bool(given["invented"])}


class LastDayForm(forms.Form):
    due_on = DayField(
        label="By which day is it to be done?",
        what="The last day",
        hint="Leave it empty where there is no such day now.",
    )
    why = TextField(label="Why is it changed?", missing="Say why", max_length=300)


class PassingForm(forms.Form):
    before = Chosen(label="Which body passes on its duties?", choices=(), missing="Choose who passes on its duties")
    after = Chosen(label="To which body?", choices=(), missing="Choose to whom")
    begins_on = DayField(
        label="On which day does the other take over?", what="The day", missing="Enter the day",
        hint="The first keeps its duties until the end of the day before. For example, 2 9 2019",
    )  # fmt: skip
    ends = OneOf(
        label="Does the first body end then?", choices=[("yes", "Yes, it ends"), ("no", "No, it goes on")],
        missing="Say whether it ends", hint="Where it ends, its last day is put into the list of bodies once it comes.",
    )  # fmt: skip

    def __init__(self, *args: Any, change: Change, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = list(bodies)
        self.bodies = {str(body.pk): body for body in listed}
        for name, kinds in (("before", change.before), ("after", change.after)):
            chosen = choices_of(body for body in listed if body.kind in kinds)
            self.fields[name].choices = chosen  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "before": self.bodies[given["before"]], "after": self.bodies[given["after"]],
            "begins_on": given["begins_on"], "ends": given["ends"] == "yes",
        }  # fmt: skip


class DaysForm(forms.Form):
    published_on = DayField(label="Safeguarding arrangements: first published", what="The day they were published")
    told_on = DayField(label="The Secretary of State was told", what="The day they were told")
    began_on = DayField(
        label="Safeguarding arrangements: began", what="The day they began",
        hint="On the eve of this day the board’s duties end. Due days in this area’s folders may move.",
    )  # fmt: skip
    report_on = DayField(label="First yearly report: published", what="The day of the report")
    child_death_agreed_on = DayField(label="Child death arrangements: agreed", what="The day they were agreed")
    child_death_published_on = DayField(label="Child death arrangements: published", what="The day of publication")
    child_death_plans_on = DayField(label="Child death plans: sent to NHS England", what="The day they were sent")
    child_death_began_on = DayField(label="Child death arrangements: began", what="The day they began")


class RecordsForm(forms.Form):
    planned_on = DayField(
        label="On which day was it planned?", what="The day", missing="Enter the day on which it was planned", past=True
    )
    planned_says = TextField(
        label="How are the records handed over?", rows=6, missing="Say how the records are handed over",
        hint="Who holds what, who takes it over, by what law, who gave legal advice, and what is destroyed and when.",
    )  # fmt: skip


class DoneForm(forms.Form):
    done_on = DayField(label="On which day was it done?", what="The day", missing="Enter the day", past=True)


class PassOnForm(forms.Form):
    about = OneOf(label="Which review was passed on?", choices=(), missing="Choose the review")
    given = OneOf(
        label="How far had it come?", choices=PassedOn.Given.choices, missing="Say how far it had come",
        hint="The regulations have a finished review passed on as a copy of its report, and one that is not finished "
        "with all the information there is.",
    )  # fmt: skip
    what = TextField(
        label="What was handed over?", rows=4, missing="Say what was handed over",
        hint="Each paper, file or box. It stands in the inventory too where you put it there.",
    )  # fmt: skip
    to = Chosen(label="To whom?", choices=(), missing="Choose to whom it was handed over")
    received_by_name = TextField(
        label="Who received it?", max_length=200, missing="Enter the name of who received it",
    )  # fmt: skip
    on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)

    def __init__(self, *args: Any, reviews: Sequence[tuple[str, str]], bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["about"].choices = reviews  # type: ignore[attr-defined]
        self.fields["to"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "to": self.bodies[self.cleaned_data["to"]]}


class AnswerForm(forms.Form):
    answer = OneOf(label="What do the partners answer?", choices=LaterWord.Answer.choices, missing="Say their answer")
    reasons = TextField(label="Their reasons", rows=4, hint="Needed once they have decided.")
    decided_on = DayField(label="When did they decide?", what="The day of the decision", past=True)
    decided_by_name = TextField(label="Who decided?", max_length=200)


class LaterWordForm(AnswerForm):
    about = OneOf(label="About which decision?", choices=(), missing="Choose the decision")
    came_on = DayField(label="When did it come?", what="The day it came", missing="Enter the day it came", past=True)
    came_from = TextField(label="From whom?", max_length=200, missing="Say from whom it came")
    says = TextField(label="What is new?", rows=5, missing="Say what is new")
    field_order = ("about", "came_on", "came_from", "says", "answer", "reasons", "decided_on", "decided_by_name")

    def __init__(self, *args: Any, decisions: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["about"].choices = decisions  # type: ignore[attr-defined]
