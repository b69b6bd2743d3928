"""Shares a themed meeting with neighbouring panels: until it ends, each reads what the others laid before it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.overview_panels.guarding import hold
from handrail.service.overview_panels.models import Joining, Member, PanelDeath, Sitting, Withdrawal
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body


@transaction.atomic
def share(sitting: Sitting, panel: Body, *, who: str, until_at: datetime, by: Person) -> Joining:
    """Ask a neighbour's panel to a themed meeting; again, to change who of it comes, or that nobody does any more."""
    held = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if not held.theme:
        raise NotDone("Only a themed meeting is shared. Plan one with a theme.")
    if panel.pk == held.panel_id:
        raise NotDone("This is the panel whose meeting it is. Choose a neighbour's.", "panel")
    if held.called_off_at is not None:
        raise NotDone("The meeting was called off. Plan another.")
    if held.is_over:
        raise NotDone("The meeting is over, and nobody reads another panel's deaths by it any more.")
    if until_at <= timezone.now():
        raise NotDone("Give a time that is still to come: when the meeting ends.", "until")
    if london_day(until_at) != held.on:
        raise NotDone("The meeting ends on its own day.", "until")
    held.until_at = until_at
    held.save(update_fields=["until_at"])
    joining, _ = Joining.objects.update_or_create(
        sitting=held, panel=panel, defaults={"who": who, "asked_by": by, "asked_at": timezone.now()}
    )
    audit.record(by, f"shared a themed meeting of the overview panel with {panel}: {joining.get_who_display()}", held)
    return joining


@transaction.atomic
def withdraw_at(sitting: Sitting, death: PanelDeath, seat: Member, *, why: str, by: Person) -> None:
    """Somebody of a panel that joins a meeting knew the child, or has another conflict: it is not there for them."""
    if Withdrawal.objects.filter(death=death.pk, member=seat, taken_back_at=None).exists():
        raise NotDone("You have withdrawn from this death already.")
    hold(death, {"why": why}, let_stand=True)
    audit.record(by, "withdrew from a death at a shared meeting of overview panels", sitting)
    Withdrawal.objects.create(
        panel_id=seat.panel_id, death=death.pk, number=death.number, member=seat, why=why, recorded_by=by
    )
