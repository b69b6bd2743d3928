"""Whom the folder knows as a practitioner, so that a text that names one can be seen before it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.meetings.models import Attendance
from handrail.service.partnerships.models import Contact
from handrail.service.requests.models import Contribution, Request
from handrail.service.reviews.models import FamilyMember, ReviewPanelMember

TITLES = {"dr", "mr", "mrs", "ms", "miss", "mx", "pc", "dc", "ds", "di", "dci", "supt", "sgt", "prof", "professor"}
SHORTEST = 3
"""Letters of the shortest last name that is looked for by itself."""


def practitioners_known(case: Case) -> frozenset[str]:
    """The names of those who work on the case, as far as whoever asks may see them."""
    asked = Request.objects.filter(case=case).values("body")
    sent = Contribution.objects.filter(request__case=case)
    found = [
        Attendance.objects.filter(meeting__case=case).values_list("name", flat=True),
        sent.filter(sent_by__isnull=False).values_list("sent_by__name", flat=True),
        sent.values_list("approved_by_name", flat=True),
        Practitioner.objects.filter(folder=case.pk).values_list("full_name", flat=True),
        Contact.objects.filter(body__in=asked).values_list("name", flat=True),
        ReviewPanelMember.objects.filter(review__case=case).values_list("name", flat=True),
    ]
    names = {" ".join(name.split()) for some in found for name in some if name.strip()}
    return frozenset(names - family_of(case))


def family_of(case: Case) -> set[str]:
    """Names that may stand in a text of the review, whoever else bears them."""
    children = {str(child) for child in Child.objects.filter(folder=case.pk)}
    return children | set(FamilyMember.objects.filter(review__case=case).values_list("name", flat=True))


def named_in(text: str, known: Iterable[str], family: Iterable[str] = ()) -> list[str]:
    """Those of the names that a text gives, whole or by the last name alone, in the order of the alphabet.

    A last name that one of the family bears too is not taken for the practitioner's.
    """
    theirs = {_last(name) for name in family}
    return sorted(name for name in known if _gives(text, name, alone=_last(name) not in theirs))


def _gives(text: str, name: str, *, alone: bool) -> bool:
    words = _words(name)
    if not words:
        return False
    if len(words) > 1 and re.search(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b", text, re.IGNORECASE):
        return True
    # By itself a last name is looked for with its capital: many are words of every day.
    return alone and len(words[-1]) >= SHORTEST and bool(re.search(rf"\b{re.escape(words[-1])}\b", text))


def _words(name: str) -> list[str]:
    """The name without its title."""
    words = name.replace(",", " ").split()
    return words[1:] if words and words[0].rstrip(".").lower() in TITLES else words


def _last(name: str) -> str:
    words = _words(name)
    return words[-1] if words else ""
