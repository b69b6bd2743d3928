"""The pages that are asked once for each child: who, more about them, and how things stood on the day.

Three short pages, since it is often told on a telephone. All of it may be unknown but what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
OF_THE_DAY = (
    "looked_after",
    "care_leaver",
    "regulated_setting",
    "child_protection_plan",
    "child_in_need_plan",
    "known_to_agencies",
)
MAY_BE_LEFT = "Everything that is not known may be left so."
MOST_HARMED = "Begin with the child most harmed: national figures count the first child only."


class ChildPage(Page):
    """One of the pages of one child."""

    number: int

    @classmethod
    def asked(cls, answers: Answers) -> bool:
        return all(answers.get(f"child-{n}-day", {}).get("another") == ["yes"] for n in range(1, cls.number))


class Who(ChildPage):
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
                checked(known_of(cleaned))
            except NotRight as fault:
                self.add_error("died_on" if "death" in str(fault) else "born_on", str(fault))
        return cleaned


class More(ChildPage):
    nhs_number = TextField(label="NHS number", hint="10 figures, such as 999 000 1235. Leave empty if not known.")
    ethnicity = Chosen(label="Ethnicity", choices=[("", ""), *words.ETHNICITIES])
    disabled = OneOf(label="Is the child disabled?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True)
    disability = TextField(label="If so, how?", max_length=180)
    health = TextField(label="Health: injuries, conditions and present state", rows=4)

    def clean_nhs_number(self) -> str:
        try:
            return nhs_number(self.cleaned_data["nhs_number"])
        except NotAnNhsNumber as fault:
            self.add_error("nhs_number", str(fault))
            return ""


class OnTheDay(ChildPage):
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
    another = OneOf(
        label="Is there another child to tell of?", choices=[("no", "No"), ("yes", "Yes")], initial="no", inline=True
    )
    field_order = ("lives_at", "placement", *OF_THE_DAY)


def known_of(said: dict[str, Any]) -> Known:
    """The child as told so far; the page that asks who they are is judged before the others are filled in."""
    return Known(
        given_names=said["given_names"], family_name=said["family_name"], also_known_as=said["also_known_as"],
        unborn=said["born"] == "unborn", born_on=said["born_on"], died_on=said["died_on"],
        born_on_is_estimated=said["born"] == "estimated", sex=said["sex"] or Child.Sex.NOT_KNOWN,
        ethnicity=said.get("ethnicity", ""), nhs_number=said.get("nhs_number", ""),
        disability=_disability(said.get("disabled", ""), said.get("disability", "")),
    )  # fmt: skip


def children_told(pages: Iterable[Page]) -> tuple[ToldChild, ...]:
    """Each child, from the pages that are about them, once all of those are right."""
    said: dict[int, dict[str, Any]] = {}
    for page in pages:
        if isinstance(page, ChildPage):
            said.setdefault(page.number, {}).update(page.cleaned_data)
    return tuple(_told(one) for one in said.values())


def _told(said: dict[str, Any]) -> ToldChild:
    already = said.get("already")
    return ToldChild(
        known=known_of(said), already=Child.objects.get(pk=already) if already else None, outcome=said["outcome"],
        lives_at=said["lives_at"], placement=said["placement"], health=said["health"],
        **{name: said.get(name) or YesNo.NOT_KNOWN for name in OF_THE_DAY},
    )  # fmt: skip


def _disability(disabled: str, how: str) -> str:
    """One line: yes and how, no, or nothing where it is not known."""
    if disabled == YesNo.NO and not how:
        return "No"
    if disabled == YesNo.YES or how:
        return f"Yes: {how}" if how else "Yes"
    return ""


def in_a_setting() -> OneOf:
    """Asked where the guidance of the day counts such a death: for recording, and for correcting."""
    return OneOf(
        label="Did the child die in a regulated setting or service?", choices=words.YES_NO, initial=words.NOT_KNOWN,
        hint="A place or service that is registered and inspected, such as a children's home, a nursery or a "
        "childminder's. The guidance of that day asks for a notice of such a death, whatever is suspected.",
        inline=True,
    )  # fmt: skip


def pages_of_child(number: int, held: Sequence[Child], *, settings: bool) -> tuple[type[ChildPage], ...]:
    """The pages of one child; where the folder knows children already, one of them may be chosen."""
    which = ORDINALS[number - 1]
    who: dict[str, Any] = {"hint": f"{MOST_HARMED} {MAY_BE_LEFT}" if number == 1 else MAY_BE_LEFT}
    if held:
        who["already"] = Chosen(
            label="A child this folder already knows",
            choices=[("", ""), *((str(child.pk), child.name) for child in held)],
            hint="If you choose one here, leave names and birth below as they are.",
        )
        who["field_order"] = ("already",)
    day: dict[str, Any] = {"regulated_setting": in_a_setting()} if settings else {}
    return (
        _page(Who, number, "", f"The {which} child", who),
        _page(More, number, "-more", f"More about the {which} child", {"hint": MAY_BE_LEFT}),
        _page(OnTheDay, number, "-day", f"How things stood for the {which} child", {"hint": MAY_BE_LEFT, **day}),
    )


def _page(kind: type[ChildPage], number: int, ending: str, title: str, more: dict[str, Any]) -> type[ChildPage]:
    return type(kind.__name__, (kind,), {"number": number, "slug": f"child-{number}{ending}", "title": title, **more})


def child_pages(held: Sequence[Child], *, settings: bool) -> tuple[type[ChildPage], ...]:
    """`settings`: whether the guidance of the day asks about a death in a regulated setting or service."""
    numbers = range(1, MOST_CHILDREN + 1)
    return tuple(page for number in numbers for page in pages_of_child(number, held, settings=settings))
