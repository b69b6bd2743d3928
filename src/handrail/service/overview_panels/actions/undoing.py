"""What was done before a panel is taken back: each with its reason, and what it was stays written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone as FolderNotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.overview_panels.guarding import hold, hold_for_panel
from handrail.service.overview_panels.models import KEPT, Analysis, Minutes, PanelDeath, PanelPack, Sitting, Withdrawal
from handrail.service.partnerships.actions import NotDone


@transaction.atomic
def recall(pack: PanelPack, *, why: str, by: Person) -> None:
    """In the folder: take it back from the panel, which then finds nothing of it. It may be retyped, and laid anew."""
    with audit.keeping(pack.case_id):
        locked_open(pack.case_id)
    held = PanelPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    if held.laid_at is None:
        raise FolderNotDone("It is not before the panel. Change what was retyped instead.")
    if held.recalled_at is not None:
        raise FolderNotDone("It was taken back already.")
    if held.completed_on is not None:
        raise FolderNotDone("The panel has completed this death. Ask its chair to open it again.")
    held.recalled_at, held.recalled_by, held.recalled_why = timezone.now(), by, why
    held.save(update_fields=["recalled_at", "recalled_by", "recalled_why"])
    audit.record(by, "took a death back from the overview panel", held)
    follow(held)


@transaction.atomic
def reopen(death: PanelDeath, *, why: str, by: Person) -> None:
    """The panel takes it up again, as after an inquest; `why` is one of the form's sentences, which tell of nobody.

    What it found before stands in the folder until it has completed it anew.
    """
    analysis = Analysis.objects.select_for_update(of=("self",)).filter(death=death).first()
    if analysis is None or analysis.completed_on is None:
        raise NotDone("The panel has not completed this death. Change its form instead.")
    if analysis.given_at is None:
        raise NotDone("What the panel found is still on its way to the folder. Open it again in a minute.")
    analysis.earlier = [*analysis.earlier, as_completed(analysis, why, by)]
    analysis.completed_on, analysis.given_at = None, None
    analysis.save(update_fields=["earlier", "completed_on", "given_at"])
    audit.record(by, "opened again a death that the panel had completed", analysis)


def as_completed(analysis: Analysis, why: str, by: Person) -> dict[str, Any]:
    assert analysis.completed_on is not None
    factors = [
        {"domain": one.domain, "grade": one.grade, "text": one.text, "modifiable": one.modifiable}
        for one in analysis.factors.all()
    ]
    return {
        **{name: getattr(analysis, name) for name in KEPT}, "factors": factors, "why": why, "by": by.name,
        "completed_on": analysis.completed_on.isoformat(), "reopened_on": timezone.localdate().isoformat(),
    }  # fmt: skip


@transaction.atomic
def take_back_withdrawal(death: PanelDeath, withdrawal: Withdrawal, *, why: str, by: Person) -> None:
    """By the chair, of a member of this panel: from then on they read the death again."""
    held = Withdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    if held.taken_back_at is not None:
        raise NotDone("It was taken back already.")
    hold(death, {"why": why}, let_stand=True)
    held.taken_back_at, held.taken_back_by, held.taken_back_why = timezone.now(), by, why
    held.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    audit.record(by, "took back that a member withdrew from a death", death)


@transaction.atomic
def move_meeting(sitting: Sitting, *, on: date, why: str, by: Person) -> None:
    held = _not_held(sitting)
    if on == held.on:
        raise NotDone("It is planned for that day already. Give another.", "on")
    if held.joinings.exclude(who="nobody").exists():
        raise NotDone(
            "It is shared with a neighbour until it ends. Share it with nobody first, and again once it is moved."
        )
    hold_for_panel(held.panel, {"why": why})
    audit.record(by, f"moved a meeting of the overview panel from {spoken(held.on)} to {spoken(on)}", held)
    held.first_on, held.on, held.until_at, held.moved_why = held.first_on or held.on, on, None, why
    held.save(update_fields=["first_on", "on", "until_at", "moved_why"])


@transaction.atomic
def call_off(sitting: Sitting, *, why: str, by: Person) -> None:
    """What lay before it waits for another meeting; a neighbour reads nothing by it any more."""
    held, now = _not_held(sitting), timezone.now()
    hold_for_panel(held.panel, {"why": why})
    held.called_off_at, held.called_off_by, held.called_off_why = now, by, why
    held.until_at = min(held.until_at, now) if held.until_at else None
    held.save(update_fields=["called_off_at", "called_off_by", "called_off_why", "until_at"])
    audit.record(by, "called off a meeting of the overview panel", held)


def _not_held(sitting: Sitting) -> Sitting:
    held = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if held.called_off_at is not None:
        raise NotDone("This meeting was called off. Plan another.")
    completed = Analysis.objects.filter(death__sitting=held, completed_on__gte=held.on)
    if Minutes.objects.filter(sitting=held).exists() or completed.exists():
        raise NotDone("This meeting was held: its minutes, or what it completed, are written. It stands.")
    return held
