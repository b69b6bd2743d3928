"""What a folder knows that would tell its overview panel whose death it is, and what of a text does so."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from handrail.analysis.identity import Flag, Known, KnownDay, Surety, check, may_be_names, told
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case, KeptFact
from handrail.service.child_deaths.models import Death
from handrail.service.children.models import Child
from handrail.service.families.models import Reach
from handrail.service.overview_panels.models import Band
from handrail.service.overview_panels.named import agencies_of, joined_to, people_of, said_of
from handrail.service.room import Room

ROOM = "overview_panels"
DIED = "child_died"


def a_child_died(case: Case) -> bool:
    return deaths_in(case).exists()


def deaths_in(case: Case) -> QuerySet[KeptFact]:
    return KeptFact.objects.filter(case=case, kind=DIED, replaced_at__isnull=True)


def key_of(about: str) -> uuid.UUID | None:
    """The key of the death that the folder's facts speak of so."""
    try:
        return uuid.UUID(about)
    except ValueError:
        return None


def known_of(case: Case) -> Known:
    """What the folder knows, and each in which the same death was notified, whoever asks. No body is so large that the
    panel may read its name: a death is one of few in an area."""
    return together(_each_known(case))


def _each_known(case: Case) -> Iterator[Known]:
    with audit.keeping(case.pk):
        others = joined_to(case)
        yield _known(case)
    for other in others:
        with audit.keeping(other.pk):
            yield _known(other)


def _known(case: Case) -> Known:
    children = list(Child.objects.filter(folder=case.folder_id))
    deaths = list(Death.objects.filter(case=case).prefetch_related("corrections"))
    return Known(
        people=tuple(people_of(case, deaths)),
        days=tuple(_days(case, children)),
        addresses=(
            *Reach.objects.filter(case=case).values_list("at", flat=True),
            *said_of(deaths, "lives_at"),
        ),
        organisations=tuple(agencies_of(case, deaths)),
        places=tuple(said_of(deaths, "place", "event_place", "country")),
        nhs_numbers=tuple(child.nhs_number for child in children if child.nhs_number),
        references=tuple(
            one for one in (case.reference, case.local_reference, *(death.brought_from for death in deaths)) if one
        ),
        traits=tuple(child.disability for child in children if child.disability),
    )


def together(several: Iterable[Known]) -> Known:
    """What any of them knows, each once."""
    several = list(several)
    return Known(
        **{
            one.name: tuple(dict.fromkeys(each for known in several for each in getattr(known, one.name)))
            for one in fields(Known)
        }
    )


def names_written(case: Case) -> set[str]:
    """Words that the running text of its papers has as names are written, but for what was retyped for a panel."""
    return {run for one in (case, *_joined(case)) for gives in _which_give_names() for run in gives(one, ROOM)}


def _joined(case: Case) -> list[Case]:
    with audit.keeping(case.pk):
        return joined_to(case)


def _which_give_names() -> list[Callable[[Case, str], set[str]]]:
    """The room that reads all of a folder's papers stands above this one, and says in its `apps.py` where."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.names_written)
    return [import_string(room.names_written) for room in rooms]


def _days(case: Case, children: list[Child]) -> Iterator[KnownDay]:
    for child in children:
        if child.born_on:
            yield KnownDay(child.born_on, "a child's date of birth", birth=True)
    for on in sorted({*KeptFact.objects.filter(case=case, replaced_at__isnull=True).values_list("on", flat=True)}):
        yield KnownDay(on, "a day on which something happened in the folder")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that would tell, and where they stand."""

    part: str
    flag: Flag

    @property
    def refuses(self) -> bool:
        """What is only possible may be read and let stand; anything surer is retyped."""
        return self.flag.surety is not Surety.POSSIBLE


def marks_in(case: Case, parts: dict[str, str]) -> list[Mark]:
    """By what the folder has recorded, and by whom the running text of its papers names."""
    asked = may_be_names("\n\n".join(parts.values()))
    named = told(asked, names_written(case) if asked else ())
    known = replace(known_of(case), mentioned=named.so, nearly=named.otherwise)
    return [Mark(part, flag) for part, text in parts.items() for flag in check(text, known)]


def band_of(child: Child, died_on: date) -> Band:
    """The band of the age on the day of the death."""
    if child.born_on is None or child.born_on_is_estimated:
        return Band.NOT_KNOWN
    born = child.born_on
    if (died_on - born).days < 28:
        return Band.FIRST_MONTH
    years = died_on.year - born.year - ((died_on.month, died_on.day) < (born.month, born.day))
    for least, band in ((15, Band.FIFTEEN), (10, Band.TEN), (5, Band.FIVE), (1, Band.ONE)):
        if years >= least:
            return band
    return Band.FIRST_YEAR
