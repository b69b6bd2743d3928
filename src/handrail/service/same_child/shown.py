"""Which pairs a person is shown: those of which they may open both folders whole, and no other."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.access.opening import which_open
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case, Join
from handrail.service.same_child.models import Resemblance

DECIDES = "manage folders"


def shown_to(person: Person) -> QuerySet[Resemblance]:
    """Pairs of whose two folders this person may open all."""
    pairs = Resemblance.objects.all()
    for one in ("first_folder", "second_folder"):
        pairs = pairs.filter(which_open(person, {ALL}, folder=one, partnership=f"{one}__partnership"))
    return pairs


def undecided(person: Person) -> QuerySet[Resemblance]:
    """Those that still ask something: of two folders that are not joined already."""
    standing = Join.objects.filter(parted_at__isnull=True)
    first, second = OuterRef("first_folder"), OuterRef("second_folder")
    there, back = standing.filter(first=first, second=second), standing.filter(first=second, second=first)
    return shown_to(person).filter(~Exists(there), ~Exists(back), decided="")


def whole(pairs: QuerySet[Resemblance]) -> QuerySet[Resemblance]:
    """With all that a line of a list says."""
    return pairs.select_related(
        "first", "second", "first_folder__case__partnership", "second_folder__case__partnership", "decided_by",
        "undone_by",
    )  # fmt: skip


def to_look_at(person: Person, case: Case | None) -> Iterable[tuple[str, str]]:
    """For the page of a folder, a sentence for each pair; for the list of folders, how many there are."""
    if case is None:
        number = undecided(person).count()
        words = "A child may be" if number == 1 else f"{number} children may be"
        return [(f"{words} in two of these folders", reverse("same_child:list"))] if number else []
    of_it = list(undecided(person).filter(Q(first_folder=case.pk) | Q(second_folder=case.pk)).values("pk")[:FEW])
    if not of_it:  # as nearly always: the database takes longer to think of the ten tables than to find nothing
        return []
    pairs = whole(shown_to(person)).filter(pk__in=[one["pk"] for one in of_it])
    return [(sentence(pair, case), reverse("same_child:pair", args=[pair.pk])) for pair in pairs]


FEW = 8


def sentence(pair: Resemblance, case: Case) -> str:
    mine, theirs = pair.first, pair.second
    other = pair.second_folder
    if pair.second_folder_id == case.pk:
        mine, theirs, other = theirs, mine, pair.first_folder
    return f"{mine} may be the same child as {theirs} of {other.case}"


def decides(person: Person, pair: Resemblance) -> bool:
    """Whoever manages both folders."""
    cases = (pair.first_folder.case, pair.second_folder.case)
    return all(may_open(person, case, what=ALL, may=DECIDES) for case in cases)
