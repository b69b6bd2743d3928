"""What is asked about the key worker, what may be told, the guide offered, and questions with their answers."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.families.forms.shared import FamilyForm, choose, for_whom
from handrail.service.families.models import Leaflet, Telling
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField


class KeyWorkerForm(FamilyForm):
    relative = Chosen(label="Whose key worker?", choices=[], missing="Choose whose key worker it is")
    name = TextField(label="Their name", missing="Enter their name")
    job = TextField(label="Their job", missing="Enter their job", hint="Often, and not always, somebody from health.")
    body = Chosen(label="Their agency", choices=[], empty="Not in the list")
    body_name = TextField(label="Their agency, if it is not in the list", hint="For example, a bereavement charity")
    reached_at = TextField(
        label="How do the family and others reach them?", missing="Enter a telephone number or address"
    )
    from_on = DayField(label="From when?", what="The day", missing="Enter the day from which they are the key worker")
    handed_over = TextField(
        label="If somebody was key worker before: what was handed over, and who told the family?", rows=3
    )

    def offer(self) -> None:
        for_whom(self)
        choose(self, "body", [("", ""), *((str(one.pk), str(one)) for one in self.known.bodies)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("body")) == bool(cleaned.get("body_name")):
            self.add_error("body", "Choose their agency from the list, or write its name below: one of the two")
        return cleaned


class EndKeyWorkerForm(forms.Form):
    on = DayField(label="Their last day", what="The last day", missing="Enter their last day")
    why = TextField(label="Why does it end?", missing="Say why it ends")
    handed_over = TextField(label="What was handed over, to whom, and who told the family?", rows=3)


class TellingForm(FamilyForm):
    relative = Chosen(label="Who is it about?", choices=[], missing="Choose whether it is about all of them or one")
    held_back = OneOf(
        label="May they be told?", missing="Choose whether they may be told",
        choices=[("yes", "Not for now: it is held back"), ("no", "Yes: it was decided that they may be told")],
    )  # fmt: skip
    what = TextField(label="What?", missing="Say what may, or may not, be told", rows=3)
    because = OneOf(label="Because of what?", choices=Telling.Because.choices, missing="Choose because of what")
    why = TextField(label="Why, in words", missing="Say why", rows=3)
    decided_by_name = TextField(
        label="Who decided, and for which agency?",
        missing="Enter who decided, and for which agency",
        hint="For a trial, usually the police’s senior investigating officer with the prosecutor.",
    )
    decided_on = DayField(label="When?", what="The day", missing="Enter the day on which it was decided", past=True)
    until = TextField(label="Until what? (optional)", hint="For example, the verdict")
    look_on = DayField(
        label="When is it looked at again?",
        what="The day",
        hint="It stands under What is due. Needed for what is held back.",
    )

    def offer(self) -> None:
        for_whom(self)

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"held_back": self.cleaned_data["held_back"] == "yes"}


class LookForm(FamilyForm):
    on = DayField(label="When was it looked at?", what="The day", missing="Enter the day", past=True)
    decided_by_name = TextField(
        label="Who decided, and for which agency?", missing="Enter who decided, and for which agency"
    )
    ends = OneOf(
        label="What was decided?", missing="Choose what was decided",
        choices=[("no", "It stands"), ("yes", "It has ended: they may now be told")],
    )  # fmt: skip
    why = TextField(label="Why?", missing="Say why", rows=3)
    look_on = DayField(label="If it stands: when is it looked at again?", what="The day")

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"ends": self.cleaned_data["ends"] == "yes"}


class LeafletForm(FamilyForm):
    relative = Chosen(label="To whom?", choices=[], missing="Choose to whom")
    title = TextField(label="Which guide?", missing="Enter what it is called", initial="When a Child Dies")
    what = OneOf(label="What happened?", choices=Leaflet.What.choices, missing="Choose what happened")
    on = DayField(label="When?", what="The day", missing="Enter the day", past=True)
    by_name = TextField(label="By whom, and from which agency?", missing="Enter who offered it, and their agency")
    form = TextField(label="Language and form (optional)", hint="For example, in Polish; read aloud")

    def offer(self) -> None:
        for_whom(self)


class QuestionForm(FamilyForm):
    relative = Chosen(label="Who asks?", choices=[], missing="Choose who asks")
    text = TextField(
        label="What do they ask?",
        missing="Write the question",
        rows=4,
        hint="In their words, and without names of others: it can be put to a meeting as it stands.",
    )
    asked_on = DayField(label="When?", what="The day", missing="Enter the day on which they asked", past=True)
    asked_of = TextField(label="Whom did they ask?", missing="Enter whom they asked, such as the key worker")

    def offer(self) -> None:
        for_whom(self)


class AnswerForm(FamilyForm):
    text = TextField(label="The answer", missing="Write the answer", rows=5)
    by_name = TextField(label="Who answered, and for which agency?", missing="Enter who answered")
    on = DayField(label="When?", what="The day", missing="Enter the day of the answer", past=True)


class ToldBackForm(FamilyForm):
    how = TextField(label="How were they told?", missing="Say how, such as at home with the key worker")
    by_name = TextField(label="By whom?", missing="Enter who told them")
    on = DayField(label="When?", what="The day", missing="Enter the day on which they were told", past=True)


class BringForm(FamilyForm):
    """Which questions go to which meeting."""

    meeting = Chosen(label="Which meeting?", choices=[], missing="Choose the meeting")
    questions = SomeOf(label="Which questions?", choices=[], missing="Choose at least one question")

    def offer(self) -> None:
        choose(self, "meeting", [("", ""), *((str(one.pk), str(one)) for one in self.known.meetings)])
