"""What tests of families share: two parents of one child, apart, and what each form is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.families import actions
from handrail.service.families.models import KeyWorker, Reach, Relative, SafeRule, Telling
from tests.rooms.cast import Cast, open_folder_for

HERS, HIS = "wilma@fairlight.example", "hal@fairlight.example"


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def a_folder(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


def one_of(cast: Cast, case: Case, name: str = "Wilma Fairlight", relation: str = "mother") -> Relative:
    row = Relative(name=name, relation=relation, responsibility="yes")
    return actions.write(case, row, by=cast["coordinator"])


def reached_by(cast: Cast, relative: Relative, at: str = HERS, how: str = "e-mail") -> Reach:
    return actions.write(relative.case, Reach(relative=relative, how=how, at=at), by=cast["coordinator"])


def ruled(cast: Cast, relative: Relative, kind: str, reach: Reach | None = None, **more: Any) -> SafeRule:
    row = SafeRule(relative=relative, reach=reach, kind=kind, words="He reads what comes.", from_on=day(0), **more)
    return actions.write(relative.case, row, by=cast["coordinator"])


def worker(cast: Cast, name: str = "Olive Strand", **more: Any) -> KeyWorker:
    given: dict[str, Any] = {
        "job": "bereavement nurse", "body": cast.trust, "reached_at": "01632 960 111", "from_on": day(-10),
    }  # fmt: skip
    return KeyWorker(name=name, **given | more)


def held_back(**more: Any) -> Telling:
    given: dict[str, Any] = {
        "held_back": True, "what": "Who was spoken to.", "because": "trial", "why": "It may be evidence.",
        "decided_by_name": "The senior investigating officer", "decided_on": day(-5), "look_on": day(25),
    }  # fmt: skip
    return Telling(**given | more)
