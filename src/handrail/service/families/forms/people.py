"""What is asked of one of the family: who they are, how they are reached, by what rule, and what they wish."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.families.forms.shared import FamilyForm, choose
from handrail.service.families.models import Reach, Relative, SafeRule, Wish
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField


class RelativeForm(FamilyForm):
    name = TextField(label="Their name", missing="Enter their name")
    relation = OneOf(
        label="Who are they to the child?",
        choices=Relative.Relation.choices,
        missing="Choose who they are to the child",
    )
    in_words = TextField(label="More about that (optional)", hint="For example, the child’s stepfather since 2021")
    responsibility = OneOf(
        label="Parental responsibility", choices=Relative.Responsibility.choices,
        missing="Choose whether they have parental responsibility; “Not known yet” is an answer",
    )  # fmt: skip
    lives_with = TextField(
        label="Who do they live with? (optional)", hint="Who might open a letter or answer the telephone."
    )
    language = TextField(label="Language they would rather use (optional)")
    interpreter = SomeOf(label="Interpreter", choices=[("yes", "Needs an interpreter")])
    access_needs = TextField(label="Reading, hearing, sight or other need (optional)")
    support = TextField(label="Advocate or supporter, and how to reach them (optional)")

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"interpreter": bool(found["interpreter"])}


class ReachForm(FamilyForm):
    how = OneOf(label="What is it?", choices=Reach.How.choices, missing="Choose what it is", inline=True)
    at = TextField(label="Number, address or person", missing="Enter the number, the address or the person")
    note = TextField(
        label="When, and what to know (optional)", hint="For example, weekday mornings; ask for her by name"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == Reach.How.EMAIL and cleaned.get("at"):
            try:
                forms.EmailField().clean(cleaned["at"])
            except forms.ValidationError:
                self.add_error("at", "Enter an e-mail address in the form name@example.org")
        return cleaned


class RuleForm(FamilyForm):
    kind = OneOf(
        label="What is the rule?", choices=SafeRule.Kind.choices, missing="Choose what the rule is",
        hints={
            "not here": "Handrail sends nothing to it.",
            "only by phone": "Handrail sends them nothing at all.",
            "not while": "Handrail cannot know who is present: it sends nothing, unless you say so below.",
            "not at all": "Handrail sends them nothing. Say whom to turn to instead.",
        },
    )  # fmt: skip
    reach = Chosen(label="Which number or address? (for “Never at this number or address”)", choices=[])
    words = TextField(
        label="Why, and who must not be there or read it?",
        missing="Say why, so that whoever reads the rule keeps to it",
    )
    e_mail_is_safe = SomeOf(
        label="E-mail", choices=[("yes", "An e-mail is safe all the same: nobody else reads it")],
        hint="Only beside “Not while somebody is present”.",
    )  # fmt: skip
    from_on = DayField(
        label="From when?", what="The day", missing="Enter the day from which the rule stands", past=True
    )

    def offer(self) -> None:
        choose(self, "reach", [("", ""), *((str(one.pk), str(one)) for one in self.known.reaches)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == SafeRule.Kind.NOT_HERE and not cleaned.get("reach"):
            self.add_error(
                "reach", "Choose the number or address that must never be used. Add it first if it is not there."
            )
        if cleaned.get("e_mail_is_safe") and kind and kind != SafeRule.Kind.NOT_WHILE:
            self.add_error("e_mail_is_safe", "Untick this: it goes only with “Not while somebody is present”.")
        return cleaned

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        if found["kind"] != SafeRule.Kind.NOT_HERE:
            found["reach"] = None
        return found | {"e_mail_is_safe": bool(found["e_mail_is_safe"])}


class WishForm(FamilyForm):
    matter = OneOf(label="What is it about?", choices=Wish.Matter.choices, missing="Choose what it is about")
    on = DayField(
        label="When did they say so?", what="The day", missing="Enter the day on which they said so", past=True
    )
    text = TextField(
        label="What do they wish?",
        missing="Write what they wish, as nearly in their words as you can",
        rows=4,
        hint="It is kept beside what others of the family wish, and beside what they wished before.",
    )


class EndRuleForm(forms.Form):
    on = DayField(label="From when is it no longer needed?", what="The day", missing="Enter the day", past=True)
    why = TextField(label="Who said so, and why is it safe now?", missing="Say who said so, and why it is safe now")
