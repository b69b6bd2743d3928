"""What is asked for, and by, an overview panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, EmailField, OneOf, SomeOf, TextField
from handrail.service.overview_panels.actions.sitting import Found
from handrail.service.overview_panels.form_editions import AnalysisForm
from handrail.service.overview_panels.models import Analysis, Member


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
        of: AnalysisForm, initial: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        for name, choices in (("panel", [("", ""), *listed(panels)]), ("about", deaths), ("child", listed(children))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for key, words in of.domains:
            self.fields[f"domain_{key}"] = TextField(label=f"{words} (optional)", rows=4)

    def domains(self) -> dict[str, str]:
        return {
            name.removeprefix("domain_"): text for name, text in self.cleaned_data.items() if name.startswith("domain_")
        }


class LayForm(forms.Form):
    let_stand = SomeOf(
        label="Words that may tell", choices=[("yes", "I have read each word marked above, and they tell nobody")]
    )


class MemberForm(forms.Form):
    name = TextField(label="Their name", missing="Enter their name")
    office = OneOf(label="What are they on the panel?", choices=Member.Office.choices, missing="Choose what they are")
    agency = TextField(label="Agency, or who they speak for (optional)")
    email = EmailField(
        label="E-mail address they sign in with (optional)", hint="So that what they withdraw from is hidden from them."
    )
    from_on = DayField(label="From when?", what="The first day", missing="Enter their first day")
    until_on = DayField(label="Until when? (optional)", what="The last day")


class PlanForm(forms.Form):
    on = DayField(label="Which day?", what="The day", missing="Enter the day of the meeting")
    theme = TextField(label="Theme (optional)", hint="For example, suicide and self-harm")
    joined_by = TextField(label="Neighbouring panels and designated doctors who join (optional)")


class PutOnForm(forms.Form):
    sitting = OneOf(label="Which meeting?", choices=[], missing="Choose the meeting")

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

    def __init__(self, data: Any = None, *, members: Sequence[Any]) -> None:
        super().__init__(data)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = listed(members)


class CompleteForm(forms.Form):
    on = DayField(label="On which day did the panel complete it?", what="The day", missing="Enter the day", past=True)


class AnalyseForm(forms.Form):
    """The analysis form of the edition that governed: its domains, scale, outcomes and categories are data."""

    def __init__(self, data: Any = None, *, of: AnalysisForm, kept: Analysis | None = None) -> None:
        super().__init__(data, initial=_kept(kept, of) if kept else None)
        self.of = of
        add = self.fields
        add["cause"] = TextField(label="Cause of death as the panel understands it", missing="Enter the cause", rows=3)
        for key, words in of.domains:
            add[f"grade_{key}"] = OneOf(label=words, choices=of.scale, missing=f"Grade: {words.lower()}")
            add[f"text_{key}"] = TextField(label="What contributed (optional)", rows=3)
            add[f"changed_{key}"] = TextField(
                label="What of that could be changed (optional)", rows=3, hint=of.modifiable
            )
        add["modifiable"] = OneOf(
            label="Were such factors identified?", choices=of.outcomes, missing="Choose whether they were identified"
        )
        add["applies"] = SomeOf(
            label="Which categories of death apply?", choices=of.categories, missing="Choose at least one category",
            hint="Tick every one that applies. The highest in the list is taken.",
        )  # fmt: skip
        add["learning"] = TextField(label="Learning points (optional)", rows=4, hint="One on each line.")
        add["abuse_why"] = TextField(
            label="If the panel suspects abuse or neglect: why?",
            rows=3,
            hint="Empty where it does not. The safeguarding partners are then to be told, and a clock runs for it.",
        )
        add["cause_why"] = TextField(
            label="If the registered cause of death is wrong: how?",
            rows=3,
            hint="Empty where it is right. The certifying doctor and the medical examiner are then to be told.",
        )

    def found(self) -> Found:
        said = self.cleaned_data
        graded = {
            key: (said[f"grade_{key}"], said[f"text_{key}"], said[f"changed_{key}"]) for key, _ in self.of.domains
        }
        lines = [line.strip() for line in said["learning"].splitlines() if line.strip()]
        return Found(
            said["cause"], said["applies"], said["modifiable"], graded, lines, said["abuse_why"], said["cause_why"]
        )


def _kept(kept: Analysis, of: AnalysisForm) -> dict[str, Any]:
    found: dict[str, Any] = {
        "cause": kept.cause, "modifiable": kept.modifiable, "applies": [kept.category],
        "learning": "\n".join(kept.learning), "abuse_why": kept.abuse_why, "cause_why": kept.cause_why,
    }  # fmt: skip
    for factor in kept.factors.all():
        found |= {
            f"grade_{factor.domain}": factor.grade, f"text_{factor.domain}": factor.text,
            f"changed_{factor.domain}": factor.modifiable,
        }  # fmt: skip
    return found
