"""The analysis form as the edition of the day has it: domains, scale, outcomes, categories, and what is recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handrail.guidance import Law
from handrail.guidance.edition import Contents, Edition, Item, Seen
from handrail.guidance.shelf import every_edition

FORMS = "child_death_forms"
RECALLED = "recalled"
CONTRIBUTED = frozenset({"2", "3"})
"""The grades of every edition's scale by which a domain may have contributed to the death, or explains it."""
AGENCIES = "child_death_agency_represented"
WHOLE = "analysis_form"
"""What the form asks; the lists below are the answers to some of it."""


@dataclass(frozen=True, slots=True)
class AnalysisForm:
    """One edition's form. Each list holds key, words, and whether that row is only recalled."""

    edition: str
    domains: Sequence[tuple[str, str]]
    scale: Sequence[tuple[str, str]]
    outcomes: Sequence[tuple[str, str]]
    categories: Sequence[tuple[str, str]]
    recalled: Sequence[str]
    """The titles of those lists that nobody has read on the form itself."""
    modifiable: str
    """What "modifiable factors" are, in the edition's own words."""
    agencies: Sequence[tuple[str, str]] = ()
    """Whom it asks to have been represented, where it asks that."""
    recommends: bool = False
    """Whether it asks for issues, good practice and recommended actions."""
    documents: str = ""
    """What it asks of the documents that were there, where it asks that."""

    def beneath(self, applies: Sequence[str], highest: str) -> list[str]:
        """The categories that apply besides the one that is taken."""
        return [words for key, words in self.categories if key in applies and key != highest]

    def represented(self, keys: Sequence[str]) -> list[str]:
        return [words for key, words in self.agencies if key in keys]


def form_on(day: date) -> AnalysisForm:
    """The form that was used on a day: before the first edition, the first."""
    editions = [one for one in every_edition() if one.instrument == FORMS and one.governs]
    standing = [one for one in editions if one.from_ <= day] or editions[:1]
    return _form(standing[-1])


def form_called(edition: str, means: str = "") -> AnalysisForm:
    """With what "modifiable factors" meant on the day of the death, where that is known."""
    form = _form(edition_called(edition))
    return replace(form, modifiable=means) if means else form


def modifiable_on(law: Law, day: date) -> str:
    """What was asked of a death of this day in its area, in the words of the edition: what could be changed, and until
    2010 whether the death was preventable."""
    meant = law.definition("modifiable_factors", day) or law.definition("preventable", day)
    if meant is None:
        return ""
    said = meant.says if meant.key == "modifiable_factors" else f"“{meant.term.capitalize()}”: {meant.says}"
    return f"{said.rstrip('.')} ({RECALLED})" if meant.seen is Seen.RECALLED else said


def edition_called(key: str) -> Edition:
    return next(one for one in every_edition() if one.instrument == FORMS and one.key == key)


def _form(edition: Edition) -> AnalysisForm:
    lists = ("factor_domain", "factor_scale", "modifiable_outcome", "category")
    domains, scale, outcomes, categories = found = [edition.contents[f"child_death_{name}"] for name in lists]
    shown = [edition.contents[f"child_death_{WHOLE}"], *found]
    return AnalysisForm(
        edition.key, _listed(domains), _listed(scale), _listed(outcomes), _listed(categories),
        recalled=[one.title for one in shown if one.seen is Seen.RECALLED], modifiable=_modifiable(edition),
        agencies=_listed(edition.contents[AGENCIES]) if AGENCIES in edition.contents else (),
        recommends=any(item.key == "recommendations" for item in shown[0].items),
        documents=next((_words(item) for item in shown[0].items if item.key == "documents"), ""),
    )  # fmt: skip


def unmarked(words: str) -> str:
    """Without the mark of how far a row was seen: it is for those who work here, and would puzzle others."""
    return words.removesuffix(f" ({RECALLED})")


def _modifiable(edition: Edition) -> str:
    """The words of the forms' own edition, or of the guidance that stood when it began."""
    guidance = [
        one for one in every_edition()
        if one.instrument in ("child_death_review", "working_together") and one.governs and one.from_ <= edition.from_
    ]  # fmt: skip
    for one in (
        edition,
        *sorted(guidance, key=lambda one: (one.instrument == "working_together", -one.from_.toordinal())),
    ):
        if said := one.definitions.get("modifiable_factors"):
            return f"{said.says.rstrip('.')} ({RECALLED})" if said.seen is Seen.RECALLED else said.says
    return ""


def _listed(contents: Contents) -> list[tuple[str, str]]:
    return [(item.key, _words(item)) for item in contents.items]


def _words(item: Item) -> str:
    says = item.says.rstrip(".")
    return f"{says} ({RECALLED})" if item.seen is Seen.RECALLED else says
