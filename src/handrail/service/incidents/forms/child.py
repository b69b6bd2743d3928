"""The page that is asked once for each child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handrail.service.cases.journey import Answers, Page
from handrail.service.children.actions import Known, NotRight, checked
from handrail.service.children.identifiers import NotAnNhsNumber, nhs_number
from handrail.service.children.models import Child
from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.incidents.forms import words
from handrail.service.incidents.models import Nature, YesNo
from handrail.service.incidents.told import MOST_CHILDREN, ToldChild

ORDINALS = ("first", "second", "third", "fourth")


class ChildPage(Page):
    """Names, birth, how things stood for the child on the day. All of it may be unknown but what happened."""

    given_names = TextField(label="Given names", max_length=120, hint="Leave empty what is not known.")
    family_name = TextField(label="Family name", max_length=120)
    also_known_as = TextField(label="Other names", max_length=200)
    outcome = OneOf(
        label="What has happened to this child?",
        choices=words.OUTCOMES,
        missing="Choose what has happened to this child",
    )
    died_on = DayField(
        label="Date of death", what="The date of death", hint="If the child has died and the day is known", past=True
    )
    born = OneOf(label="Birth", choices=words.BORN, initial=words.NOT_KNOWN)
    born_on = DayField(label="Date of birth, or date expected", what="The date of birth")
    sex = OneOf(label="Sex", choices=Child.Sex.choices, initial=words.NOT_KNOWN, inline=True)
    ethnicity = Chosen(label="Ethnicity", choices=[("", ""), *words.ETHNICITIES])
    disabled = OneOf(label="Is the child disabled?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True)
    disability = TextField(label="If so, how?", max_length=180)
    nhs_number = TextField(label="NHS number", hint="10 figures, such as 999 000 1235. Leave empty if not known.")
    lives_at = TextField(label="Where the child normally lives", max_length=300)
    placement = Chosen(label="Living arrangements", choices=[("", ""), *words.PLACEMENTS])
    looked_after = OneOf(
        label="Was the child looked after?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True
    )
    care_leaver = OneOf(
        label="Was the child a care leaver?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True
    )
    child_protection_plan = OneOf(
        label="On a child protection plan?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True
    )
    child_in_need_plan = OneOf(
        label="On a child in need plan?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True
    )
    known_to_agencies = OneOf(
        label="Was the child known to any agency?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True,
        hint="Any agency counts: police, GP, health visitor, early help, school, social care.",
    )  # fmt: skip
    health = TextField(label="Health: injuries, conditions and present state", rows=4)
    another = OneOf(
        label="Is there another child to tell of?", choices=[("no", "No"), ("yes", "Yes")], initial="no", inline=True
    )

    def clean_nhs_number(self) -> str:
        try:
            return nhs_number(self.cleaned_data["nhs_number"])
        except NotAnNhsNumber as fault:
            self.add_error("nhs_number", str(fault))
            return ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("died_on") and cleaned.get("outcome") not in (None, Nature.DEATH):
            self.add_error("outcome", "You gave a date of death. Choose that the child has died, or take the date out.")
        if (
            cleaned.get("born") in ("known", "estimated")
            and not cleaned.get("born_on")
            and "born_on" not in self.errors
        ):
            self.add_error("born_on", "Enter the date of birth, or choose that it is not known")
        if cleaned.get("born") == words.NOT_KNOWN and cleaned.get("born_on"):
            self.add_error("born", "You gave a date. Choose that it is known or estimated, or take the date out.")
        if not self.errors:
            try:
                checked(self.known())
            except NotRight as fault:
                self.add_error("died_on" if "death" in str(fault) else "born_on", str(fault))
        return cleaned

    def known(self) -> Known:
        said = self.cleaned_data
        return Known(
            given_names=said["given_names"], family_name=said["family_name"], also_known_as=said["also_known_as"],
            unborn=said["born"] == "unborn", born_on=said["born_on"], died_on=said["died_on"],
            born_on_is_estimated=said["born"] == "estimated", sex=said["sex"] or Child.Sex.NOT_KNOWN,
            ethnicity=said["ethnicity"], disability=_disability(said["disabled"], said["disability"]),
            nhs_number=said["nhs_number"],
        )  # fmt: skip

    def told(self) -> ToldChild:
        said = self.cleaned_data
        already = said.get("already")
        return ToldChild(
            known=self.known(), already=Child.objects.get(pk=already) if already else None, outcome=said["outcome"],
            lives_at=said["lives_at"], placement=said["placement"], health=said["health"],
            **{name: said[name] or YesNo.NOT_KNOWN for name in OF_THE_DAY},
        )  # fmt: skip


OF_THE_DAY = ("looked_after", "care_leaver", "child_protection_plan", "child_in_need_plan", "known_to_agencies")


def _disability(disabled: str, how: str) -> str:
    """One line: yes and how, no, or nothing where it is not known."""
    if disabled == YesNo.NO and not how:
        return "No"
    if disabled == YesNo.YES or how:
        return f"Yes: {how}" if how else "Yes"
    return ""


def child_page(number: int, held: Sequence[Child]) -> type[ChildPage]:
    """The page of one child; where the folder knows children already, one of them may be chosen."""

    class OneChild(ChildPage):
        slug = f"child-{number}"
        title = f"The {ORDINALS[number - 1]} child"
        hint = (
            "Begin with the child most harmed: national figures count the first child only. "
            "Everything that is not known may be left so."
            if number == 1
            else "Everything that is not known may be left so."
        )
        field_order = ["already"]
        if held:
            already = Chosen(
                label="A child this folder already knows",
                choices=[("", ""), *((str(child.pk), child.name) for child in held)],
                hint="If you choose one here, leave names and birth below as they are.",
            )

        @classmethod
        def asked(cls, answers: Answers) -> bool:
            return all(answers.get(f"child-{n}", {}).get("another") == ["yes"] for n in range(1, number))

    return OneChild


def child_pages(held: Sequence[Child]) -> tuple[type[ChildPage], ...]:
    return tuple(child_page(number, held) for number in range(1, MOST_CHILDREN + 1))
