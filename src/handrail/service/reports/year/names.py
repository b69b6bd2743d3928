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
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handrail.analysis.identity import Kind, Known, check
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Practitioner
from handrail.service.arrangements.models import Arrangements, UnitPost
from handrail.service.arrangements.saying import digest_of
from handrail.service.cases.models import Case, CaseQuerySet
from handrail.service.children.models import Child
from handrail.service.families.models import Relative
from handrail.service.partnerships.models import Body, Contact
from handrail.service.reviews.models import FamilyMember, PracticeReview, RapidReview

CHILD, FAMILY, PRACTITIONER, NUMBER, REFERENCE = (
    "a child", "somebody of a family", "a practitioner", "what reads like a number of a person", "a folder’s reference"
)  # fmt: skip
LOOKED_FOR = {Kind.PRACTITIONER: PRACTITIONER, Kind.NUMBER: NUMBER}
WORD = re.compile(r"\w+")
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
    let_stand: frozenset[str] = frozenset()

    def letting_stand(self, said: Iterable[Mapping[str, str]]) -> Names:
        return replace(self, let_stand=frozenset(folded(one["words"]) for one in said))

    @property
    def digest(self) -> str:
        """Of who is known, and who is public: whether a text is to be looked through anew."""
        rows = ([words, whose, str(folder)] for words, of in self.known.items() for whose, folder in of)
        return digest_of({"known": sorted(rows), "public": sorted(self.public)})


def folded(words: str) -> str:
    return " ".join(words.casefold().split())


def names_of(partnership: Body) -> Names:
    """As far as whoever acts may read them; the worker sees all."""
    known: dict[str, set[Whose]] = {}
    for words, whose, folder in _all(partnership):
        known.setdefault(folded(words), set()).add((whose, folder))
    known.pop("", None)
    return Names(known, frozenset(map(folded, _public(partnership))))


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
    """Names in the arrangements that the public reads."""
    public = Arrangements.objects.published().filter(partnership=partnership, taken_down_at__isnull=True)
    standing = public.first()
    said = standing.document["said"] if standing else {}
    for row in said.get("partner", ()):
        yield from (row[name] for name in ("lead_name", "delegate_name") if row.get(name))
    yield from (row["name"] for row in said.get("person", ()))


def reads_like_a_name(partnership: Body, words: str) -> str:
    """The names in a sentence for the public, such as why something is withdrawn; empty where there is none. A name
    that may be read elsewhere may be the reason, and is none that may stand here."""
    names = names_of(partnership)
    known: dict[str, set[Whose]] = {one: {(PRACTITIONER, None)} for one in names.public}
    marks = marks_in([("", words)], Names(known | names.known, frozenset()))
    return ", ".join(dict.fromkeys(f"“{mark.words}”" for mark in marks))


def marks_in(texts: Iterable[tuple[str, str]], names: Names) -> list[Mark]:
    """Each once for each place in which it stands, and each folder that it is known from. Each text goes with its
    place."""
    read = list(texts)
    found: dict[Mark, None] = dict.fromkeys(known_in(read, names))
    for place, text in read:
        for flag in check(text, Known()):
            if flag.kind in LOOKED_FOR:
                found[Mark(place, folded(flag.words), LOOKED_FOR[flag.kind])] = None
    return [mark for mark in found if not _may_be_read(mark, names)]


def known_in(texts: Iterable[tuple[str, str]], names: Names) -> list[Mark]:
    """Those of them alone whose names are known."""
    read = [(place, folded(text)) for place, text in texts]
    spoken = {word for _, text in read for word in WORD.findall(text)}
    looked = re.compile(rf"(?<!\w)(?:{'|'.join(_forms(names, spoken)) or '(?!)'})(?:’s|'s)?(?!\w)")
    found: dict[Mark, None] = {}
    for place, text in read:
        for match in looked.finditer(text):
            words = re.sub(r"(’s|'s)$", "", match.group())
            found |= {Mark(place, words, whose, folder): None for whose, folder in names.known[words]}
    return [mark for mark in found if not _may_be_read(mark, names)]


def _may_be_read(mark: Mark, names: Names) -> bool:
    """Nobody's word lets the name of a child stand because a practitioner has the same."""
    return mark.words in names.public or (mark.words in names.let_stand and not mark.never_stands)


def _forms(names: Names, spoken: Container[str]) -> list[str]:
    """Those of whose first word the texts have, the longest first, so that a whole name is found as one."""
    forms = (one for one in names.known.keys() - names.public if (first := WORD.search(one)) and first[0] in spoken)
    return [re.escape(one) for one in sorted(forms, key=lambda one: (-len(one), one))]
