"""Where the work of a duty is done: the paper in which it is met, found through what each room says of itself."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from handrail.service.access.models import Person
from handrail.service.cases.models import KeptClock, KeptFact, PaperLine
from handrail.service.cases.rules import version_of
from handrail.service.room import Room, Work


@dataclass(frozen=True, slots=True)
class Desk:
    """The papers of some folders, with the things that each speaks of."""

    lines: dict[uuid.UUID, list[PaperLine]]
    spoken_of: dict[uuid.UUID, set[str]] = field(default_factory=lambda: defaultdict(set))

    def in_short(self, case_id: uuid.UUID) -> str:
        """What tells a folder from others: what its papers say of themselves in short."""
        return "; ".join(line.in_short for line in self.lines.get(case_id, ()) if line.in_short)

    def asking(self, clock: KeptClock) -> str:
        """The paper in which something was asked for."""
        lines = self.lines.get(clock.case_id, ())
        return next((paper_link(line) for line in lines if line.paper_id == clock.paper_id), "")

    def work_on(self, clock: KeptClock, person: Person) -> str:
        """Where a duty is met, or else the paper that speaks of the same thing; empty where there is neither."""
        for work in work_for(clock):
            met_in = [line for line in self._about(clock) if line.url_name == work.url_name]
            if met_in:
                return paper_link(met_in[-1])
            if work.begin and not clock.ended and _may_begin(work, clock, person):
                return reverse(work.begin, args=[clock.case_id])
        told = [line for line in self._about(clock) if clock.about in self.spoken_of[line.paper_id]]
        return paper_link(told[0]) if told else ""

    def _about(self, clock: KeptClock) -> Iterator[PaperLine]:
        """Papers that speak of the clock's own thing, or that have told nothing yet."""
        for line in self.lines.get(clock.case_id, ()):
            if line.for_body_id is None and self.spoken_of.get(line.paper_id, {clock.about}) >= {clock.about}:
                yield line


def desk_of(case_ids: Iterable[uuid.UUID]) -> Desk:
    """The papers of these folders. Who may open them is asked before."""
    wanted = list(case_ids)
    desk = Desk(defaultdict(list))
    for line in PaperLine.objects.filter(case__in=wanted).defer("found_by"):
        desk.lines[line.case_id].append(line)
    told = KeptFact.objects.filter(case__in=wanted, replaced_at__isnull=True).order_by()
    for paper_id, about in told.values_list("paper_id", "about").distinct():
        desk.spoken_of[paper_id].add(about)
    return desk


def work_for(clock: KeptClock) -> Sequence[Work]:
    """What the rooms say of where the facts that stop this clock are recorded."""
    version = version_of(clock)
    stops = version.duty.stops if version is not None else frozenset()
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room))
    return [work for room in rooms for work in room.work if work.kinds & stops]


def _may_begin(work: Work, clock: KeptClock, person: Person) -> bool:
    """Papers are begun by those who work for the folder's own partnership; a list of them is for all to read."""
    posts = (post for post in person.posts_today if post.partnership_id == clock.partnership_id)
    return not work.may or any(work.may in post.in_role.may for post in posts)


def paper_link(line: PaperLine) -> str:
    """Where a paper is read; empty while its room has no page for it."""
    try:
        return reverse(line.url_name, args=[line.case_id, line.paper_id])
    except NoReverseMatch:
        return ""
