"""Deaths to count: folders of Wend Valley with one each."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.service.audit.actions import name_actor
from handrail.service.child_deaths.models import Birth, Correction, Death, Notification, ScopeDecision, TimeSpent
from handrail.service.children.models import Child
from tests.rooms.cast import Cast, open_folder_for


def died(cast: Cast, on: date, *, days_old: int = 10, born: str = Birth.ALIVE, told_after: int = 1) -> Death:
    case = open_folder_for(cast, by="coordinator")
    by = cast["coordinator"]
    child = Child.objects.create(
        folder=case.folder, given_names="Perrin", family_name="Alderwick", sex=Child.Sex.FEMALE,
        born_on=on - timedelta(days=days_old),
    )  # fmt: skip
    death = Death.objects.create(
        case=case, child=child, sent_by=cast.trust, born=born, died_on=on, circumstances="A fever.", recorded_by=by
    )  # fmt: skip
    told = on + timedelta(days=told_after)
    Notification.objects.create(death=death, on=told, by_name="Hollis Venn", recorded_by=by)
    return death


def corrected(cast: Cast, death: Death, field: str, now: str) -> None:
    Correction.objects.create(death=death, field=field, now=now, reason="A slip.", made_by=cast["coordinator"])


def reviewed_elsewhere(cast: Cast, death: Death) -> None:
    name_actor(cast["coordinator"])
    ScopeDecision.objects.create(
        death=death, why=ScopeDecision.Why.ELSEWHERE, decided_on=death.died_on, decided_by_name="Hollis Venn",
        recorded_by=cast["coordinator"],
    )  # fmt: skip


def spent(cast: Cast, death: Death, minutes: int, step: TimeSpent.Step, agency: str = "") -> None:
    name_actor(cast["coordinator"])
    TimeSpent.objects.create(
        death=death, step=step, minutes=minutes, on=death.died_on, by_name="Hollis Venn", agency=agency,
        recorded_by=cast["coordinator"],
    )  # fmt: skip
