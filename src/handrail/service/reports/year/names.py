"""Names that a yearly report may not tell: of every child and family of the partnership, and of practitioners.

A review's public text is held against its own folder, word by word. A report on a whole partnership cannot be: every
forename and many a surname stands in some folder. So whole names are looked for, of everybody; forenames alone, of the
children whom reviews are about; and what reads like a practitioner's name or an NHS number, whoever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.analysis.identity import Kind, Known, check
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Practitioner
from handrail.service.arrangements.models import Arrangements, UnitPost
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.families.models import Relative
from handrail.service.partnerships.models import Body, Contact
from handrail.service.reviews.models import FamilyMember, PracticeReview, RapidReview

CHILD, FAMILY, PRACTITIONER, NUMBER, REFERENCE = (
    "a child", "somebody of a family", "a practitioner", "what reads like a number of a person", "a folder’s reference"
)  # fmt: skip
LOOKED_FOR = {Kind.PRACTITIONER: PRACTITIONER, Kind.NUMBER: NUMBER}
Mark = dict[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What is looked for, by whose it is; and what may be read."""

    whole: dict[str, str]
    forenames: frozenset[str]
    read: frozenset[str]


def folded(words: str) -> str:
    return " ".join(words.casefold().split())


def names_of(partnership: Body, let_stand: Iterable[Mark] = ()) -> Names:
    """The worker alone sees all of them."""
    cases = Case.objects.filter(partnership=partnership)
    children = Child.objects.filter(folder__in=cases.values("folder"))
    reviewed = [*RapidReview.objects.filter(case__in=cases).values_list("case__folder", flat=True),
                *PracticeReview.objects.filter(case__in=cases).values_list("case__folder", flat=True)]  # fmt: skip
    whole: dict[str, str] = {}
    for words, whose in (
        *((words, PRACTITIONER) for words in _practitioners(partnership, cases)),
        *((one.reference, REFERENCE) for one in cases.only("reference")),
        *((words, FAMILY) for words in Relative.objects.filter(case__in=cases).values_list("name", flat=True)),
        *((words, FAMILY) for words in FamilyMember.objects.filter(review__case__in=cases)
          .values_list("name", flat=True)),
        *((f"{one.given_names} {one.family_name}", CHILD) for one in children),
        *((f"{one.given_names.split(' ')[0]} {one.family_name}", CHILD) for one in children if one.given_names),
    ):  # fmt: skip
        if len(folded(words).split()) > 1 or whose == REFERENCE:
            whole[folded(words)] = whose
    forenames = frozenset(
        folded(part)
        for one in children.filter(folder__in=reviewed)
        for part in one.given_names.split()
        if len(part) > 2
    )
    return Names(whole, forenames, frozenset(map(folded, _read(partnership, let_stand))))


def _practitioners(partnership: Body, cases: Iterable[Case]) -> Iterator[str]:
    yield from Person.objects.filter(posts__partnership=partnership).values_list("name", flat=True)
    members = partnership.members.values("body")
    yield from Contact.objects.filter(body__in=members).values_list("name", flat=True)
    posts = UnitPost.objects.filter(transition__partnership=partnership).exclude(held_by_name="")
    yield from posts.values_list("held_by_name", flat=True)
    folders = Case.objects.filter(partnership=partnership).values("folder")
    yield from Practitioner.objects.filter(folder__in=folders).values_list("full_name", flat=True)


def _read(partnership: Body, let_stand: Iterable[Mark]) -> Iterator[str]:
    """Names that are public: in the arrangements that stand; and those that somebody let stand."""
    standing = Arrangements.objects.published().filter(partnership=partnership).first()
    said = standing.document["said"] if standing else {}
    for row in said.get("partner", ()):
        yield from (row[name] for name in ("lead_name", "delegate_name") if row.get(name))
    yield from (row["name"] for row in said.get("person", ()))
    yield from (one["words"] for one in let_stand)


def marks_in(texts: Iterable[tuple[str, str]], names: Names) -> list[Mark]:
    """Each once for each place in which it stands. Each text goes with its place."""
    found: dict[tuple[str, str], Mark] = {}
    looked = re.compile(rf"(?<!\w)(?:{'|'.join(_forms(names)) or '(?!)'})(?:’s|'s)?(?!\w)")
    for place, text in texts:
        plain = folded(text)
        for match in looked.finditer(plain):
            words = re.sub(r"(’s|'s)$", "", match.group())
            whose = names.whole.get(words, CHILD)
            found.setdefault((place, words), {"place": place, "words": words, "whose": whose})
        for flag in check(text, Known()):
            if flag.kind in LOOKED_FOR:
                words = folded(flag.words)
                found.setdefault((place, words), {"place": place, "words": words, "whose": LOOKED_FOR[flag.kind]})
    return [mark for mark in found.values() if mark["words"] not in names.read or mark["whose"] == CHILD]


def _forms(names: Names) -> list[str]:
    """The longest first, so that a whole name is found as one."""
    forms = {*names.whole, *names.forenames} - names.read
    return [re.escape(one) for one in sorted(forms, key=lambda one: (-len(one), one))]
