"""Whom the folders of a review know as practitioners, so that a text that names one is seen before it is kept or
published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handrail.analysis.identity import is_common, not_names
from handrail.analysis.identity.names import DOES
from handrail.service.access.models import Exclusion, Grant, Person, Post
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.families.models import KeyWorker, Relative
from handrail.service.meetings.models import Attendance
from handrail.service.partnerships.models import Contact
from handrail.service.requests.models import Contribution, Request
from handrail.service.reviews.covering import every_folder
from handrail.service.reviews.models import FamilyMember, PracticeReview, ReviewPanelMember

TITLES = {"dr", "mr", "mrs", "ms", "miss", "mx", "pc", "dc", "ds", "di", "dci", "supt", "sgt", "prof", "professor"}
TITLED = rf"\b(?i:{'|'.join(sorted(TITLES))})\.?\s+"
WITHIN = r"(?<=[a-z,;]\s)"
"""After a word or a comma: within a sentence."""
SHORTEST = 3
"""Letters of the shortest last name that is looked for by itself."""
BROKEN = re.compile(r"-[ \t]*\n\s*(?=[a-z])")
"""A word divided at the end of a line, as a printed page has it."""


@dataclass(frozen=True, slots=True)
class Practitioners:
    """Those whom no text of a review names; and the family, who may stand in it, whoever else bears their names."""

    names: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()

    def in_text(self, text: str) -> list[str]:
        return named_in(text, self.names, self.family)


def practitioners_known(cases: Sequence[Case]) -> Practitioners:
    """By all that the folders hold, also what whoever asks may not read, such as who is shut out as accused: they hear
    which of their own words it is, and no more."""
    names: set[str] = set()
    family: set[str] = set()
    for case in cases:
        with audit.keeping(case.pk):
            names |= practitioners_of([case])
            family |= _family_of(case)
    return Practitioners(frozenset(names - family), frozenset(family))


def practitioners_for(case: Case, review: PracticeReview | None) -> Practitioners:
    """Of every folder that the review is of."""
    return practitioners_known([case, *((every_folder(review) or ()) if review is not None else ())])


def practitioners_of(cases: Sequence[Case]) -> set[str]:
    """Whoever works on the case: who holds a post or is the contact of a body that has a key or was asked, came to a
    meeting, sent or approved what was asked, was asked by code, sits on the review's panel; the family's key worker;
    and the professional against whom something is alleged."""
    folders = [case.folder_id for case in cases]
    asked = Request.objects.filter(case__in=cases)
    sent = Contribution.objects.filter(request__case__in=cases)
    bodies = {
        *Grant.objects.filter(folder__in=folders).values_list("body", flat=True), *asked.values_list("body", flat=True),
    }  # fmt: skip
    found: list[Iterable[str]] = [
        Person.objects.filter(posts__in=Post.objects.filter(body__in=bodies)).values_list("name", flat=True),
        Contact.objects.filter(body__in=bodies).values_list("name", flat=True),
        Attendance.objects.filter(meeting__case__in=cases).values_list("name", flat=True),
        Attendance.objects.filter(meeting__case__in=cases).values_list("deputy", flat=True),
        sent.filter(sent_by__isnull=False).values_list("sent_by__name", flat=True),
        sent.values_list("approved_by_name", flat=True),
        Practitioner.objects.filter(folder__in=folders).values_list("full_name", flat=True),
        ReviewPanelMember.objects.filter(review__case__in=cases).values_list("name", flat=True),
        KeyWorker.objects.filter(case__in=cases, set_aside_at__isnull=True).values_list("name", flat=True),
        *Exclusion.objects.filter(folder__in=folders, stands=Exclusion.Stands.PROFESSIONAL).values_list(
            "names", flat=True
        ),
    ]
    return {" ".join(name.split()) for some in found for name in some if name.strip()}


def _family_of(case: Case) -> set[str]:
    """Names that may stand in a text of the review, whoever else bears them."""
    members = FamilyMember.objects.filter(review__case=case).values_list("name", flat=True)
    relatives = Relative.objects.filter(case=case, set_aside_at__isnull=True).values_list("name", flat=True)
    return {str(child) for child in Child.objects.filter(folder=case.folder_id)} | set(members) | set(relatives)


def named_in(text: str, known: Iterable[str], family: Iterable[str] = ()) -> list[str]:
    """The words of a text that may name one of them, whole or by the last name alone, in the order of the alphabet.

    A last name that one of the family bears too is not taken for the practitioner's.
    """
    joined = BROKEN.sub("", text)
    here = set(re.findall(r"\w+", f"{text} {joined}".casefold()))
    theirs = {_last(name) for name in family}
    found: set[str] = set()
    for name in known:
        if not here.issuperset(re.findall(r"\w+", _last(name).casefold())):
            continue
        for version in {text, joined}:
            found.update(" ".join(words.split()) for words in _hits(version, name, alone=_last(name) not in theirs))
    return sorted(one for one in found if not any(one != other and f" {one} " in f" {other} " for other in found))


def _hits(text: str, name: str, *, alone: bool) -> Iterator[str]:
    words = _words(name)
    if len(words) > 1:
        whole = r"\b" + r"\s+".join(map(re.escape, words)) + r"\b"
        yield from (hit.group() for hit in re.finditer(whole, text, re.IGNORECASE))
    if words and alone and len(words[-1]) >= SHORTEST:
        yield from _by_itself(text, words[-1])


def _by_itself(text: str, last: str) -> Iterator[str]:
    """With its capital. A last name that is also a word counts where it is written as a name: after a title, within a
    sentence, or where one begins with it and goes on as of a person; and a month only after a title."""
    name, folded = rf"{re.escape(last)}\b", last.casefold()
    if not is_common(folded):
        yield from re.findall(rf"\b{name}", text)
        return
    yield from re.findall(f"{TITLED}{name}", text)
    if folded not in not_names():
        yield from re.findall(f"{WITHIN}{name}", text)
        yield from (hit.group() for hit in re.finditer(rf"\b{name}", text) if DOES.match(text, hit.end()))


def _words(name: str) -> list[str]:
    """The name without its title."""
    words = name.replace(",", " ").split()
    return words[1:] if words and words[0].rstrip(".").lower() in TITLES else words


def _last(name: str) -> str:
    words = _words(name)
    return words[-1] if words else ""
