"""Names that a yearly report may not tell: of every child and family of the partnership, and of practitioners.

A review's public text is held against its own folder, word by word. A report on a whole partnership cannot be: every
forename and many a surname stands in some folder. So whole names are looked for, of everybody; forenames alone, of the
children whom reviews are about; and what reads like a practitioner's name or an NHS number, whoever they are.

That a name is marked tells that it is known here. So each mark says which folder it is known from, if it is from one,
and is kept in that folder: only whoever may open the folder is shown it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.analysis.identity import Kind, Known, check
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Practitioner
from handrail.service.arrangements.models import Arrangements, UnitPost
from handrail.service.cases.models import Case, CaseQuerySet
from handrail.service.children.models import Child
from handrail.service.families.models import Relative
from handrail.service.partnerships.models import Body, Contact
from handrail.service.reviews.models import FamilyMember, PracticeReview, RapidReview

CHILD, FAMILY, PRACTITIONER, NUMBER, REFERENCE = (
    "a child", "somebody of a family", "a practitioner", "what reads like a number of a person", "a folder’s reference"
)  # fmt: skip
LOOKED_FOR = {Kind.PRACTITIONER: PRACTITIONER, Kind.NUMBER: NUMBER}
Whose = tuple[str, uuid.UUID | None]
"""Whose name it may be, and the folder that it is known from: none, for somebody with a post here."""


@dataclass(frozen=True, slots=True)
class Mark:
    place: str
    words: str
    whose: str
    folder: uuid.UUID | None = None

    @property
    def never_stands(self) -> bool:
        return self.whose in (CHILD, FAMILY)


@dataclass(frozen=True, slots=True)
class Names:
    """What is looked for, with everybody whose it may be; what is public, and what somebody let stand."""

    known: dict[str, set[Whose]]
    public: frozenset[str]
    let_stand: frozenset[str]


def folded(words: str) -> str:
    return " ".join(words.casefold().split())


def names_of(partnership: Body, let_stand: Iterable[Mapping[str, str]] = ()) -> Names:
    """The worker alone sees all of them."""
    known: dict[str, set[Whose]] = {}
    for words, whose, folder in _all(partnership):
        known.setdefault(folded(words), set()).add((whose, folder))
    known.pop("", None)
    stand = (one["words"] for one in let_stand)
    return Names(known, frozenset(map(folded, _public(partnership))), frozenset(map(folded, stand)))


def _all(partnership: Body) -> Iterator[tuple[str, str, uuid.UUID | None]]:
    cases = Case.objects.filter(partnership=partnership)
    yield from ((one.reference, REFERENCE, one.pk) for one in cases.only("reference"))
    for words, whose, folder in (*_practitioners(partnership, cases), *_families(cases)):
        if len(words.split()) > 1:
            yield words, whose, folder
    reviewed = {*RapidReview.objects.filter(case__in=cases).values_list("case", flat=True),
                *PracticeReview.objects.filter(case__in=cases).values_list("case", flat=True)}  # fmt: skip
    for child in Child.objects.filter(folder__in=reviewed):
        yield from ((part, CHILD, child.folder_id) for part in child.given_names.split() if len(part) > 2)


def _families(cases: CaseQuerySet) -> Iterator[tuple[str, str, uuid.UUID]]:
    for name, folder in Relative.objects.filter(case__in=cases).values_list("name", "case"):
        yield name, FAMILY, folder
    for name, folder in FamilyMember.objects.filter(review__case__in=cases).values_list("name", "review__case"):
        yield name, FAMILY, folder
    for one in Child.objects.filter(folder__in=cases.values("folder")):
        yield f"{one.given_names} {one.family_name}", CHILD, one.folder_id
        if one.given_names:
            yield f"{one.given_names.split(' ')[0]} {one.family_name}", CHILD, one.folder_id


def _practitioners(partnership: Body, cases: CaseQuerySet) -> Iterator[tuple[str, str, uuid.UUID | None]]:
    members = partnership.members.values("body")
    posts = UnitPost.objects.filter(transition__partnership=partnership).exclude(held_by_name="")
    for names in (
        Person.objects.filter(posts__partnership=partnership).values_list("name", flat=True),
        Contact.objects.filter(body__in=members).values_list("name", flat=True),
        posts.values_list("held_by_name", flat=True),
    ):
        yield from ((name, PRACTITIONER, None) for name in names)
    asked = Practitioner.objects.filter(folder__in=cases.values("folder"))
    yield from ((name, PRACTITIONER, folder) for name, folder in asked.values_list("full_name", "folder"))


def _public(partnership: Body) -> Iterator[str]:
    """Names in the arrangements that stand."""
    standing = Arrangements.objects.published().filter(partnership=partnership).first()
    said = standing.document["said"] if standing else {}
    for row in said.get("partner", ()):
        yield from (row[name] for name in ("lead_name", "delegate_name") if row.get(name))
    yield from (row["name"] for row in said.get("person", ()))


def marks_in(texts: Iterable[tuple[str, str]], names: Names) -> list[Mark]:
    """Each once for each place in which it stands, and each folder that it is known from. Each text goes with its
    place."""
    found: dict[Mark, None] = {}
    looked = re.compile(rf"(?<!\w)(?:{'|'.join(_forms(names)) or '(?!)'})(?:’s|'s)?(?!\w)")
    for place, text in texts:
        for match in looked.finditer(folded(text)):
            words = re.sub(r"(’s|'s)$", "", match.group())
            found |= {Mark(place, words, whose, folder): None for whose, folder in names.known[words]}
        for flag in check(text, Known()):
            if flag.kind in LOOKED_FOR:
                found[Mark(place, folded(flag.words), LOOKED_FOR[flag.kind])] = None
    return [mark for mark in found if not _may_be_read(mark, names)]


def _may_be_read(mark: Mark, names: Names) -> bool:
    """Nobody's word lets the name of a child stand because a practitioner has the same."""
    return mark.words in names.public or (mark.words in names.let_stand and not mark.never_stands)


def _forms(names: Names) -> list[str]:
    """The longest first, so that a whole name is found as one."""
    forms = names.known.keys() - names.public
    return [re.escape(one) for one in sorted(forms, key=lambda one: (-len(one), one))]
