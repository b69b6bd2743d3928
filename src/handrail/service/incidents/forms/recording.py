"""The recording journey: what is asked before a folder is opened. Only a handful must be answered.

The pages are made for one draft, because what they offer depends on whose draft it is and on the law of the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.utils import timezone

from handrail.guidance import At, law_in, london_day, spoken
from handrail.guidance.edition import Criterion
from handrail.service.cases.journey import Answers, Page
from handrail.service.fields import (
    Chosen,
    DayField,
    OneOf,
    SomeOf,
    TextField,
    TimeField,
    as_typed,
    instant,
    within_calendar,
)
from handrail.service.incidents.ahead import due_in_words, settings_count
from handrail.service.incidents.forms import words
from handrail.service.incidents.models import Limb
from handrail.service.partnerships.models import Body, Kind

LIMB_OF_CRITERION = {
    "harmed_in_area": Limb.IN_AREA,
    "harmed_outside_england": Limb.OUTSIDE_ENGLAND,
    "notifiable_death": Limb.IN_AREA,
    "notifiable_harm": Limb.IN_AREA,
    "notifiable_looked_after": Limb.LOOKED_AFTER,
    "notifiable_regulated_setting": Limb.REGULATED_SETTING,
}
IN_SHORT = {
    Limb.IN_AREA: "A child died or was seriously harmed in the area, and abuse or neglect is known or suspected",
    Limb.OUTSIDE_ENGLAND: "A child who lives in the area died or was seriously harmed outside England, "
    "and abuse or neglect is known or suspected",
    Limb.LOOKED_AFTER: "A looked-after child died, and abuse or neglect is not suspected",
    Limb.REGULATED_SETTING: "A child died in a regulated setting or service, and abuse or neglect is not suspected",
    Limb.CARE_LEAVER: "A care leaver aged 24 or under died",
    Limb.UNCERTAIN: "Not yet certain",
}


def authority_page(authorities: Sequence[Body]) -> type[Page]:
    class Authority(Page):
        slug = "authority"
        title = "Whose area was it in?"
        hint = "The local authority for the place where it happened considers whether it must be notified."
        authority = OneOf(
            label="Local authority",
            choices=[(str(body.pk), body.name) for body in authorities],
            missing="Choose the local authority for the place where it happened",
        )

    return Authority


class WhatHappened(Page):
    slug = "what-happened"
    title = "What happened"
    nature = OneOf(label="What has happened?", choices=words.NATURE, missing="Choose what has happened")
    what_is_known = TextField(
        label="What is known or suspected",
        rows=8,
        hint="Tell what is known now. More can be added later; nothing has to wait for it.",
        missing="Say what is known or suspected, even if it is little",
    )
    abuse = SomeOf(
        label="Which kinds of abuse or neglect are known or suspected?",
        choices=words.ABUSE,
        hint="Choose all that apply.",
    )

    def clean_abuse(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["abuse"]
        if words.NONE_SUSPECTED in chosen and len(chosen) > 1:
            self.add_error("abuse", "Choose either the kinds suspected, or that none is known or suspected")
        return chosen


def aware_page(authority: Body | None, at: At | None) -> type[Page]:
    class Aware(Page):
        slug = "aware"
        title = "When the authority became aware"
        hint = " ".join(_what_day_it_gives(authority, at))
        aware_on = DayField(
            label="Which day did the local authority become aware?",
            what="The day the authority became aware",
            missing="Enter the day the authority became aware",
            past=True,
        )
        aware_time = TimeField(label="At what time?")

        def clean_aware_on(self) -> date:
            day: date = self.cleaned_data["aware_on"]
            return within_calendar(day, "The day the authority became aware")

        def clean(self) -> dict[str, Any]:
            cleaned: dict[str, Any] = super().clean() or {}
            day, hour = cleaned.get("aware_on"), cleaned.get("aware_time")
            if day and hour and instant(day, hour) > timezone.now():
                self.add_error("aware_time", "The time the authority became aware must not be in the future")
            return cleaned

    return Aware


def _what_day_it_gives(authority: Body | None, at: At | None) -> list[str]:
    said = ["The working days run from this day, and not from the day it happened."]
    if authority is None:
        return said
    ahead = due_in_words(authority, at or timezone.localdate())
    if ahead and at:
        said.append(f"From {spoken(london_day(at))} that gives: {ahead}")
    elif ahead:
        said.append(f"If it were today, that would give: {ahead}")
    return said


def limb_page(on: date) -> type[Page]:
    class WhichLimb(Page):
        slug = "limb"
        title = "Why it may have to be notified"
        limb = OneOf(
            label="Which of these is it, as far as is known?",
            choices=limbs_on(on),
            hints=_hints(on),
            missing="Choose why it may have to be notified. “Not yet certain” is an answer.",
        )

    return WhichLimb


def limb_of(on: date) -> OneOf:
    """The same question, for taking up and for correcting."""
    return OneOf(
        label="Why may it have to be notified?",
        choices=limbs_on(on),
        hints=_hints(on),
        missing="Choose why it may have to be notified. “Not yet certain” is an answer.",
    )


def limbs_on(on: date) -> list[tuple[str, str]]:
    """What may be answered on that day: a regulated setting only where its guidance asks about one."""
    return [
        (limb.value, words) for limb, words in IN_SHORT.items() if limb != Limb.REGULATED_SETTING or settings_count(on)
    ]


def _hints(on: date) -> dict[str, str]:
    """The law's own tests under the answers they stand behind, with where they are written."""
    law = law_in()
    tests = law.criteria("notify_panel", on=on) or law.criteria("notify_ofsted_and_lscb", on=on)
    hints: dict[str, str] = {}
    for criterion in tests:
        limb = str(LIMB_OF_CRITERION[criterion.key])
        hints[limb] = " ".join(part for part in (hints.get(limb, ""), _cited(criterion)) if part)
    both = "The Secretary of State and Ofsted are told. If abuse or neglect is suspected, choose above."
    hints.setdefault(Limb.LOOKED_AFTER, both)
    hints[Limb.CARE_LEAVER] = both
    hints[Limb.UNCERTAIN] = "The working days run all the same, so that nothing is missed while you find out."
    return hints


def _cited(criterion: Criterion) -> str:
    act = "Children Act 2004, " if criterion.cite.startswith("section 16C") else ""
    return f"{criterion.says} ({act}{criterion.cite}. {criterion.seen.sentence})"


class When(Page):
    slug = "when"
    title = "When it happened"
    happened_known = OneOf(
        label="How well is it known when it happened?",
        choices=words.HAPPENED,
        missing="Choose how well it is known when it happened. “Not known” is an answer.",
    )
    happened_on = DayField(label="Day", what="The day it happened", past=True)
    happened_time = TimeField(label="Time")
    happened_when = TextField(
        label="In words", hint="Only if the day is not known, or more needs saying.", max_length=200
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        known, day = cleaned.get("happened_known"), cleaned.get("happened_on")
        if known in ("known", "estimated") and not day and "happened_on" not in self.errors:
            self.add_error("happened_on", "Enter the day it happened, or choose that it is not known")
        if known == "in words" and not cleaned.get("happened_when"):
            self.add_error("happened_when", "Say in words when it happened, or choose that it is not known")
        if known == words.NOT_KNOWN and day:
            self.add_error(
                "happened_known", "You gave a day. Choose that it is known or estimated, or take the day out."
            )
        return cleaned


def where_page(authority: Body | None) -> type[Page]:
    others = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY).on(timezone.localdate())
    if authority is not None:
        others = others.exclude(pk=authority.pk)

    class Where(Page):
        slug = "where"
        title = "Where it happened"
        place = TextField(
            label="Place", hint="For example, at home, or the name of a road. Leave empty if not known.", max_length=300
        )
        outside_england = OneOf(
            label="Was it outside England?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True
        )
        elsewhere = Chosen(
            label="If the child normally lives in another authority's area, which?",
            choices=[("", "")] + [(str(body.pk), body.name) for body in others],
            hint="The authority for the place where it happened leads; the other is told and joins in.",
        )

    return Where


class MoreChildren(Page):
    slug = "more-children"
    title = "The other children"
    hint = "The national form takes details of four children, and the others in words."
    more_children = TextField(label="Tell of the other children, as far as is known", rows=6)

    @classmethod
    def asked(cls, answers: Answers) -> bool:
        return all(answers.get(f"child-{n}-day", {}).get("another") == ["yes"] for n in range(1, 5))


class Safe(Page):
    slug = "safe"
    title = "What has been done"
    made_safe = TextField(
        label="What has been done to keep this child and other children safe?",
        rows=6,
        hint="Include brothers and sisters. Leave empty if not known.",
    )
    police_investigating = OneOf(
        label="Are the police investigating?", choices=words.YES_NO, initial=words.NOT_KNOWN, inline=True
    )


def aware_in(answers: Answers) -> At | None:
    """What was typed so far of when the authority became aware, where it can be read."""
    typed: Mapping[str, list[str]] = answers.get("aware", {})
    if not typed:
        return None
    page = aware_page(None, None)(as_typed(typed))
    if not page.is_valid():
        return None
    return at_of(page.cleaned_data["aware_on"], page.cleaned_data["aware_time"])


def at_of(day: date, hour: time | None) -> At:
    """The instant where the hour is known, else the day."""
    return instant(day, hour) if hour else day
