"""What is asked for, and by, an overview panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.child_deaths.form_editions import AnalysisForm
from handrail.service.child_deaths.forms.analysis import questions
from handrail.service.fields import Chosen, DayField, EmailField, OneOf, SomeOf, TextField, TimeField
from handrail.service.overview_panels.actions.sitting import Found
from handrail.service.overview_panels.against import answers_of
from handrail.service.overview_panels.models import Analysis, Joining, Member


def listed(rows: Sequence[Any]) -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in rows]


class RetypeForm(forms.Form):
    panel = Chosen(label="Which overview panel?", choices=[], missing="Choose the overview panel")
    about = OneOf(label="Which death?", choices=[], missing="Choose the death")
    child = OneOf(
        label="Which child?", choices=[], missing="Choose the child", hint="For the age, as a band, and the sex."
    )
    summary = TextField(
        label="What happened, retyped",
        missing="Retype what happened, without names, days or places",
        rows=8,
        hint="Write “the child”, “the mother”, “a hospital”, “in the spring of that year”. Do not paste.",
    )

    def __init__(
        self, data: Any = None, *, panels: Sequence[Any], deaths: Sequence[tuple[str, str]], children: Sequence[Any],
        of: AnalysisForm, drafted: bool = False, initial: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.of, self.carried = of, drafted
        for name, choices in (("panel", [("", ""), *listed(panels)]), ("about", deaths), ("child", listed(children))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if drafted:
            self.fields |= {retyped(name): field for name, field in questions(of, draft=True).items()}
        else:
            for key, words in of.domains:
                self.fields[f"domain_{key}"] = TextField(label=f"{words} (optional)", rows=4)

    def domains(self) -> dict[str, str]:
        return {
            name.removeprefix("domain_"): text for name, text in self.cleaned_data.items() if name.startswith("domain_")
        }

    def draft(self) -> dict[str, Any] | None:
        """What goes besides, where the review meeting drafted the form."""
        if not self.carried:
            return None
        asked = [name for name in questions(self.of, draft=True) if retyped(name) == name]
        return {name: self.cleaned_data[name] for name in asked if self.cleaned_data[name]}


def retyped(name: str) -> str:
    """What contributed in a domain is what is retyped of it, whether or not there is a draft."""
    return f"domain_{name.removeprefix('text_')}" if name.startswith("text_") else name


class LayForm(forms.Form):
    read = forms.CharField(required=False, widget=forms.HiddenInput())
    let_stand = SomeOf(
        label="Words that may tell", choices=[("yes", "I have read each word marked above, and they tell nobody")]
    )


class MemberForm(forms.Form):
    name = TextField(label="Their name", missing="Enter their name")
    office = OneOf(label="What are they on the panel?", choices=Member.Office.choices, missing="Choose what they are")
    agency = TextField(label="Agency, or who they speak for (optional)")
    email = EmailField(
        label="E-mail address they sign in with (optional)",
        hint="What they withdraw from is hidden by it, and so is all once their seat ends. It may be attached later.",
    )
    from_on = DayField(label="From when?", what="The first day", missing="Enter their first day")
    until_on = DayField(label="Until when? (optional)", what="The last day")


class AttachForm(forms.Form):
    email = EmailField(label="E-mail address they sign in with", missing="Enter the address they sign in with")
    why = TextField(label="Where another account is attached in error: why? (optional)", max_length=200)


class PlanForm(forms.Form):
    on = DayField(label="Which day?", what="The day", missing="Enter the day of the meeting")
    theme = TextField(label="Theme (optional)", hint="For example, suicide and self-harm")
    joined_by = TextField(label="Neighbouring panels and designated doctors who join (optional)")


NONE_FOR_NOW = "none"


class PutOnForm(forms.Form):
    sitting = OneOf(label="Which meeting?", choices=[], missing="Choose the meeting")
    why = TextField(label="Where it is moved or taken off: why? (optional)", max_length=300)

    def __init__(self, data: Any = None, *, sittings: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["sitting"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = sittings


class WithdrawForm(forms.Form):
    member = OneOf(label="Who withdraws?", choices=[], missing="Choose who withdraws")
    why = TextField(
        label="Why, in a word and without a name?", missing="Say why, such as: knew the child", max_length=200
    )

    def __init__(self, data: Any = None, *, members: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = members


class WhyForm(forms.Form):
    why = TextField(label="Why?", missing="Say why, without a name", max_length=300)


class ReopenForm(forms.Form):
    WHY = (
        "An inquest, a trial or another review told something new",
        "The certified cause of death has changed",
        "Something on the form was wrong",
        "It was completed in error",
    )
    why = OneOf(label="Why?", choices=[(one, one) for one in WHY], missing="Choose why the panel opens it again")


class MoveForm(forms.Form):
    on = DayField(label="To which day?", what="The day", missing="Enter the day of the meeting")
    why = TextField(label="Why?", missing="Say why it is moved, without a name", max_length=300)


class CompleteForm(forms.Form):
    on = DayField(label="On which day did the panel complete it?", what="The day", missing="Enter the day", past=True)


LET_STAND = "I have read each word that is marked, and they tell nobody"


def let_stand() -> SomeOf:
    return SomeOf(
        label="Words that may tell whose death it is", choices=[("yes", LET_STAND)],
        hint="Only if Handrail has marked words that may tell. Words that would tell are changed, never let stand.",
    )  # fmt: skip


class MinutesForm(forms.Form):
    text = TextField(
        label="What was said of it?", missing="Write what was said", rows=10,
        hint="Without a name, a day, a place or an agency. Handrail holds it against what the folder knows.",
    )  # fmt: skip
    let_stand = let_stand()


class QuestionForm(forms.Form):
    text = TextField(
        label="What does the panel ask?", missing="Write the question", rows=5,
        hint="Those who hold the folder read it within a minute, and answer without names.",
    )  # fmt: skip
    let_stand = let_stand()


class AnswerForm(forms.Form):
    text = TextField(
        label="What is the panel told?", missing="Write the answer", rows=6,
        hint="Without a name, a day, a place or an agency. What went to the panel is not changed.",
    )  # fmt: skip
    let_stand = let_stand()


class EndSeatForm(forms.Form):
    on = DayField(
        label="From which day do they sit no more?", what="The day", missing="Enter the day",
        hint="From that day on they read nothing of the panel.",
    )  # fmt: skip
    why = TextField(label="Why?", missing="Say why, such as: moved to another area", max_length=300)


class ShareForm(forms.Form):
    panel = Chosen(label="With which panel?", choices=[], missing="Choose the neighbour's panel")
    who = OneOf(label="Who of it?", choices=Joining.Who.choices, missing="Choose who of it comes")
    until = TimeField(
        label="When does the meeting end?", required=True,
        error_messages={"required": "Enter the time at which the meeting ends, such as 4:30pm"},
        hint="For example, 4:30pm. Then nobody reads another panel's deaths any more.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, panels: Sequence[Any], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["panel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *listed(panels)]


class WithdrawAtForm(forms.Form):
    why = TextField(
        label="Why, in a word and without a name?", missing="Say why, such as: knew the child", max_length=200
    )


class AnalyseForm(forms.Form):
    """The analysis form of the edition that governed: its domains, scale, outcomes and categories are data. It may be
    kept before all of it is answered: what is wanting is asked for when the panel completes the death."""

    def __init__(
        self, data: Any = None, *, of: AnalysisForm, kept: Analysis | None = None,
        drafted: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=_kept(kept) if kept else drafted)
        self.of = of
        add = self.fields
        add |= questions(of, draft=True)
        add["abuse_why"] = TextField(
            label="If the panel suspects abuse or neglect: why?",
            rows=3,
            hint="Empty where it does not. The safeguarding partners are told within a minute of your keeping it, and "
            "their clocks run from today. Keep it at once: everything else on the form may wait.",
        )
        add["cause_why"] = TextField(
            label="If the registered cause of death is wrong: how?",
            rows=3,
            hint="Empty where it is right. The certifying doctor and the medical examiner are then to be told.",
        )
        add["let_stand"] = let_stand()

    def found(self) -> Found:
        said = self.cleaned_data
        graded = {
            key: (said[f"grade_{key}"], said[f"text_{key}"], said[f"changed_{key}"]) for key, _ in self.of.domains
        }
        return Found(
            said["cause"], said["applies"], said["modifiable"], graded, _lines(said["learning"]), said["abuse_why"],
            said["cause_why"], bool(said["let_stand"]), said.get("agencies", []), said.get("documents", ""),
            said.get("issues", ""), said.get("good_practice", ""), _lines(said.get("actions", "")),
        )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _kept(kept: Analysis) -> dict[str, Any]:
    return {**answers_of(kept), "abuse_why": kept.abuse_why, "cause_why": kept.cause_why}
