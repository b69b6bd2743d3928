"""What a telling may be of: deaths that whoever takes it in may see, and every folder, for the job that compares."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from handrail.analysis.same_child.weighing import weigh
from handrail.service.access.models import Exclusion
from handrail.service.access.names import MOST_WORDS, words_of
from handrail.service.child_deaths.comparing import alike
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.told import Told
from handrail.service.children.models import Child
from handrail.service.same_child.comparing import candidates, digests_of, told_of
from handrail.service.tellings.journey import told_in, typed_in
from handrail.service.tellings.models import Telling


def alike_of(telling: Telling) -> list[Death]:
    """Deaths that may be the one which is told of, for whoever is about to take it in: of those they may see."""
    told = told_in(telling)
    return [] if told is None else [other for other, _ in alike(_death(told)) if other.superseded_at is None]


def folders_of(telling: Telling) -> set[uuid.UUID]:
    """To be asked as the job, which sees every folder: those of the same death or child, and those that are shut to
    somebody whose name stands in what was typed. They are shown to nobody."""
    told = told_in(telling)
    named = set(_shut_to_named(typed_in(telling)))
    if told is None:  # an answer that was right is right no longer, such as an agency that has gone
        return named | set(telling.alike)
    death = _death(told)
    return named | {other.case_id for other, _ in alike(death)} | set(_of_child(death.child))


def _death(told: Told) -> Death:
    """Made to be compared, and kept nowhere."""
    known = told.known
    child = Child(
        given_names=known.given_names, family_name=known.family_name, also_known_as=known.also_known_as,
        born_on=known.born_on, died_on=told.died_on, sex=known.sex, nhs_number=known.nhs_number,
    )  # fmt: skip
    return Death(child=child, died_on=told.died_on, born=told.born)


def _of_child(child: Child) -> Iterator[uuid.UUID]:
    """Folders, of whatever they are, in which a child may be this one."""
    told = told_of(child)
    for other in candidates(child, digests_of(child)):
        if weigh(told, told_of(other)) is not None:
            yield other.folder_id


def _shut_to_named(text: str) -> Iterator[uuid.UUID]:
    """A name of one word is too many people's to be looked for."""
    there = _together(words_of(text))
    for folder, names in Exclusion.objects.filter(ended_at__isnull=True).values_list("folder", "names"):
        keys = (tuple(sorted(words_of(name))) for name in names)
        if any(len(key) > 1 and key in there for key in keys):
            yield folder


def _together(words: list[str]) -> set[tuple[str, ...]]:
    """Words that stand beside one another, as many as a name may have, in whatever order."""
    return {
        tuple(sorted(words[at : at + many])) for many in range(2, MOST_WORDS + 1) for at in range(len(words) - many + 1)
    }
