"""The family's record as it is read: what stands now, what stood before, and wishes side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from handrail.service.cases.models import Case
from handrail.service.families.facts import ended_on, looks_at, next_look
from handrail.service.families.models import (
    Answer,
    KeyWorker,
    Leaflet,
    Question,
    Relative,
    SafeRule,
    Telling,
    TellingLook,
    Wish,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What may or may not be told, with every look at it since."""

    telling: Telling
    looks: list[TellingLook]
    next_on: date | None
    ended_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answers that stand, and whether it is still open."""

    question: Question
    answers: list[Answer]

    @property
    def told(self) -> bool:
        return any(back.stands for one in self.answers for back in one.told.all())

    @property
    def stage(self) -> str:
        if self.question.withdrawn_on:
            return "withdrawn"
        if not self.answers:
            return "open"
        return "answered and told back" if self.told else "answered, not yet told back"


@dataclass(frozen=True, slots=True)
class Differing:
    """What each of the family wishes about one matter, in the order of the people; the last of each stands first."""

    matter: str
    of_each: list[tuple[Relative, list[Wish]]]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that stands of a family in a folder."""

    relatives: list[Relative] = field(default_factory=list)
    rules: list[SafeRule] = field(default_factory=list)
    workers: list[KeyWorker] = field(default_factory=list)
    former: list[KeyWorker] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    guides: list[Leaflet] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    wishes: list[Differing] = field(default_factory=list)


def record_of(case: Case) -> Record:
    today = timezone.localdate()
    relatives = list(Relative.objects.filter(case=case, set_aside_at__isnull=True).prefetch_related("reaches", "rules"))
    rules = SafeRule.objects.filter(case=case, set_aside_at__isnull=True, ended_on__isnull=True)
    workers = list(KeyWorker.objects.filter(case=case, set_aside_at__isnull=True).select_related("body", "relative"))
    guides = Leaflet.objects.filter(case=case, set_aside_at__isnull=True).select_related("relative")
    return Record(
        relatives=relatives,
        rules=list(rules.select_related("relative", "reach")),
        workers=[one for one in workers if one.until_on is None or one.until_on >= today],
        former=[one for one in workers if one.until_on is not None and one.until_on < today],
        told=_told(case, today),
        guides=list(guides),
        questions=questions_of(case),
        wishes=_side_by_side(case, relatives),
    )


def _told(case: Case, today: date) -> list[Told]:
    found = Telling.objects.filter(case=case, set_aside_at__isnull=True)
    rows = []
    for one in found.select_related("relative").prefetch_related("looks"):
        over, look_on = ended_on(one), next_look(one)
        rows.append(Told(one, looks_at(one), look_on, over, over is None and look_on is not None and look_on < today))
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.next_on or date.max))


def questions_of(case: Case) -> list[Asked]:
    found = Question.objects.filter(case=case, set_aside_at__isnull=True).select_related("relative", "meeting")
    return [
        Asked(one, [answer for answer in one.answers.all() if answer.stands])
        for one in found.prefetch_related("answers__told")
    ]


def to_bring(case: Case) -> list[Question]:
    """Questions without an answer that no meeting to come has on its agenda."""
    open_ones = [asked.question for asked in questions_of(case) if asked.stage == "open"]
    return [one for one in open_ones if one.meeting is None or not one.meeting.to_come]


def _side_by_side(case: Case, relatives: list[Relative]) -> list[Differing]:
    by_matter: dict[str, dict[object, list[Wish]]] = defaultdict(lambda: defaultdict(list))
    for wish in Wish.objects.filter(case=case, set_aside_at__isnull=True, relative__in=relatives):
        by_matter[wish.matter][wish.relative_id].insert(0, wish)
    return [
        Differing(
            str(Wish.Matter(matter).label), [(one, of_each[one.pk]) for one in relatives if one.pk in of_each]
        )
        for matter, of_each in sorted(by_matter.items(), key=lambda one: Wish.Matter.values.index(one[0]))
    ]  # fmt: skip
